import { standingText } from './standing-text.server.ts'

export const load = ({ params, locals: { language, addresses, vocabulary } }) => ({
  page: params.page,
  text: standingText(params.page, language, addresses),
  /** The method page names factors: by their labels of today. */
  factors:
    params.page === 'method'
      ? [...vocabulary.factors.values()].map(({ code, slug, group, label }) => ({
          code,
          slug,
          group,
          label: label[language] ?? code,
        }))
      : [],
})

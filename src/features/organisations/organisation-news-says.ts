/** The mails that tell whoever proposed an organisation what a hub said. They name nothing: what waits or is for few is not for mail. Pure. */
import { m } from '#messages'
import type { NewMail } from '#platform/mail/mail.ts'
import { addressesIn } from '#features/registry/addresses.ts'

const NEWS = {
  verified: { subject: m.organisations_news_verified_subject, text: m.organisations_news_verified },
  put_back: { subject: m.organisations_news_put_back_subject, text: m.organisations_news_put_back },
} as const

export function organisationMail(told: {
  news: keyof typeof NEWS
  of: string
  slug: string
  to: NewMail['to']
}): NewMail {
  const locale = { locale: told.to.language }
  return {
    occasion: 'organisation_news',
    key: `${told.news}:${told.of}`,
    to: told.to,
    words: {
      subject: NEWS[told.news].subject({}, locale),
      paragraphs: [NEWS[told.news].text({}, locale)],
      action: {
        label: m.organisations_news_open({}, locale),
        path: addressesIn(told.to.language).organisation(told.slug),
      },
      foot: m.organisations_news_foot({}, locale),
    },
  }
}

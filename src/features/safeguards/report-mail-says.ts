/** The mails about a report: they say that there is something to read, never what or about which thing. Pure. */
import { m } from '#messages'
import type { NewMail } from '#platform/mail/mail.ts'
import { addressesIn } from '#features/registry/addresses.ts'

const NEWS = {
  reporter_decided: m.safeguards_report_mail_decided,
  reporter_closed: m.safeguards_report_mail_closed,
  owner_changed: m.safeguards_report_mail_owner_changed,
  owner_decided: m.safeguards_report_mail_owner_decided,
  owner_closed: m.safeguards_report_mail_owner_closed,
} as const
export type ReportNews = keyof typeof NEWS

/** `path`: the code's page for the reporter, the report's for the owner. `key`: what makes this mail this one. */
export function reportMail(told: {
  news: ReportNews
  key: string
  to: NewMail['to']
  at: { code: string } | { report: string }
}): NewMail {
  const locale = { locale: told.to.language }
  const to = addressesIn(told.to.language)
  return {
    occasion: 'report_news',
    key: told.key,
    to: told.to,
    words: {
      subject: m.safeguards_report_mail_subject({}, locale),
      paragraphs: [NEWS[told.news]({}, locale)],
      action: {
        label: m.safeguards_report_mail_open({}, locale),
        path: 'code' in told.at ? to.followReport(told.at.code) : to.reviewReport(told.at.report),
      },
      foot:
        'code' in told.at ? m.safeguards_report_mail_foot({}, locale) : m.safeguards_report_mail_foot_owner({}, locale),
    },
  }
}

/** npm run invite -- ADDRESS [--language fr]: prints the link that makes its owner the first officer of the secretariat. */
import { addressesIn } from '../src/features/registry/addresses.ts'
import { inviteFirstOfficer, type FirstOfficerFault } from '../src/features/people/first-officer.server.ts'
import { INVITATION_DAYS } from '../src/features/people/invitation.ts'
import { readConfig } from '../src/platform/config.ts'
import { holdFolder } from '../src/platform/database/folder-lock.server.ts'
import { migrate } from '../src/platform/database/migrate.server.ts'
import { openDatabase } from '../src/platform/database/pool.server.ts'
import { FALLBACK, isLanguage, LANGUAGE_IDS } from '../src/platform/language/languages.ts'

const REFUSED: Record<FirstOfficerFault, string> = {
  no_secretariat:
    'This instance has no secretariat yet: start it once, or import its hubs (npm run import -- organisations).',
  has_officer: 'The secretariat has an officer: ask them for an invitation. Nothing was changed.',
  not_an_address: 'This is no e-mail address.',
}

const [address = '', flag, wanted = FALLBACK, ...more] = process.argv.slice(2)
const stop = (sentence: string): never => (console.error(sentence), process.exit(2))
if (!address || (flag !== undefined && flag !== '--language') || more.length > 0 || !isLanguage(wanted))
  stop(`Usage: npm run invite -- ADDRESS [--language ${LANGUAGE_IDS.join('|')}]`)

const read = readConfig(process.env)
if (!read.ok) stop(read.reason.join('\n'))
else {
  const config = read.value
  const language = isLanguage(wanted) ? wanted : FALLBACK
  const folder = await holdFolder(config, 'import')
  const db = await openDatabase(config)
  await migrate(db)
  const invited = await inviteFirstOfficer(db, { email: address, language })
  if (invited.ok) {
    console.log(
      `${config.origin ?? `http://${config.host}:${config.port}`}${addressesIn(language).invitation(invited.value.token)}`,
    )
    console.log(`Good once, for ${INVITATION_DAYS} days. Whoever opens it becomes the officer: give it to nobody else.`)
  } else console.error(REFUSED[invited.reason])
  await db.destroy()
  folder.release()
  process.exit(invited.ok ? 0 : 1)
}

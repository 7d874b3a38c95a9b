/** A process of its own that delivers what waits, for tests that end it half way: `node deliver-once.ts DATABASE SMTP_URL`. */
import { openDatabase } from '../../database/pool.server.ts'
import { deliverWaiting, openPost } from '../deliver.server.ts'

const [databaseUrl = '', smtpUrl = ''] = process.argv.slice(2)
const db = await openDatabase({ databaseUrl, dataDir: '', poolSize: 1 })
const post = await openPost(
  db,
  { smtpUrl, mailFrom: 'Strong Cities <post@cities.example>', origin: 'https://cities.example', port: 0 },
  { instance: 'Strong Cities', stopPath: (language, token) => `/${language}/mail/${token}` },
)
await deliverWaiting(db, post)
await db.destroy()

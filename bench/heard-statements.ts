/** Loaded before the product (node --import): counts its statements and tells the count to the process that started it. */
import pg from 'pg'

let count = 0
const plain = pg.Client.prototype as { query: (...given: unknown[]) => unknown }
const query = plain.query
plain.query = function (this: unknown, ...given: unknown[]) {
  count++
  return query.apply(this, given)
}
process.on('message', () => process.send?.(count))
process.channel?.unref()

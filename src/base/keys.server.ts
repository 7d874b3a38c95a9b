/** Keys are UUIDv7, made by the program: they sort by time and need no round trip. */
export { v7 as newKey } from 'uuid'

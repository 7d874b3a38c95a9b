import { v7 } from 'uuid'

/** Keys are UUIDv7, made by the program: they sort by time and need no round trip. */
export const newKey = (): string => v7()

/** What must end well before the process does: the web server and what it loads ask the same list. */
type Stop = () => Promise<void>
const LIST = Symbol.for('strong-cities.stops')
const kept = globalThis as { [LIST]?: Stop[] }
const stops: Stop[] = (kept[LIST] ??= [])

export const beforeTheEnd = (stop: Stop): unknown => stops.push(stop)
/** Each once, side by side. */
export const endAll = (): Promise<unknown> => Promise.all(stops.splice(0).map((stop) => stop()))

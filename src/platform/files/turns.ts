/** So many at once and no more; whoever comes later waits for their turn. */
export type Turns = <Result>(work: () => Promise<Result>) => Promise<Result>

export function turns(most: number): Turns {
  let taken = 0
  const waiting: (() => void)[] = []
  return async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (taken >= most) await new Promise<void>((call) => waiting.push(call))
    else taken++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else taken--
    }
  }
}

/** The same for each by themselves: whoever is slow with all of theirs keeps nobody else waiting. */
export function turnsOfEach(most: number) {
  const each = new Map<string, { turn: Turns; open: number }>()
  return async <Result>(key: string, work: () => Promise<Result>): Promise<Result> => {
    const own = each.get(key) ?? { turn: turns(most), open: 0 }
    each.set(key, own)
    own.open++
    try {
      return await own.turn(work)
    } finally {
      if (--own.open === 0) each.delete(key)
    }
  }
}

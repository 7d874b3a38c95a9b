/** So many at once and no more; whoever comes later waits for their turn. */
export function turns(most: number) {
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

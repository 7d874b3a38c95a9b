/** Keeps what is public by nature in memory, and renews it when the counter of public changes has moved. */
export function keptByEpoch<Value, World>(load: (world: World) => Promise<Value>) {
  let kept: { epoch: number; value: Promise<Value> } | undefined
  return (epoch: number, world: World): Promise<Value> => {
    if (kept?.epoch === epoch) return kept.value
    const value = load(world)
    kept = { epoch, value }
    value.catch(() => (kept = undefined))
    return value
  }
}

/** Measuring: several tasks in turns, so that a busy moment of the machine hits all of them, and medians of the rounds. */

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/**
 * Milliseconds of each task, median of the rounds. One more round before warms up and is not counted;
 * the order turns round by round. A task returns something that depends on its work, so that none is optimised away.
 */
export async function takeTurns<K extends string>(tasks: Record<K, () => unknown>, rounds: number): Promise<Record<K, number>> {
  const names = Object.keys(tasks) as K[]
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<K, number[]>
  for (let round = 0; round <= rounds; round++) {
    for (let i = 0; i < names.length; i++) {
      const name = names[(i + round) % names.length] as K
      const start = performance.now()
      const result = tasks[name]()
      // Awaiting what is no promise would cost a turn of the event loop.
      if (result instanceof Promise) await result
      if (round > 0) times[name].push(performance.now() - start)
    }
  }
  return Object.fromEntries(names.map((name) => [name, median(times[name])])) as Record<K, number>
}

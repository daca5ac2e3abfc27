/** Looks at the beginning of a stream without consuming it. */
export async function peek<T extends { length: number }>(input: AsyncIterable<T>, size: number): Promise<{ first: T[]; all: AsyncIterable<T> }> {
  const iterator = input[Symbol.asyncIterator]()
  const first: T[] = []
  for (let length = 0; length < size; ) {
    const next = await iterator.next()
    if (next.done) break
    if (next.value.length > 0) first.push(next.value)
    length += next.value.length
  }
  async function* all() {
    try {
      for (const part of first) yield part
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value
    } finally {
      await iterator.return?.()
    }
  }
  return { first, all: all() }
}

/**
 * Seeded randomness for invented data: the same seed and stream give the same numbers on every machine.
 * Each matter has a stream of its own, so a matter does not change when more matters are asked for.
 */
export class Random {
  #a: number
  #b: number
  #c: number
  #d = 1

  constructor(seed: number, stream: number) {
    this.#a = seed | 0
    this.#b = (seed / 2 ** 32) | 0
    this.#c = stream | 0
    for (let i = 0; i < 15; i++) this.next()
  }

  /** Small Fast Counting generator, 32 bit (Chris Doty-Humphrey): 0 ≤ x < 1. */
  next(): number {
    const t = (((this.#a + this.#b) | 0) + this.#d) | 0
    this.#d = (this.#d + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = (this.#c << 21) | (this.#c >>> 11)
    this.#c = (this.#c + t) | 0
    return (t >>> 0) / 2 ** 32
  }

  /** A number from `low` up to, not including, `high`. */
  between(low: number, high: number): number {
    return low + this.next() * (high - low)
  }

  /** An integer from `low` to `high`, both included. */
  int(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  /** One of a list, or of the characters of a text. */
  pick<T>(list: ArrayLike<T>): T {
    return list[Math.floor(this.next() * list.length)] as T
  }
}

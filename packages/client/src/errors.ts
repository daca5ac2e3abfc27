/** What can go wrong: the server refused, or it could not be reached. */
import type { Problem } from '@hengjian/contracts'

/** The server answered with a problem document: its code, cause and remedy are in `problem`. */
export class HengjianError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(`${problem.code} ${problem.title}: ${problem.detail}`)
    this.name = 'HengjianError'
    this.problem = problem
  }

  get code(): string {
    return this.problem.code
  }
}

/** No answer that could be read came, however often it was tried. */
export class UnreachableError extends Error {
  readonly attempts: number

  constructor(why: string, attempts: number, cause: unknown) {
    super(`${why} (${attempts})`, { cause })
    this.name = 'UnreachableError'
    this.attempts = attempts
  }
}

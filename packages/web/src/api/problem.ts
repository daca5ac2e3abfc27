import type { Problem } from '@hengjian/contracts'

/** An answer of the server that is not a success, with the code, the cause and the remedy to show. */
export class ApiError extends Error {
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.title)
    this.name = 'ApiError'
    this.problem = problem
  }
}

/** Reads the problem document of an answer; an answer without one (a proxy, a crash) becomes a plain problem with the status. */
export async function problemOf(response: Response): Promise<Problem> {
  const body: unknown = await response.json().catch(() => null)
  const given = typeof body === 'object' && body !== null ? (body as Partial<Problem>) : {}
  return {
    type: given.type ?? 'about:blank',
    title: given.title ?? response.statusText,
    status: response.status,
    code: given.code ?? `HTTP-${response.status}`,
    detail: given.detail ?? '',
    remedy: given.remedy ?? '',
  }
}

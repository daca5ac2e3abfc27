/** RFC 9457: every failure of the interface as a problem document with a code of the error catalogue. */
import type { ErrorCode, Problem } from '@hengjian/contracts'
import { errors } from '@hengjian/contracts'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import pg from 'pg'
import { CodedError } from '../problem.ts'

export type Language = 'zh' | 'en'

export function problemDocument(code: ErrorCode, detail: string, language: Language): Problem {
  const { status, title, cause, remedy } = errors[code]
  return {
    type: `/api/errors#${code}`,
    title: title[language],
    status: status === 0 ? 500 : status,
    code,
    detail: detail === '' ? cause[language] : `${cause[language]} (${detail})`,
    remedy: remedy[language],
  }
}

/** Chinese unless English is asked for first. */
export function languageOf(request: FastifyRequest): Language {
  return /^\s*en/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'zh'
}

/** What went wrong, by code. Details of the unexpected stay in the log. */
export function classify(error: unknown): { code: ErrorCode; detail: string } {
  if (error instanceof CodedError) return { code: error.code, detail: error.detail }
  if (error instanceof pg.DatabaseError && error.code === NOT_TEXT) return { code: 'HJ-REQ-005', detail: 'NUL' }
  const { code, validation, message, statusCode = 500 } = error as FastifyError
  if (validation !== undefined) return { code: 'HJ-REQ-005', detail: message }
  const known = byCode[code]
  if (known !== undefined) return { code: known, detail: '' }
  // A request that broke off is the sender's affair, although its code is that of a lost connection.
  if (statusCode < 500) return { code: 'HJ-REQ-001', detail: message }
  return { code: isDatabaseAway(error) ? 'HJ-SRV-002' : 'HJ-SRV-001', detail: '' }
}

/** PostgreSQL's code for a text with a NUL: events are checked for it, names and questions are not. */
const NOT_TEXT = '22021'

const byCode: Record<string, ErrorCode> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'HJ-REQ-004',
  FST_ERR_CTP_BODY_TOO_LARGE: 'HJ-REQ-003',
  FST_ERR_CTP_EMPTY_JSON_BODY: 'HJ-REQ-001',
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: 'HJ-REQ-001',
  FST_ERR_CTP_INVALID_JSON_BODY: 'HJ-REQ-001',
  FST_ERR_BAD_URL: 'HJ-REQ-006',
}

/** Connection lost, refused, too many, or shutting down. */
function isDatabaseAway(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return /^(08|53|57P)/.test(error.code ?? '')
  const { code, message } = error as NodeJS.ErrnoException
  return ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'].includes(code ?? '') || /Connection terminated|not queryable|timeout exceeded when trying to connect/.test(message ?? '')
}

export async function sendProblem(request: FastifyRequest, reply: FastifyReply, code: ErrorCode, detail = '', more: object = {}): Promise<FastifyReply> {
  const document = problemDocument(code, detail, languageOf(request))
  return reply.code(document.status).type('application/problem+json; charset=utf-8').send({ ...document, ...more })
}

export function registerProblems(app: FastifyInstance): void {
  app.setErrorHandler(async (error, request, reply) => {
    const { code, detail } = classify(error)
    if (errors[code].status >= 500 || errors[code].status === 0) request.log.error({ err: error, code }, 'request failed')
    if (code === 'HJ-REQ-003') await letFinish(request)
    // attempts are counted by the minute
    if (code === 'HJ-AUT-006') reply.header('retry-after', 60)
    return sendProblem(request, reply, code, detail)
  })
}

const LINGER_MS = 3000

/**
 * Reads the rest of a refused body away. A connection that is closed while the sender still writes is reset,
 * and the sender then never sees why it was refused.
 */
async function letFinish({ raw }: FastifyRequest): Promise<void> {
  if (raw.readableEnded || raw.destroyed) return
  raw.resume()
  await new Promise<void>((done) => {
    const enough = setTimeout(done, LINGER_MS)
    for (const end of ['end', 'close', 'error'] as const) raw.once(end, done)
    raw.once('close', () => clearTimeout(enough))
  })
}

/** The body of a signed request is what was signed: hashed while it is read, refused at its end where it is another. */
import { createHash } from 'node:crypto'
import { Transform } from 'node:stream'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { CodedError } from '../problem.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** SM3 of the body as its signature has it, in hex; null where nothing was signed */
    signedDigest: string | null
  }
}

const EMPTY = createHash('sm3').digest('hex')

/** Call before any route is registered. */
export function registerSignedBodies(app: FastifyInstance): void {
  app.decorateRequest('signedDigest', null)
  app.addHook('preParsing', (request, _reply, payload, done) => {
    const expected = request.signedDigest
    if (expected === null || !hasBody(request)) return done(null, payload)
    const hash = createHash('sm3')
    const counted: Transform & { receivedEncodedLength?: number } = new Transform({
      transform: (chunk: Buffer, _encoding, next) => {
        hash.update(chunk)
        counted.receivedEncodedLength = (counted.receivedEncodedLength ?? 0) + chunk.length
        next(null, chunk)
      },
      flush: (next) => next(hash.digest('hex') === expected ? null : new CodedError('HJ-AUT-013', 'body')),
    })
    payload.on('error', (error: Error) => counted.destroy(error))
    return done(null, payload.pipe(counted))
  })
}

/** What is not read is not hashed: a request without a body must have signed none. */
export const isUnread = (request: FastifyRequest, digest: string): boolean => !hasBody(request) && digest !== EMPTY

const hasBody = ({ method, headers }: FastifyRequest): boolean => method !== 'GET' && method !== 'HEAD' && (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0)

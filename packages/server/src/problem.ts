/** Failures that have an entry in the error catalogue. */
import type { ErrorCode } from '@hengjian/contracts'
import { errors } from '@hengjian/contracts'

/** Thrown anywhere in the server; the HTTP layer turns it into a problem document, the command line into two lines. */
export class CodedError extends Error {
  readonly code: ErrorCode
  /** what exactly was wrong here, in the words of the input */
  readonly detail: string

  constructor(code: ErrorCode, detail = '', options?: ErrorOptions) {
    super(`${code} ${errors[code].title.zh} / ${errors[code].title.en}${detail === '' ? '' : `: ${detail}`}`, options)
    this.code = code
    this.detail = detail
  }
}

/** The server cannot start as it is set up. */
export class ConfigError extends CodedError {}

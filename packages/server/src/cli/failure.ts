/** What a command says when it cannot do what it was asked: a sentence, a remedy and exit code 2, never a stack trace. */
import { errors } from '@hengjian/contracts'
import { ConfigError, CodedError } from '../problem.ts'
import { printable } from '../formats/index.ts'
import type { Say } from './language.ts'
import { textIn } from './language.ts'

export class CommandFailure extends Error {
  readonly remedy: string
  constructor(message: string, remedy: string) {
    super(message)
    this.remedy = remedy
  }
}

export function failureText(error: unknown, say: Say): string {
  if (error instanceof CommandFailure) return lines(error.message, error.remedy)
  if (error instanceof CodedError || error instanceof ConfigError) {
    const { title, cause, remedy } = errors[error.code]
    const detail = error.detail === '' ? '' : say(`：${error.detail}`, `: ${error.detail}`)
    return lines(`${error.code} ${textIn(say, title)}${detail}\n  ${textIn(say, cause)}`, textIn(say, remedy))
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR' || code === 'ENOTDIR') {
    return lines(say(`文件或目录无法使用（${code}）：${pathOf(error)}`, `A file or folder cannot be used (${code}): ${pathOf(error)}`), say('请检查路径和权限。', 'Check the path and the permissions.'))
  }
  const detail = error instanceof Error ? error.message : String(error)
  return lines(say(`发生了意外错误：${detail}`, `An unexpected error occurred: ${detail}`), say('设置 HENGJIAN_DEBUG=1 再运行一次可以看到细节，请把它交给维护人员。', 'Run again with HENGJIAN_DEBUG=1 to see details and pass them to the maintainers.'))
}

const pathOf = (error: unknown): string => (typeof error === 'object' && error !== null && 'path' in error ? printable(String(error.path)) : '')

const lines = (message: string, remedy: string): string => `${message}\n  → ${remedy}\n`

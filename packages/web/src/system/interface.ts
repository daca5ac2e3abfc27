/** The description of the interface (OpenAPI) as the page needs it. */
import type { Language } from '../i18n/index.ts'

interface Parameter {
  name: string
  in: 'path' | 'query' | 'header' | 'cookie'
  required?: boolean
}

export interface Operation {
  summary?: string
  description?: string
  tags?: string[]
  parameters?: Parameter[]
  requestBody?: object
  responses?: Record<string, object>
  /** any one is enough */
  'x-permissions'?: string[]
}

export interface Description {
  paths: Record<string, Record<string, Operation>>
}

export interface Route {
  method: string
  path: string
  operation: Operation
  /** area of its permission */
  area: string
}

export const routesOf = ({ paths }: Description): Route[] =>
  Object.entries(paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation, area: operation.tags?.[0] ?? '' })))

/** Texts of the interface say everything twice: Chinese, then English. */
export function inLanguage(text: string, language: Language): string {
  const [, zh, en] = /^(.*[\p{Script=Han}。）”][^A-Za-z]*?)\s+([A-Z{`].*)$/su.exec(text) ?? []
  return (language === 'zh' ? zh : en) ?? text
}

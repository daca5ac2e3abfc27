/** Words and addresses that notices are made of. */
import type { Text } from '@hengjian/contracts'
import type { NoticeParts } from './parts.ts'

export const ruleName = ({ catalogue }: Pick<NoticeParts, 'catalogue'>, rule: string): Text => catalogue.rules.findLast(({ id }) => id === rule)?.name ?? { zh: rule, en: rule }

/** Where one acts on an internal matter. */
export const workLink = (flow: string, chain: string): string => `/work/${encodeURIComponent(flow)}/${encodeURIComponent(chain)}`

/** Where a clock of a matter of law is shown. */
export const matterLink = (chain: string, verdict: string): string => `/matters/${encodeURIComponent(chain)}?verdict=${encodeURIComponent(verdict)}`

/** Fills `{name}` in. */
export const filled = (pattern: string, values: Readonly<Record<string, string>>): string => pattern.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)

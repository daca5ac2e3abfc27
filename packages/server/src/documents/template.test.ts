import { expect, test } from 'vitest'
import { fill } from './template.ts'

const given: Record<string, string> = { unit: '城关分局', 'field:note': '见 {matter} 与 {unit}，$& ${1}' }
const value = (name: string): string | null => given[name] ?? null

test('what people write stands in a letter as they wrote it, and is never read as a template', () => {
  expect(fill('{unit}：{field:note}', value)).toBe('城关分局：见 {matter} 与 {unit}，$& ${1}')
})
test('a line that asks for what is not there is left out', () => {
  expect(fill('{unit} {assignee}', value)).toBeNull()
})

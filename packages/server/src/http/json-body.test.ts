import { describe, expect, test } from 'vitest'
import { decodeUtf8, isTooDeep, parseJson } from './json-body.ts'

describe('JSON from outside', () => {
  test('ordinary depth passes', () => {
    expect(parseJson('{"a":[{"b":[1]}]}')).toEqual({ a: [{ b: [1] }] })
  })
  test('a nesting bomb is refused before it is parsed', () => {
    expect(() => parseJson('['.repeat(1_000_000))).toThrow('HJ-REQ-002')
  })
  test('brackets inside texts do not count', () => {
    expect(isTooDeep(JSON.stringify({ text: '[[[[\\"[[['.repeat(50) }), 3)).toBe(false)
  })
  test('siblings do not add to depth', () => {
    expect(isTooDeep(`[${'[],'.repeat(1000)}[]]`)).toBe(false)
  })
  test('broken JSON names the error', () => {
    expect(() => parseJson('{"a":')).toThrow('HJ-REQ-001')
  })
  test('bytes that are not UTF-8 are refused instead of guessed', () => {
    expect(() => decodeUtf8(Buffer.from([0xd6, 0xd0]))).toThrow('HJ-REQ-001')
  })
  test('a byte-order mark is no part of the text', () => {
    expect(decodeUtf8(Buffer.from('\uFEFF{}'))).toBe('{}')
  })
})

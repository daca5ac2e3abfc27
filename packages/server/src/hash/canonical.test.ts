import { describe, expect, test } from 'vitest'
import { canonicalJson, unstorable } from './canonical.ts'
import { extendHash } from '../intake/hash.ts'
import { GENESIS } from './link.ts'

describe('canonical JSON', () => {
  test('the order of keys does not matter', () => {
    expect(canonicalJson({ b: 1, a: { d: [1, { z: 1, y: 2 }], c: null } })).toBe('{"a":{"c":null,"d":[1,{"y":2,"z":1}]},"b":1}')
  })
  test('absent members are left out', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe('{"b":1}')
  })
  test('text that only looks like an escape can be stored', () => {
    const value = { a: String.raw`C:\u0000` }
    expect(unstorable(value, canonicalJson(value))).toBeNull()
  })
  test('a NUL deep inside is named by its path', () => {
    const value = { attrs: { list: ['ok', 'a\u0000b'] } }
    expect(unstorable(value, canonicalJson(value))).toBe('attrs.list.1')
  })
})

describe('the hash chain', () => {
  test('is SM3 over the hash before and the event with its time of receipt', () => {
    // computed with `openssl dgst -sm3` over 32 zero bytes and {"id":"a","receivedAt":"1970-01-01T00:00:00.000Z"}
    expect(extendHash(GENESIS, '{"id":"a"}', 0)).toBe('07d8edbf1da58854bd2d47a4f4c4fe6691b9d30eae59f4f8478cbc5653784db0')
    expect(extendHash(GENESIS, '{"id":"a"}', 0)).not.toBe(extendHash(GENESIS, '{"id":"a"}', 1))
    expect(extendHash(GENESIS, '{"id":"a"}', 0)).not.toBe(extendHash('11'.repeat(32), '{"id":"a"}', 0))
  })
})

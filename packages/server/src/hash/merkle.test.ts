import { hash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createTree, leafHash } from './merkle.ts'

const sm3 = (hex: string): string => hash('sm3', Buffer.from(hex, 'hex'), 'hex')
const leaves = Array.from({ length: 9 }, (_, i) => leafHash(`leaf ${i}`))

/** The definition as RFC 9162 writes it: split at the largest power of two below the number of leaves. */
function defined(list: readonly string[]): string {
  if (list.length === 0) return sm3('')
  if (list.length === 1) return list[0] ?? ''
  let half = 1
  while (half * 2 < list.length) half *= 2
  return sm3(`01${defined(list.slice(0, half))}${defined(list.slice(half))}`)
}

describe('the tree over many hashes', () => {
  test.each(leaves.map((_, i) => i).concat(leaves.length))('over %i leaves is the one that RFC 9162 defines', (count) => {
    const tree = createTree()
    for (const leaf of leaves.slice(0, count)) tree.add(leaf)
    expect(tree.root()).toBe(defined(leaves.slice(0, count)))
  })

  test('a leaf is not taken for a node', () => {
    const [one = '', two = ''] = leaves
    const tree = createTree()
    tree.add(one)
    tree.add(two)
    expect(leafHash(`${one}${two}`)).not.toBe(tree.root())
  })
})

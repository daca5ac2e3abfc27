/**
 * One hash over many: the tree of RFC 9162 (Certificate Transparency), with SM3.
 *   leaf = SM3( 0x00 ‖ text )      node = SM3( 0x01 ‖ left ‖ right )
 * Leaves come one by one and only the roots of whole subtrees are kept, so that a million leaves need no memory.
 */
import { hash } from 'node:crypto'

export interface Tree {
  /** `leaf` in hex, from `leafHash` */
  add(leaf: string): void
  /** Root over what was added so far, in hex; of nothing, the hash of nothing. */
  root(): string
}

const sm3 = (...parts: Uint8Array[]): string => hash('sm3', Buffer.concat(parts), 'hex')
const LEAF = Buffer.from([0])
const NODE = Buffer.from([1])

export const leafHash = (text: string): string => sm3(LEAF, Buffer.from(text, 'utf8'))
const join = (left: string, right: string): string => sm3(NODE, Buffer.from(left, 'hex'), Buffer.from(right, 'hex'))

export function createTree(): Tree {
  // Whole subtrees from left to right, each smaller than the one before it, as the ones of a binary number.
  const whole: { hash: string; size: number }[] = []
  return {
    add: (leaf) => {
      let tree = { hash: leaf, size: 1 }
      while (whole.at(-1)?.size === tree.size) tree = { hash: join(whole.pop()?.hash ?? '', tree.hash), size: tree.size * 2 }
      whole.push(tree)
    },
    root: () => (whole.length === 0 ? sm3() : whole.map((tree) => tree.hash).reduceRight((right, left) => join(left, right))),
  }
}

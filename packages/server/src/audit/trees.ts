/**
 * Checks roots against what lies under them, whether that is read from the store or from a file. Pure.
 * The list of roots is checked by itself; then the matters pass by once, in the order of their ids, and each of the
 * chosen roots grows its tree from the hash at which the matter then ended.
 */
import type { AuditRoot, BadRecord } from '@hengjian/contracts'
import { createTree, GENESIS } from '../hash/index.ts'
import { matterLeaf, rootHash } from './roots.ts'

/** `roots` in the order of their numbers. */
export function badRoot(roots: readonly AuditRoot[]): BadRecord | null {
  let previous = GENESIS
  for (const [i, root] of roots.entries()) {
    const position = i + 1
    if (root.number !== position) return { part: 'root', position, why: 'order' }
    if (root.previous !== previous || rootHash(root) !== root.root) return { part: 'root', position, why: 'content' }
    previous = root.root
  }
  return null
}

/** What was published stands whatever the store says now. */
export function unlikePublished(roots: readonly AuditRoot[], published: readonly AuditRoot[]): BadRecord | null {
  for (const given of published.toSorted((a, b) => a.number - b.number)) {
    if (rootHash(given) !== given.root) return { part: 'root', position: given.number, why: 'signature' }
    const kept = roots[given.number - 1]
    if (kept === undefined) return { part: 'root', position: roots.length + 1, why: 'end' }
    if (kept.root !== given.root) return { part: 'root', position: given.number, why: 'published' }
  }
  return null
}

/** `hashes`: of the lines at which roots were made, by number; `lines`: how many there are. */
export function badAuditEnd(roots: readonly AuditRoot[], hashes: ReadonlyMap<number, string>, lines: number): BadRecord | null {
  for (const { number, audit } of roots) {
    if (audit.number > lines) return { part: 'audit', position: lines + 1, why: 'end' }
    if ((audit.number === 0 ? GENESIS : hashes.get(audit.number)) !== audit.hash) return { part: 'root', position: number, why: 'audit' }
  }
  return null
}

/** Root number and length of a matter under it, ascending; only where it grew. */
export type Lengths = readonly (readonly [root: number, length: number])[]

export interface Trees {
  /** In the order of ids. `hashes`: of the events, by number from 1. */
  add(chain: string, hashes: readonly string[], lengths: Lengths): BadRecord | null
  end(): BadRecord | null
}

/** The last root covers all that was before it; of the others only those that were published need be grown. */
export function createTrees(roots: readonly AuditRoot[], published: readonly AuditRoot[]): Trees {
  const chosen = new Set([...published.map((root) => root.number), roots.length])
  const grown = roots.filter((root) => chosen.has(root.number)).map((root) => ({ root, tree: createTree() }))
  return {
    add: (chain, hashes, lengths) => {
      const most = lengths.at(-1)?.[1] ?? 0
      if (most > hashes.length) return { part: 'event', chain, position: hashes.length + 1, why: 'end' }
      for (const { root, tree } of grown) {
        const length = lengths.findLast(([number]) => number <= root.number)?.[1]
        if (length !== undefined) tree.add(matterLeaf(chain, length, hashes[length - 1] ?? ''))
      }
      return null
    },
    end: () => {
      const wrong = grown.find(({ root, tree }) => tree.root() !== root.tree)
      return wrong === undefined ? null : { part: 'root', position: wrong.root.number, why: 'tree' }
    },
  }
}

/** What every chain of records is made of: one text for one content, one hash over the hash before, one tree over many ends. */
export { canonicalJson, unstorable } from './canonical.ts'
export { GENESIS, linkHash } from './link.ts'
export { createTree, leafHash } from './merkle.ts'
export type { Tree } from './merkle.ts'
export { isSigned, pointOfDer, readPoint, signText } from './sm2.ts'
export type { KeyPair } from './sm2.ts'

/**
 * 审计 The audit trail: who did what, in a chain of lines that cannot be bent, and daily roots over everything that is
 * chained. Shared machinery below the modules, as it is called from everywhere.
 */
export { createChecks } from './checks.ts'
export type { Checks } from './checks.ts'
export { entryOf, SYSTEM } from './entry.ts'
export type { AuditEntry } from './entry.ts'
export { verifyProof } from './offline.ts'
export { writeProof } from './proof.ts'
export { createAudit } from './record.ts'
export type { Audit } from './record.ts'
export { listRoots, makeDueRoot, makeRoot } from './roots.ts'
export { allLines, auditChoices, searchAudit } from './search.ts'
export type { AuditSearch } from './search.ts'
export { createRootKey, isGenuine, readPublicKey, readRootKey, rootFile } from './sign.ts'
export { verifyStore } from './verify.ts'
export type { StoreCheck } from './verify.ts'

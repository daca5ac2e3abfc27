export { claimFolder } from './claim.ts'
export { openStore, snapshot, transaction } from './store.ts'
export type { Store, Tx } from './store.ts'
export type { Tables } from './tables.ts'

/** What `verify` needs; loaded when it runs. */
export { isGenuine, readPublicKey, verifyProof, verifyStore } from '../audit/index.ts'
export { withStore } from './store.ts'

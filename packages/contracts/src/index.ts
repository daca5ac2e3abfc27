export type * from './api.ts'
export { errors } from './errors.ts'
export type { ErrorCode, ErrorEntry } from './errors.ts'
export type * from './events.ts'

/** Hengjian for source systems: push what was done, ask before an act, read what was judged. Needs nothing but `fetch`. */
export { createClient } from './client.ts'
export type { Client, Hearing, OverrideAsk, PrecheckOptions, PushOptions } from './client.ts'
export { HengjianError, UnreachableError } from './errors.ts'
export type { ClientOptions, RetryPolicy } from './options.ts'
export { textToSign } from './signing.ts'
export type { Signer } from './signing.ts'
export type { OverrideView, PrecheckAnswer, PushAnswer, PushResult, VerdictList, WireEvent } from '@hengjian/contracts'

/** What a client is made with. */
import type { Signer } from './signing.ts'

export interface RetryPolicy {
  /** tries in all, the first included */
  attempts: number
  /** milliseconds before the second try; doubled each time, with chance, so that many clients do not come back at once */
  firstWait: number
  longestWait: number
}

export interface ClientOptions {
  /** where Hengjian is reached: `https://hengjian.example` */
  url: string
  /** as the system administrator gave it, `hj_…` */
  key: string
  /** signs every request; needed where a public key is registered for the client */
  signer?: Signer
  /** milliseconds for one try, default 30000 */
  timeout?: number
  retry?: Partial<RetryPolicy>
  /** language of problems, default zh */
  language?: 'zh' | 'en'
  /** in place of the global `fetch`: a proxy, a certificate of one's own */
  fetch?: typeof fetch
  /** in place of timers, for tests */
  wait?: (ms: number) => Promise<void>
}

export const retryDefaults: RetryPolicy = { attempts: 5, firstWait: 500, longestWait: 30_000 }

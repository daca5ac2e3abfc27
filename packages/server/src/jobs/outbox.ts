/** The outbox keeps a week: long enough for a receiver that was away, short enough not to grow without end. */
import type { Store } from '../store/index.ts'

const KEPT_MS = 7 * 86_400_000

export async function pruneOutbox(store: Store, now: number): Promise<void> {
  await store.pool.query('delete from outbox where created_at < $1', [new Date(now - KEPT_MS)])
}

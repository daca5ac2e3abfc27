/** Tells every server on this database that something changed; delivered when the transaction commits. */
import type { Store, Tx } from '../store/index.ts'

export const CHANGED = 'hengjian_changed'
export const IMPORTED = 'hengjian_import'

/** `payload`: number of chains, or the id of an import. */
export async function notifyChanged(connection: Tx | Store['pool'], channel: typeof CHANGED | typeof IMPORTED, payload: string | number): Promise<void> {
  await connection.query('select pg_notify($1, $2)', [channel, String(payload)])
}

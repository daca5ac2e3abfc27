/** Tells every server on this database that something changed; delivered when the transaction commits. */
import type { Store, Tx } from '../store/index.ts'

export const CHANGED = 'hengjian_changed'
export const IMPORTED = 'hengjian_import'

/** `payload`: id of an import. */
export async function notifyChanged(connection: Tx | Store['pool'], channel: typeof IMPORTED, payload: string): Promise<void> {
  await connection.query('select pg_notify($1, $2)', [channel, payload])
}

/** A notification holds less than 8,000 bytes. */
const MOST_BYTES = 7000

/** Which matters changed: whoever hears it tells only those who may see them. */
export async function notifyChains(connection: Tx | Store['pool'], chains: readonly string[]): Promise<void> {
  const payloads: string[][] = []
  let size = MOST_BYTES
  for (const chain of chains) {
    const bytes = Buffer.byteLength(JSON.stringify(chain)) + 1
    if (size + bytes > MOST_BYTES) {
      payloads.push([])
      size = 2
    }
    size += bytes
    payloads.at(-1)?.push(chain)
  }
  await connection.query('select pg_notify($1, payload) from unnest($2::text[]) as payload', [CHANGED, payloads.map((list) => JSON.stringify(list))])
}

/** What `notifyChains` sent. */
export const readChains = (payload: string): string[] => JSON.parse(payload) as string[]

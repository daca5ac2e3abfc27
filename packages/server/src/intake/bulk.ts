/** Many rows in one statement: one array per column, put together again by `unnest`. */
import type { Tx } from '../store/index.ts'

/** Column name → type of its elements; `hex` is bytea written in hex. */
export type Columns = Record<string, 'text' | 'integer' | 'smallint' | 'bigint' | 'timestamptz' | 'jsonb' | 'hex'>

/** `select` list over unnested parameters, e.g. `t.a, decode(t.b, 'hex')`, and the `from` that feeds it. */
export function unnest(columns: Columns): { names: string; select: string; from: string } {
  const entries = Object.entries(columns)
  return {
    names: entries.map(([name]) => name).join(', '),
    select: entries.map(([name, type]) => (type === 'hex' ? `decode(t.${name}, 'hex')` : `t.${name}`)).join(', '),
    from: `unnest(${entries.map(([, type], i) => `$${i + 1}::${type === 'hex' ? 'text' : type}[]`).join(', ')}) as t(${entries.map(([name]) => name).join(', ')})`,
  }
}

/** Values column by column, as `pg` wants them. */
export function columnwise(columns: Columns, rows: readonly object[]): unknown[][] {
  return Object.keys(columns).map((name) => rows.map((row) => row[name as keyof typeof row]))
}

export async function insertAll(tx: Tx, table: string, columns: Columns, rows: readonly object[], suffix = ''): Promise<void> {
  if (rows.length === 0) return
  const { names, select, from } = unnest(columns)
  await tx.query(`insert into ${table} (${names}) select ${select} from ${from} ${suffix}`, columnwise(columns, rows))
}

/** Instants travel as ISO texts: the driver's own form of a Date is slow and depends on the zone of the machine. */
export const iso = (ms: number): string => new Date(ms).toISOString()
export const isoOrNull = (ms: number | null): string | null => (ms === null ? null : iso(ms))

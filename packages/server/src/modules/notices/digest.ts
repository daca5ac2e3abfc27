/** Once a day, one letter with what has come since the last one and nobody has read. */
import { dateText, localDay } from '../../dates.ts'
import { transaction } from '../../store/index.ts'
import type { NoticeParts } from './parts.ts'
import { earliest, isPast } from './quiet.ts'
import { chosenBy } from './settings.ts'
import { isMine } from './tell.ts'

const LOCK = 7_080_010

/** Puts the digests of the day among what waits to be sent. May run every minute: a person gets one a day. */
export async function gatherDigests(parts: NoticeParts): Promise<number> {
  const { clock, offset, rules, mailer } = parts
  const now = clock()
  if (mailer === null || !isPast(rules.digest.at, now, offset)) return 0
  return await transaction(parts.store, async (tx) => {
    if (!(await isMine(tx, LOCK))) return 0
    const day = dateText(localDay(now, offset))
    const { rows } = await tx.query<{ person: string; keys: string[] }>(`select person, array_agg(key order by seq desc) as keys from inbox where digest and read_at is null and not exists (select from delivery d where d.dedupe = 'digest|' || inbox.person || '|' || $1) group by person`, [day])
    if (rows.length === 0) return 0
    const chosen = await chosenBy(parts, tx, rows.map(({ person }) => person))
    let made = 0
    for (const { person, keys } of rows) {
      // without an address they stay in the page
      if (chosen(person).email === null) continue
      const { rowCount } = await tx.query('insert into delivery (id, dedupe, channel, person, keys, created_at, not_before) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing', [parts.newId(), `digest|${person}|${day}`, 'digest', person, keys, new Date(now), new Date(earliest(now, chosen(person).quiet, null, offset))])
      if (rowCount === 0) continue
      made++
      await tx.query('update inbox set digest = false where person = $1 and key = any($2)', [person, keys])
    }
    return made
  })
}

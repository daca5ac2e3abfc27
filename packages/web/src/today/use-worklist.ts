import { useMemo, useState } from 'react'
import type { Agency } from '../api/types.ts'
import { useToday } from '../api/queries.ts'
import { useAddress } from '../shell/use-address.ts'
import { useNarrow } from '../shell/use-narrow.ts'
import { sectionsOf } from './groups.ts'
import type { Kind, WorkItem } from './groups.ts'

const kinds: readonly Kind[] = ['all', 'clock', 'breach', 'review']

export const useWorklist = () => {
  const narrow = useNarrow()
  const { search, choose } = useAddress()
  const agency = search.get('agency') as Agency | null
  const kind = kinds.find((known) => known === search.get('kind')) ?? 'all'
  const query = useToday(agency, kind === 'all' ? null : kind)
  const pages = query.data?.pages
  const sections = useMemo(() => sectionsOf(pages?.flatMap((page) => page.rows) ?? []), [pages])
  const rows = useMemo(() => sections.flatMap((section) => section.rows), [sections])

  const inAddress = search.get('clock')
  const [local, setLocal] = useState(inAddress)
  // On a phone the panel is a page of its own and Back leaves it. Beside the list the choice must follow every key at once,
  // which the address does not; it is only written, for the way back from the matter.
  const chosenId = narrow ? inAddress : local
  const select = (row: WorkItem | null) => {
    setLocal(row?.verdict.id ?? null)
    choose({ clock: row?.verdict.id ?? null }, !narrow)
  }
  const filter = (change: Record<string, string | null>) => {
    setLocal(null)
    choose({ ...change, clock: null })
  }
  const chosen: WorkItem | null = rows.find((row) => row.verdict.id === chosenId) ?? null
  return { query, today: pages?.[0] ?? null, agency, kind, sections, rows, chosen, narrow, select, filter }
}

export type Worklist = ReturnType<typeof useWorklist>

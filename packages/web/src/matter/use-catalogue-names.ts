import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { get } from '../api/client.ts'
import type { CatalogueNames } from '../api/types.ts'
import { useLanguage } from '../shell/use-language.ts'

const none: CatalogueNames = { nodes: {}, facts: {} }

/** What a node or fact is called, the code itself until that is known. The function stays the same while the names do. */
export function useCatalogueNames(): (code: string) => string {
  const { language } = useLanguage()
  const { data = none } = useQuery({ queryKey: ['names'], queryFn: ({ signal }) => get<CatalogueNames>('/catalogue/names', {}, signal), staleTime: Infinity })
  return useMemo(() => (code) => (data.nodes[code] ?? data.facts[code])?.[language] ?? code, [data, language])
}

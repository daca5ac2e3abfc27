import { useMemo } from 'react'
import { useNames } from '../api/queries.ts'
import { useLanguage } from '../shell/use-language.ts'

/** What a node or fact is called in the language of the page. */
export function useCatalogueNames(): (code: string) => string {
  const { language } = useLanguage()
  const name = useNames()
  return useMemo(() => (code) => name(code)[language], [name, language])
}

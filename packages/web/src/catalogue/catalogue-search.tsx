import { useQueries } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get } from '../api/client.ts'
import { live } from '../api/queries.ts'
import type { CatalogueOverview, FlowView } from '../api/types.ts'
import { citationText } from '../format/citation.ts'
import { useLinkTo } from '../shell/as-of.ts'
import { useLanguage } from '../shell/use-language.ts'
import { findInFlows } from './search.ts'

/** All flows, read once somebody searches; they are the same entries that the flow pictures use. */
function useAllFlows(overview: CatalogueOverview): { flows: FlowView[]; ready: boolean } {
  return useQueries({
    queries: overview.flows.map(({ code }) => ({
      queryKey: [live, 'flow', code],
      queryFn: ({ signal }: { signal: AbortSignal }) => get<FlowView>(`/catalogue/flows/${encodeURIComponent(code)}`, {}, signal),
      staleTime: 300_000,
    })),
    combine: (results) => ({ flows: results.flatMap(({ data }) => data ?? []), ready: results.every(({ isPending }) => !isPending) }),
  })
}

export const SearchResults = ({ overview, query, onOpen }: { overview: CatalogueOverview; query: string; onOpen: () => void }) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const linkTo = useLinkTo()
  const { flows, ready } = useAllFlows(overview)
  const found = findInFlows(flows, query)
  const status = !ready ? t('catalogue.search.waiting') : found.length === 0 ? t('catalogue.search.none', { query }) : t('catalogue.search.found', { count: found.length })
  return (
    <div className="found">
      <output className="s12 i3">{status}</output>
      <ul>
        {found.map((item) => (
          <li key={item.key}>
            <Link to={linkTo(`/catalogue/${item.flow}/${item.node}`)} onClick={onOpen}>
              <span className="row s12 i3">
                {item.rule?.id ?? item.node}
                {item.rule?.basis[0] && <span className="law right ell">{citationText(item.rule.basis[0], language)}</span>}
              </span>
              <span className="name">{say(item.text)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { get } from '../api/client.ts'
import type { Agency, CatalogueIndex } from '../api/types.ts'
import { citationText } from '../format/citation.ts'
import { useLinkTo } from '../shell/as-of.ts'
import { useLanguage } from '../shell/use-language.ts'
import { findInCatalogue } from './search.ts'

/** Read once somebody searches. */
const useIndex = () => useQuery({ queryKey: ['catalogue-index'], queryFn: ({ signal }) => get<CatalogueIndex>('/catalogue/index', {}, signal), staleTime: Number.POSITIVE_INFINITY })

const agencies: readonly Agency[] = ['police', 'procuratorate', 'court', 'prison', 'justice', 'administrative', 'committee', 'other']

export const SearchResults = ({ query, onOpen }: { query: string; onOpen: () => void }) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const linkTo = useLinkTo()
  const { data } = useIndex()
  const agencyNames = Object.fromEntries(agencies.map((agency) => [agency, [t(`common.agencies.${agency}`), t(`common.agencyNames.${agency}`)]])) as Record<Agency, string[]>
  const found = data === undefined ? [] : findInCatalogue(data, query, agencyNames)
  const status = data === undefined ? t('catalogue.search.waiting') : found.length === 0 ? t('catalogue.search.none', { query }) : t('catalogue.search.found', { count: found.length })
  return (
    <div className="found">
      <output className="s12 i3">{status}</output>
      <ul>
        {found.map((item) => (
          <li key={item.key}>
            <Link to={linkTo(`/catalogue/${item.node.slice(0, item.node.indexOf('-')) || item.flow}/${item.node}`)} onClick={onOpen}>
              <span className="row s12 i3">
                {item.kind === 'rule' ? item.key : item.node}
                {item.basis !== null && <span className="law right ell">{citationText(item.basis, language)}</span>}
              </span>
              <span className="name">{say(item.text)}</span>
            </Link>
          </li>
        ))}
      </ul>
    </div>
  )
}

import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { Agency, CatalogueOverview } from '../api/types.ts'
import { number } from '../format/numbers.ts'
import { useLinkTo } from '../shell/as-of.ts'
import { Icon } from '../shell/icons.tsx'
import { useLanguage } from '../shell/use-language.ts'
import { CoverageLegend, CoverageStrip } from './coverage.tsx'
import { SearchResults } from './catalogue-search.tsx'

const byAgency = (flows: CatalogueOverview['flows']): Map<Agency, CatalogueOverview['flows']> => Map.groupBy(flows, ({ agency }) => agency)

/** The left column: how far the catalogue is armed, a search, and the flows by agency. */
export const FlowList = ({ overview, flow }: { overview: CatalogueOverview; flow: string | null }) => {
  const { t } = useTranslation()
  const [query, setQuery] = useState('')
  const { coverage } = overview
  const nodes = coverage.fired + coverage.ran + coverage.armed + coverage.unarmed
  return (
    <aside className="fl" aria-label={t('catalogue.flows')}>
      <div className="hh">
        <div className="row">
          <h1>{t('catalogue.title')}</h1>
          <span className="i3 s12 right">{t('catalogue.size', { flows: number(overview.flows.length), nodes: number(nodes) })}</span>
        </div>
        <CoverageStrip counts={coverage} />
        <CoverageLegend counts={coverage} words="short" />
        <label className="cat-find">
          <Icon name="search" size={14} />
          <input type="search" value={query} placeholder={t('catalogue.search.hint')} aria-label={t('catalogue.search.label')} onChange={(event) => setQuery(event.target.value)} />
        </label>
      </div>
      {query.trim() === '' ? <Flows flows={overview.flows} current={flow} /> : <SearchResults query={query} onOpen={() => setQuery('')} />}
    </aside>
  )
}

const Flows = ({ flows, current }: { flows: CatalogueOverview['flows']; current: string | null }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const linkTo = useLinkTo()
  return (
    <nav className="flows" aria-label={t('catalogue.flows')}>
      {[...byAgency(flows)].map(([agency, members]) => (
        <section key={agency}>
          <h2 className="grp">
            {t(`common.agencies.${agency}`)} <span className="right">{members.length}</span>
          </h2>
          <ul>
            {members.map((item) => (
              <li key={item.code}>
                <Link to={linkTo(`/catalogue/${item.code}`)} {...(item.code === current ? { 'aria-current': 'page' as const } : {})}>
                  <span className="code">{item.code}</span>
                  <span className="ell">{say(item.name)}</span>
                  <span className="n" title={t('catalogue.flowArmed', { armed: item.armedNodes, nodes: item.nodes })}>
                    {item.armedNodes}/{item.nodes}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </nav>
  )
}

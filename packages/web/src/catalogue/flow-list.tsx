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

/** The left column: how far the catalogue is armed, a search, and the flows by agency. `current` is a flow, or one of the court's views across flows. */
export const FlowList = ({ overview, current }: { overview: CatalogueOverview; current: string | null }) => {
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
      {query.trim() === '' ? <Flows overview={overview} current={current} /> : <SearchResults query={query} onOpen={() => setQuery('')} />}
    </aside>
  )
}

/** The list is longer than the screen; where one is must be seen. The function stays the same, so it moves only when another becomes current. */
const show = (link: HTMLAnchorElement | null): void => link?.scrollIntoView({ block: 'nearest' })
const markIf = (current: boolean) => (current ? { 'aria-current': 'page' as const, ref: show } : {})

const Flows = ({ overview, current }: { overview: CatalogueOverview; current: string | null }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const linkTo = useLinkTo()
  return (
    <nav className="flows" aria-label={t('catalogue.flows')}>
      {[...byAgency(overview.flows)].map(([agency, members]) => (
        <section key={agency}>
          <h2 className="grp">
            {t(`common.agencies.${agency}`)} <span className="right">{members.length}</span>
          </h2>
          <ul>
            {members.map((item) => (
              <li key={item.code}>
                <Link to={linkTo(`/catalogue/${item.code}`)} {...markIf(item.code === current)}>
                  <span className="code">{item.code}</span>
                  <span className="ell">{say(item.name)}</span>
                  <span className="n" title={t('catalogue.flowArmed', { armed: item.armedNodes, nodes: item.nodes })}>
                    {item.armedNodes}/{item.nodes}
                  </span>
                </Link>
              </li>
            ))}
            {agency === 'court' && <CourtViews overview={overview} current={current} />}
          </ul>
        </section>
      ))}
    </nav>
  )
}

/** What the court reads across its flows: the standard flows of trials, the division of enforcement work. */
const CourtViews = ({ overview, current }: { overview: CatalogueOverview; current: string | null }) => {
  const { t } = useTranslation()
  const linkTo = useLinkTo()
  const views = [
    { view: 'trials', count: overview.trials },
    { view: 'enforcement', count: overview.steps },
  ] as const
  return views
    .filter(({ count }) => count > 0)
    .map(({ view, count }) => (
      <li key={view}>
        <Link className="across" to={linkTo(`/catalogue/${view}`)} {...markIf(view === current)}>
          <span className="ell">{t(`catalogue.${view}.entry`)}</span>
          <span className="n">{number(count)}</span>
        </Link>
      </li>
    ))
}

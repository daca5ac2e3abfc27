import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useCatalogue, useVariants } from '../api/queries.ts'
import type { CatalogueVariants, CourseNode } from '../api/types.ts'
import { useNarrow } from '../shell/use-narrow.ts'
import { RequestFailure } from '../states/failure.tsx'
import { Loading } from '../states/loading.tsx'
import { BackTo } from './back-to.tsx'
import { CoverageLegend, countStates } from './coverage.tsx'
import { FlowList } from './flow-list.tsx'
import './catalogue.css'
import './courses.css'

interface Props {
  view: 'trials' | 'enforcement'
  children: (variants: CatalogueVariants) => ReactNode
}

/** A view across the flows of the court, beside the list of flows. */
export const CourtFrame = ({ view, children }: Props) => {
  const { t } = useTranslation()
  const narrow = useNarrow()
  const overview = useCatalogue()
  const variants = useVariants()
  const failed = overview.error ? overview : variants.error ? variants : null
  if (failed?.error) return <RequestFailure error={failed.error} onRetry={() => void failed.refetch()} />
  if (!overview.data) return <Loading lines={6} />
  return (
    <div className="cat" data-level="flow">
      <FlowList overview={overview.data} current={view} />
      <div className="cat-mid cat-wide">
        <BackTo path="/catalogue" />
        {narrow && <h1 className="unseen">{t('catalogue.title')}</h1>}
        <section className="fp" aria-labelledby="court-title">
          {variants.data ? children(variants.data) : <Loading lines={6} />}
        </section>
      </div>
    </div>
  )
}

/** The name of the view, its size in one sentence, and how far its nodes are armed. */
export const CourtHead = ({ view, about, nodes, children }: { view: Props['view']; about: string; nodes: CourseNode[]; children?: ReactNode }) => {
  const { t } = useTranslation()
  const distinct = [...new Map(nodes.map((node) => [node.code, node])).values()]
  return (
    <header className="top">
      <div className="row wrap">
        <h2 id="court-title">{t(`catalogue.${view}.title`)}</h2>
        <span className="i3">{about}</span>
      </div>
      <div className="row wrap under">
        <CoverageLegend counts={countStates(distinct)} words="states" />
      </div>
      {children}
    </header>
  )
}

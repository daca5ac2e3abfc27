import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { useCatalogue, useFlow } from '../api/queries.ts'
import { useNarrow } from '../shell/use-narrow.ts'
import { RequestFailure } from '../states/failure.tsx'
import { Loading } from '../states/loading.tsx'
import { BackTo } from './back-to.tsx'
import { FlowList } from './flow-list.tsx'
import { FlowPage } from './flow-page.tsx'
import { NodePanel } from './node-panel.tsx'
import './catalogue.css'

/**
 * Flows on the left, one flow in the middle, one node on the right. Without a flow in the address the first is shown.
 * A phone shows one of the three at a time: what the address names.
 */
export const CataloguePage = () => {
  const { flow: flowParam, node: nodeParam } = useParams()
  const { t } = useTranslation()
  const narrow = useNarrow()
  const overview = useCatalogue()
  const code = flowParam ?? overview.data?.flows[0]?.code ?? null
  const flow = useFlow(code)
  if (overview.error) return <RequestFailure error={overview.error} onRetry={() => void overview.refetch()} />
  if (!overview.data) return <Loading lines={6} />
  const level = nodeParam ? 'node' : flowParam ? 'flow' : 'list'
  const current = flow.data?.code === code ? flow.data : null
  const node = nodeParam ?? current?.nodes.find(({ violations }) => violations > 0)?.code ?? current?.nodes[0]?.code ?? null
  return (
    <div className="cat" data-level={level}>
      <FlowList overview={overview.data} current={narrow ? (flowParam ?? null) : code} />
      <div className="cat-mid">
        <BackTo path="/catalogue" />
        {current ? <FlowPage flow={current} overview={overview.data} node={node} /> : flow.error ? <RequestFailure error={flow.error} onRetry={() => void flow.refetch()} /> : <Loading lines={6} />}
      </div>
      <div className="cat-side">
        <BackTo path={`/catalogue/${code ?? ''}`} />
        {narrow && <h1 className="unseen">{t('catalogue.title')}</h1>}
        {node && <NodePanel code={node} />}
      </div>
    </div>
  )
}

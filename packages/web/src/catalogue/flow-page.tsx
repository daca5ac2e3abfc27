import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { CatalogueOverview, FlowView } from '../api/types.ts'
import { useLinkTo } from '../shell/as-of.ts'
import { Seg } from '../shell/seg.tsx'
import { useLanguage } from '../shell/use-language.ts'
import { useNarrow } from '../shell/use-narrow.ts'
import { CoverageSquare } from './coverage-square.tsx'
import { countStates, CoverageLegend } from './coverage.tsx'
import { shortCode } from './flow-graph.ts'
import { FlowPicture } from './flow-picture.tsx'
import { FlowTable, OverdueNodes } from './flow-tables.tsx'

const views = ['picture', 'table'] as const

interface Props {
  flow: FlowView
  overview: CatalogueOverview
  node: string | null
}

/** One flow: its picture or its table. A phone has no room for the picture and gets the table. */
export const FlowPage = ({ flow, overview, node }: Props) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const narrow = useNarrow()
  // Alone on the page it is the page.
  const Title = narrow ? 'h1' : 'h2'
  const [view, setView] = useState<(typeof views)[number]>('picture')
  const nodes = flow.nodes.filter(({ auxiliary }) => !auxiliary)
  return (
    <section className="fp" aria-labelledby="flow-title">
      <header className="top">
        <div className="row wrap">
          <Title id="flow-title">{say(flow.name)}</Title>
          <span className="i3">{t('catalogue.flow.about', { code: flow.code, agency: t(`common.agencies.${flow.agency}`), nodes: nodes.length, rules: flow.rules.length })}</span>
          {!narrow && <Seg className="right" label={t('catalogue.flow.view')} options={views.map((value) => ({ value, label: t(`catalogue.flow.${value}`) }))} value={view} onChange={setView} />}
        </div>
        <div className="row wrap under">
          <CoverageLegend counts={countStates(flow.nodes)} words="states" />
          {view === 'picture' && !narrow && <span className="i3 s12 right">{t('catalogue.flow.hint')}</span>}
        </div>
      </header>
      {view === 'picture' && !narrow ? (
        <>
          <FlowPicture flow={flow} overview={overview} node={node} />
          <OverdueNodes flow={flow} node={node} />
          <SilentNodes flow={flow} />
          <AuxiliaryActs flow={flow} node={node} />
        </>
      ) : (
        <FlowTable flow={flow} node={node} />
      )}
    </section>
  )
}

/** Acts that clocks need but that are not supervised nodes of their own: they would crowd the picture. */
const AuxiliaryActs = ({ flow, node }: { flow: FlowView; node: string | null }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const linkTo = useLinkTo()
  const acts = flow.nodes.filter(({ auxiliary }) => auxiliary)
  if (acts.length === 0) return null
  return (
    <section className="aux">
      <h3>{t('catalogue.flow.auxiliary', { count: acts.length })}</h3>
      <ul>
        {acts.map((act) => (
          <li key={act.code}>
            <Link to={linkTo(`/catalogue/${flow.code}/${act.code}`)} {...(act.code === node ? { 'aria-current': 'page' as const } : {})}>
              <CoverageSquare state={act.state} size={12} label={t(`catalogue.states.${act.state}`)} />
              <span className="code">{shortCode(act.code)}</span>
              <span className="ell">{say(act.name)}</span>
              {act.violations > 0 && <b className="c-v right">{t('catalogue.flow.over', { count: act.violations })}</b>}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

const FEW = 4

/** Why a node says nothing: no rule, or no record yet. */
const SilentNodes = ({ flow }: { flow: FlowView }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const silent = flow.nodes.filter(({ state, auxiliary }) => !auxiliary && (state === 'unarmed' || state === 'armed'))
  const rest = silent.length - FEW
  return (
    <ul className="silent">
      {silent.slice(0, FEW).map((node) => (
        <li key={node.code}>
          <CoverageSquare state={node.state} />
          <b>{t(node.state === 'unarmed' ? 'catalogue.notes.unarmedNode' : 'catalogue.notes.armedNode', { code: shortCode(node.code), name: say(node.name) })}</b>
          <span className="i2">{node.state === 'armed' ? t(node.events > 0 ? 'catalogue.notes.armedUnused' : 'catalogue.notes.armedReason') : node.unarmedReason ? say(node.unarmedReason) : t('catalogue.node.noReason')}</span>
        </li>
      ))}
      {rest > 0 && <li className="i3">{t('catalogue.notes.moreUnarmed', { count: rest })}</li>}
    </ul>
  )
}

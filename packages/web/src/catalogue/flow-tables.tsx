import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { FlowView, RuleView } from '../api/types.ts'
import { citationText } from '../format/citation.ts'
import { number } from '../format/numbers.ts'
import { useLinkTo } from '../shell/as-of.ts'
import { useLanguage } from '../shell/use-language.ts'
import { CoverageSquare } from './coverage-square.tsx'
import type { NodeRow } from './node-facts.ts'
import { nodeRows } from './node-facts.ts'
import { shortCode } from './flow-graph.ts'

interface Props {
  flow: FlowView
  node: string | null
}

/** Under the picture: the nodes that need attention, and why others are silent. */
export const OverdueNodes = ({ flow, node }: Props) => {
  const { t } = useTranslation()
  const rows = nodeRows(flow).filter((row) => row.node.violations > 0)
  return rows.length === 0 ? <p className="nt i2">{t('catalogue.table.nothingOver')}</p> : <NodeTable title={t('catalogue.table.overdueNodes')} rows={rows} flow={flow} current={node} />
}

/** Instead of the picture: every node, then every rule. */
export const FlowTable = ({ flow, node }: Props) => {
  const { t } = useTranslation()
  return (
    <>
      <NodeTable title={t('catalogue.table.allNodes')} rows={nodeRows(flow).filter((row) => !row.node.auxiliary || row.rules.length > 0)} flow={flow} current={node} />
      <RuleTable flow={flow} />
    </>
  )
}

const NodeTable = ({ title, rows, flow, current }: { title: string; rows: NodeRow[]; flow: FlowView; current: string | null }) => {
  const { t } = useTranslation()
  return (
    <div className="ct">
      <table>
        <thead>
          <tr>
            <th scope="col">{title}</th>
            <th scope="col" className="not-phone">
              {t('catalogue.table.period')}
            </th>
            <th scope="col" className="wide-only">
              {t('catalogue.table.basis')}
            </th>
            <th scope="col" className="r">
              {t('catalogue.table.judged')}
            </th>
            <th scope="col" className="r">
              {t('catalogue.table.soon')}
            </th>
            <th scope="col" className="r">
              {t('catalogue.table.over')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <NodeLine key={row.node.code} row={row} flow={flow} on={row.node.code === current} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

const NodeLine = ({ row: { node, rules }, flow, on }: { row: NodeRow; flow: FlowView; on: boolean }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const linkTo = useLinkTo()
  const periods = [...new Set(rules.flatMap((rule) => (rule.period ? [say(rule.period)] : [])))]
  const words = periods.length > 0 ? periods.join(t('common.separator')) : rules.length > 0 ? t('catalogue.table.noPeriod') : node.unarmedReason ? say(node.unarmedReason) : t('catalogue.short.unarmed')
  return (
    <tr className={on ? 'on' : ''}>
      <td>
        <Link className="row" to={linkTo(`/catalogue/${flow.code}/${node.code}`)} {...(on ? { 'aria-current': 'true' as const } : {})}>
          <CoverageSquare state={node.state} size={12} label={t(`catalogue.states.${node.state}`)} />
          <span className="i3 s12">{shortCode(node.code)}</span>
          <span className="node-name">{say(node.name)}</span>
        </Link>
      </td>
      <td className="i2 not-phone">{words}</td>
      <td className="law wide-only">
        <Articles rules={rules} />
      </td>
      <td className="r">{number(node.judged)}</td>
      <td className="r">{number(node.soon)}</td>
      <td className={node.violations > 0 ? 'r b c-v' : 'r'}>{number(node.violations)}</td>
    </tr>
  )
}

const Articles = ({ rules }: { rules: RuleView[] }) => {
  const { t } = useTranslation()
  const { language } = useLanguage()
  const cited = [...new Set(rules.flatMap((rule) => rule.basis.map((basis) => citationText(basis, language))))]
  const [first] = cited
  return first === undefined ? null : cited.length === 1 ? first : t('catalogue.table.moreArticles', { first, count: cited.length })
}

const RuleTable = ({ flow }: { flow: FlowView }) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const linkTo = useLinkTo()
  return (
    <div className="ct">
      <table>
        <thead>
          <tr>
            <th scope="col">{t('catalogue.table.rule')}</th>
            <th scope="col" className="not-phone">
              {t('catalogue.table.period')}
            </th>
            <th scope="col">{t('catalogue.table.basis')}</th>
            <th scope="col" className="r">
              {t('catalogue.table.cases')}
            </th>
          </tr>
        </thead>
        <tbody>
          {flow.rules.map((rule) => (
            <tr key={rule.id}>
              <td>
                <Link to={linkTo(`/catalogue/${flow.code}/${rule.node}`)}>
                  <span className="i3 s12">{rule.id}</span> {say(rule.name)}
                </Link>
              </td>
              <td className="i2 not-phone">{rule.period ? say(rule.period) : t('catalogue.table.noPeriod')}</td>
              <td className="law">{rule.basis.map((basis) => citationText(basis, language)).join(t('common.separator'))}</td>
              <td className="r">{`${rule.cases.filter(({ passed }) => passed).length}/${rule.cases.length}`}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

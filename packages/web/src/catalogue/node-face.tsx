import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { NodeFigures } from '../api/types.ts'
import { useLanguage } from '../shell/use-language.ts'
import { CoverageSquare } from './coverage-square.tsx'

/** What a node's box says wherever it is drawn: coverage, code, name; `children` stand in the corner. */
export const NodeFace = ({ node, code, children }: { node: NodeFigures; code: string; children?: ReactNode }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  return (
    <>
      <span className="fnode-top">
        <CoverageSquare state={node.state} size={12} label={t(`catalogue.states.${node.state}`)} />
        <span className="code">{code}</span>
        {children}
      </span>
      <span className="name">{say(node.name)}</span>
    </>
  )
}

/** One mark: what is over, else what is soon, else why there is nothing. */
export const NodeMark = ({ node }: { node: NodeFigures }) => {
  const { t } = useTranslation()
  if (node.violations > 0) return <b className="c-v right">{t('catalogue.flow.over', { count: node.violations })}</b>
  if (node.soon > 0) return <b className="c-w right">{t('catalogue.flow.soon', { count: node.soon })}</b>
  if (node.state === 'unarmed') return <span className="i2 right">{t('catalogue.flow.unarmed')}</span>
  return node.state === 'armed' ? <span className="i2 right">{t('catalogue.flow.neverRan')}</span> : null
}

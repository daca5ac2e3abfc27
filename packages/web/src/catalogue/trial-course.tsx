import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { CourseNode } from '../api/types.ts'
import { citationText } from '../format/citation.ts'
import { number } from '../format/numbers.ts'
import { useLinkTo } from '../shell/as-of.ts'
import { useLanguage } from '../shell/use-language.ts'
import { tintOf } from './flow-graph.ts'
import { NodeFace, NodeMark } from './node-face.tsx'
import type { Trial } from './trials.ts'

/** One standard flow as one line of boxes; where the row is full it goes on in the next. */
export const TrialCourse = ({ trial }: { trial: Trial }) => {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  return (
    <article className="course" aria-labelledby={`trial-${trial.code}`}>
      <header>
        <h4 id={`trial-${trial.code}`}>
          <span className="i3 s12">{trial.code}</span> {say(trial.name)}
        </h4>
        <span className="i2 s12">{t('catalogue.trials.size', { nodes: trial.nodes.length, articles: number(trial.articles) })}</span>
        <span className="law s13">{trial.basis.map((basis) => citationText(basis, language)).join(t('common.separator'))}</span>
      </header>
      <ol>
        {trial.nodes.map((node) => (
          <li key={node.code}>
            <Stop node={node} />
          </li>
        ))}
      </ol>
    </article>
  )
}

const Stop = ({ node }: { node: CourseNode }) => {
  const { t } = useTranslation()
  const linkTo = useLinkTo()
  return (
    <Link to={linkTo(`/catalogue/${node.flow}/${node.code}`)} className={`fnode t${tintOf(node)} ${node.state}`}>
      <NodeFace node={node} code={node.code} />
      <span className="foot">
        {node.events > 0 && <span className="i2">{t('catalogue.flow.times', { times: number(node.events) })}</span>}
        <NodeMark node={node} />
      </span>
    </Link>
  )
}

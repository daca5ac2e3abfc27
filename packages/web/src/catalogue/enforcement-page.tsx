import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import type { CatalogueVariants } from '../api/types.ts'
import { useLinkTo } from '../shell/as-of.ts'
import { useLanguage } from '../shell/use-language.ts'
import { CourtFrame, CourtHead } from './court-frame.tsx'
import { CoverageSquare } from './coverage-square.tsx'
import { shortCode } from './flow-graph.ts'

type Group = CatalogueVariants['enforcement'][number]

/** 执行“854”: what is done for all cases together, as a service and as management, beside what stays with the officer of the case. */
export const EnforcementPage = () => <CourtFrame view="enforcement">{({ enforcement }) => <Arrangement groups={enforcement} />}</CourtFrame>

const Arrangement = ({ groups }: { groups: Group[] }) => {
  const { t } = useTranslation()
  const steps = groups.flatMap((group) => group.steps)
  const nodes = steps.map(({ node }) => node)
  const sides = [groups.filter((group) => group.class !== 'case'), groups.filter((group) => group.class === 'case')]
  return (
    <>
      <CourtHead view="enforcement" about={t('catalogue.enforcement.about', { count: steps.length, nodes: new Set(nodes.map(({ code }) => code)).size })} nodes={nodes} />
      <div className="arrangement">
        {sides.map((side, place) => (
          <div key={place === 0 ? 'centre' : 'case'}>
            {side.map((group) => (
              <StepGroup key={group.class} group={group} />
            ))}
          </div>
        ))}
      </div>
    </>
  )
}

const StepGroup = ({ group }: { group: Group }) => {
  const { t } = useTranslation()
  return (
    <section className="steps" aria-labelledby={`steps-${group.class}`}>
      <h3 id={`steps-${group.class}`}>
        {t(`catalogue.enforcement.classes.${group.class}.name`)} <b>{group.steps.length}</b>
      </h3>
      <p className="i2 s12">{t(`catalogue.enforcement.classes.${group.class}.about`)}</p>
      <ul>
        {group.steps.map((step) => (
          <Step key={step.code} step={step} />
        ))}
      </ul>
    </section>
  )
}

const Step = ({ step: { code, name, node } }: { step: Group['steps'][number] }) => {
  const { t } = useTranslation()
  const { say } = useLanguage()
  const linkTo = useLinkTo()
  return (
    <li>
      <Link to={linkTo(`/catalogue/${node.flow}/${node.code}`)}>
        <CoverageSquare state={node.state} size={12} label={t(`catalogue.states.${node.state}`)} />
        <span className="i3 s12">{shortCode(code)}</span>
        <span className="step">{say(name)}</span>
        <span className="at i2 s12">
          <span className="i3">{shortCode(node.code)}</span> {say(node.name)}
        </span>
      </Link>
    </li>
  )
}

/** What stands out in the handling of a matter besides its warnings: acts that were let pass, and interference, for those who may see it. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { InterferenceMark, OverrideView, Text } from '../api/types.ts'
import { citationText } from '../format/citation.ts'
import { momentInTable } from '../format/dates.ts'
import { startMs } from '../format/moment.ts'
import type { Severity } from '../severity/severity.ts'
import { useLanguage } from '../shell/use-language.ts'
import { internalPath, useOverridesOf, useReports } from '../work/use-work.ts'

export interface Mark {
  id: string
  at: string
  severity: Severity
  /** what the picture calls it */
  label: Text
  /** date, who, what, why and on which article, in the reader's language */
  said: string
  path: string
}

/** In the order of their time; none that came after `asOf`. */
export function useMarks(chain: string, asOf: number): Mark[] {
  const { t } = useTranslation()
  const { language, say } = useLanguage()
  const overrides = useOverridesOf(chain).data
  const records = useReports(chain).data?.records
  return useMemo(() => {
    const cite = (basis: InterferenceMark['basis']): string => basis.map((cited) => citationText(cited, language)).join(t('common.separator'))
    const at = (moment: string): string => momentInTable(moment, null, language)
    const passed = (overrides ?? []).flatMap(({ id, flow, rules, decision }: OverrideView): Mark[] => {
      if (decision === null) return []
      const act = say(decision.actName)
      const said = t('matter.marks.decided', { at: at(decision.at), by: decision.by, act, rules: rules.map(({ name }) => say(name)).join(t('common.separator')), grounds: decision.grounds, basis: cite(rules.flatMap(({ basis }) => basis)) })
      return [{ id, at: decision.at, severity: 'intercepted', label: decision.actName, said, path: internalPath(flow, id) }]
    })
    const asked = (records ?? []).map(({ flow, chain: record, at: when, kind, name, basis }): Mark => {
      const said = kind === 'ban' ? t('matter.marks.ban', { at: at(when), name: say(name), basis: cite(basis) }) : t('matter.marks.record', { at: at(when), name: say(name) })
      return { id: `${record} ${kind} ${say(name)}`, at: when, severity: 'risk', label: kind === 'ban' ? { zh: t('matter.marks.banShort'), en: t('matter.marks.banShort') } : name, said, path: internalPath(flow, record) }
    })
    return [...passed, ...asked].filter((mark) => startMs(mark.at) <= asOf).sort((a, b) => startMs(a.at) - startMs(b.at))
  }, [overrides, records, asOf, language, say, t])
}

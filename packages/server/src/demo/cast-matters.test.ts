/** Whoever can be chosen at a press has one thing to answer for, whatever the day on which the demo is made. */
import { readEvent, evaluate } from '@hengjian/engine'
import type { Catalogue, ChainEvent } from '@hengjian/engine'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadCatalogueFrom } from '../catalogue-files.ts'
import { generateDemo } from './index.ts'
import { demoCast } from './organisation.ts'

const folder = new URL('../../../../catalog', import.meta.url).pathname
let catalogue: Catalogue
beforeAll(async () => {
  catalogue = (await loadCatalogueFrom(folder)).catalogue as Catalogue
})

/** Of each matter of the cast the rules that were broken, and who broke them. Custody repeats what a limit says. */
function broken(day: string): string[] {
  const asOf = Date.parse(day)
  const events = [...generateDemo({ seed: 1, matters: 1, asOf, cast: true })].flatMap((wire): ChainEvent[] => {
    const read = readEvent(wire, { source: 'demo' })
    return 'event' in read && read.event.chain.startsWith('A220104') ? [read.event] : []
  })
  return [...Map.groupBy(events, ({ chain }) => chain).values()].map((chain) =>
    evaluate(catalogue, chain, asOf).verdicts.filter(({ outcome, rule }) => outcome === 'violation' && rule.kind !== 'custody').map(({ rule, anchor }) => `${rule.id} ${anchor.actor?.['id'] ?? ''}`).join(', '),
  )
}

describe('the matters of the cast', () => {
  test.each(['2026-11-28T16:00:00+08:00', '2026-10-09T09:00:00+08:00', '2026-05-06T23:30:00+08:00'])('lack one step each, made at %s', (day) => {
    const officer = (account: string): string => demoCast.people.find((one) => one.account === account)?.person ?? ''
    const police = `GA-014 ${officer('demo-police-officer')}`
    expect(broken(day).toSorted()).toEqual([`FY-018 ${officer('demo-judge')}`, police, police, police, police, `JC-001 ${officer('demo-prosecutor')}`, `JY-003 ${officer('demo-prison-officer')}`, `SF-013 ${officer('demo-justice-officer')}`])
  })

  test('are there only where they are asked for', () => {
    expect([...generateDemo({ seed: 1, matters: 1, asOf: Date.parse('2026-11-28T16:00:00+08:00') })].some(({ actor }) => actor['id'] === 'jy220100-1003')).toBe(false)
  })
})

/** The wire shapes, in one place for the pages; the smaller ones are taken out of the larger so that only the contract is imported. */
import type { TraceStep, Verdict } from '@hengjian/contracts'

export type * from '@hengjian/contracts'

export type Outcome = Verdict['outcome']
export type Reason = Verdict['reason']
export type Citation = Verdict['basis'][number]
export type Step<Kind extends TraceStep['step']> = Extract<TraceStep, { step: Kind }>
export type EventRef = Step<'start'>['event']
export type Duration = Step<'length'>['length']

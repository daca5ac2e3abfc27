export type { Text } from './catalogue/schema.ts'
export type { Citation, Duration, DurationUnit, EventRef, ExtensionFault, StepKind, TraceStep } from './trace.ts'
export { outcomes } from './verdict.ts'
export type { Outcome, Reason, Verdict } from './verdict.ts'

/** Flaws in the recording itself: late entries, the same act pushed twice, times entered wrongly and corrected. */
import { HOUR, MINUTE, isoInstant } from './clock.ts'
import type { Matter, Told } from './matter.ts'

export function blemish(m: Matter): void {
  const first = m.told.length
  for (let i = 0; i < first; i++) {
    const told = m.told[i] as Told
    if (m.slip('lateRecording')) record(told, told.at + m.random.int(26, 90) * HOUR)
    if (told.event.docNo !== undefined && m.slip('pushedTwice')) repeat(m, told)
    else if (m.slip('wrongTimeCorrected')) correct(m, told)
  }
}

function record(told: Told, at: number): void {
  told.recorded = at
  told.event.recordedAt = isoInstant(at)
}

function repeat(m: Matter, told: Told): void {
  const recorded = told.recorded + m.random.int(5, 300) * MINUTE
  m.told.push({ at: told.at, recorded, event: { ...told.event, id: `${told.event.id}-r`, recordedAt: isoInstant(recorded) } })
}

/** The first entry had the act later than it was; days after, the legal department had it put right. */
function correct(m: Matter, told: Told): void {
  const wrong = told.at + m.random.int(1, 30) * HOUR
  const event = told.event
  const recorded = Math.max(wrong, told.recorded) + m.random.int(5, 60) * MINUTE
  const put = recorded + m.random.int(4, 72) * HOUR
  m.told.push({ at: told.at, recorded: put, event: { ...event, id: `${event.id}-c`, recordedAt: isoInstant(put), attrs: { ...event.attrs, correctionApprovedBy: '法制部门' }, supersedes: event.id } })
  told.at = wrong
  told.recorded = recorded
  told.event = { ...event, at: isoInstant(wrong), recordedAt: isoInstant(recorded) }
}

/** The persons of a matter, and when each was held, on bail or under surveillance. */
import type { Person } from '@hengjian/contracts'
import type { Catalogue, ChainEvent, Standing } from '@hengjian/engine'
import { compareEvents, standingAfter } from '@hengjian/engine'
import type { Masker } from './masking.ts'
import { textOrNull } from './text.ts'

export function peopleOf(catalogue: Catalogue, events: readonly ChainEvent[], masker: Masker): Person[] {
  const people = new Map<string, Person>()
  for (const event of events.toSorted(compareEvents)) {
    if (event.subject === null) continue
    const person = people.get(event.subject) ?? { subject: event.subject, name: masker.text(event.subject), spans: [] }
    people.set(event.subject, person)
    const name = textOrNull(event.attrs['personName'])
    if (name !== null) person.name = masker.name(name)
    recordStanding(person, event, standingOf(catalogue, event))
  }
  return [...people.values()]
}

/** Where the person stands after the event: by the kind of act, else by what the event says of custody. */
function standingOf(catalogue: Catalogue, event: ChainEvent): Standing | null {
  const node = catalogue.nodes.get(event.node)
  return (node === undefined ? null : standingAfter(node, event)) ?? (event.attrs['custody'] === true ? 'custody' : null)
}

function recordStanding(person: Person, event: ChainEvent, now: Standing | null): void {
  const open = person.spans.at(-1)
  const running = open !== undefined && open.to === null ? open : null
  const ended = now ?? (event.attrs['custody'] === false && running?.kind === 'custody' ? 'free' : null)
  if (ended === null || ended === running?.kind) return
  if (running !== null) running.to = event.at
  if (ended !== 'free') person.spans.push({ kind: ended, from: event.at, to: null })
}

import type { Translation } from '../shape.ts'
import type { matters as zh } from '../zh/matters.ts'

export const matters: Translation<typeof zh> = {
  title: 'Matters',
  tabs: { label: 'Two ways to look at matters', all: 'All matters', custody: 'Persons in custody' },
  count: '{{total}} in all',
  search: 'Case no., chain, person',
  flow: 'Flow',
  place: 'Place code',
  placeHint: 'Code, such as 3301',
  agency: 'Agency',
  state: 'State',
  states: { any: 'Any', violation: 'With overdue or breach', warning: 'With something due soon', pending: 'With a running clock', not_evaluated: 'With something not evaluated', ok: 'All on time' },
  clear: 'Clear',
  columns: { matter: 'Matter', stage: 'Stage', counts: 'Verdicts', next: 'Next due', last: 'Last act' },
  persons_one: '{{count}} person',
  persons_other: '{{count}} persons',
  noNext: 'no running clock',
  emptyTitle: 'Nothing found',
  emptyDetail: 'No matter meets all of these. Drop one of them, or type only a part of the number.',
  noneTitle: 'No matters yet',
  noneDetail: 'Import events, or let a source system push them; matters then appear here.',
  import: 'Import events',
  results: '{{total}} found',
  list: 'Matters',
}

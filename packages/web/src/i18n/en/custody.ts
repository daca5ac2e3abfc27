import type { Translation } from '../shape.ts'
import type { custody as zh } from '../zh/custody.ts'

export const custody: Translation<typeof zh> = {
  title: 'Persons in custody',
  held_one: '{{number}} person is held: ',
  held_other: '{{number}} persons are held: ',
  summary: { without: '{{count}} on a ground that has ended', in7: '{{count}} on a ground that ends within seven days', open: '{{count}} on a ground without a fixed last day' },
  groups: { without: 'Ended', stuck: 'Maybe stuck', in7: 'Within 7 days', later: 'Later', open: 'No fixed day' },
  groupFilter: 'Which of them',
  groundFilter: 'Which ground',
  everyGround: 'Every ground',
  since_one: 'held since {{date}}, day {{count}}',
  since_other: 'held since {{date}}, day {{count}}',
  nobody: 'No name recorded',
  noDay: 'no fixed day',
  openWhy: { none: 'until the next stage', paused: 'the clock stands still', missing: 'not evaluated, a fact is missing' },
  empty: 'Nobody is held',
  emptyDetail: 'Whoever is detained or arrested appears here with the ground and its last day.',
  emptyFilter: 'None of this kind',
}

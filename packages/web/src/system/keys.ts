/** What depends on organisations and people. */
export const peopleKey = ['people'] as const

export const clientsKey = ['clients'] as const

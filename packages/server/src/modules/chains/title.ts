/** A matter of which nobody is named yet has no title and goes by its id. */
export const isTitled = (title: string): boolean => title !== ''

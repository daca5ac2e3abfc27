/** Truth in three values: what is not recorded is unknown, never guessed (Kleene). Small integers, because this is the hot path. */
export type Ternary = 0 | 1 | 2
export const FALSE = 0
export const TRUE = 1
export const UNKNOWN = 2

export const ternary = (value: boolean): Ternary => (value ? TRUE : FALSE)

export const negate = (value: Ternary): Ternary => (value === UNKNOWN ? UNKNOWN : value === TRUE ? FALSE : TRUE)

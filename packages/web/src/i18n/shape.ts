/**
 * The shape that a translation must have: every key of the Chinese text, and for each countable
 * `…_other` also `…_one`, which Chinese does not need. A missing key does not compile.
 */
export type Translation<T> = {
  [K in keyof T]: T[K] extends string ? string : Translation<T[K]>
} & { [K in keyof T as K extends `${infer Base}_other` ? `${Base}_one` : never]: string }

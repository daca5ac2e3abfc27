/** Bounds that keep a hostile or damaged file from taking the memory or the stack of the process. */
export const limits = {
  /** characters of one JSON value, CSV record or XML tag */
  record: 4 * 1024 * 1024,
  /** levels of nesting of one JSON value or of XML elements */
  depth: 64,
}

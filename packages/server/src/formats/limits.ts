/** Bounds that keep a hostile or damaged file from taking the memory or the stack of the process. */
export const limits = {
  /** characters of one JSON value, CSV record or XML tag */
  record: 4 * 1024 * 1024,
  /** levels of nesting of one JSON value or of XML elements */
  depth: 64,
  /** bytes that a compressed file may unpack to, where nothing else is said */
  unpacked: 20 * 1024 ** 3,
  /** how many times its size a file may unpack to, once that is more than `ratioFrom`; logs of events reach 60 */
  ratio: 250,
  ratioFrom: 64 * 1024 * 1024,
}

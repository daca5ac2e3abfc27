/** The names that formats share for the parts of an event. */
export const fields: ReadonlySet<string> = new Set(['id', 'source', 'chain', 'case', 'subject', 'node', 'at', 'recordedAt', 'docNo', 'supersedes', 'retracts'])

/** JSON inside a cell or attribute; text that is no JSON stays text. */
export function fromJson(text: unknown): unknown {
  try {
    return JSON.parse(String(text)) as unknown
  } catch {
    return text
  }
}

/** Sets a key that came from a file: `__proto__` would change the object instead of its content. */
export function put(into: Record<string, unknown>, key: string, value: unknown): void {
  if (key === '__proto__') Object.defineProperty(into, key, { value, enumerable: true, writable: true, configurable: true })
  else into[key] = value
}

/** One text for one content: keys sorted, no spaces. What is hashed, and what tells whether two events are the same. */

export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  const object = value as Record<string, unknown>
  const members: string[] = []
  for (const key of Object.keys(object).sort()) {
    if (object[key] !== undefined) members.push(`${JSON.stringify(key)}:${canonicalJson(object[key])}`)
  }
  return `{${members.join(',')}}`
}

const SUSPECT = /\\u(?:0000|d[89a-f])/i

/** Text that PostgreSQL cannot keep: NUL, or half of a surrogate pair. Names the path of the first such text; null where there is none. */
export function unstorable(value: unknown, json: string): string | null {
  // JSON.stringify escapes exactly these, so the search over the finished text is cheap and rarely hits
  return SUSPECT.test(json) ? find(value, '') : null
}

function find(value: unknown, path: string): string | null {
  if (typeof value === 'string') return value.includes('\u0000') || !value.isWellFormed() ? path : null
  if (value === null || typeof value !== 'object') return null
  for (const [key, inner] of Object.entries(value)) {
    const at = path === '' ? key : `${path}.${key}`
    const found = find(key, at) ?? find(inner, at)
    if (found !== null) return found
  }
  return null
}

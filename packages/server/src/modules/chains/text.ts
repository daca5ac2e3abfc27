/** Attributes arrive as their source sends them. */
export const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

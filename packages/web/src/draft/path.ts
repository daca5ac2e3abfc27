/** An extension, and the request for one, stand in the text of the rule that they extend. */
export const draftPath = ({ id, parent }: { id: string; parent: string | null }): string => `/drafts/${encodeURIComponent(parent ?? id)}`

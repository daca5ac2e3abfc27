/** Packs clock bars into as few rows as possible without touching; the order of starts is kept from top to bottom. */
export interface Extent {
  x0: number
  x1: number
}

const GAP = 14

/** @returns the row of each extent, in the order given, and how many rows there are */
export function packRows(extents: Extent[]): { rows: number[]; count: number } {
  const order = extents.map((_, index) => index).sort((a, b) => extents[a]!.x0 - extents[b]!.x0 || extents[b]!.x1 - extents[a]!.x1)
  const ends: number[] = []
  const rows: number[] = []
  for (const index of order) {
    const extent = extents[index]!
    const free = ends.findIndex((end) => end + GAP <= extent.x0)
    const row = free === -1 ? ends.length : free
    ends[row] = extent.x1
    rows[index] = row
  }
  return { rows, count: ends.length }
}

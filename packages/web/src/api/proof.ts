/** Before something grave the server asks to be shown once more who is there; the frame of the pages puts the question. */

let ask: (() => Promise<boolean>) | null = null
let asking: Promise<boolean> | null = null

/** Answers the way to stop. */
export function onProofNeeded(asker: () => Promise<boolean>): () => void {
  ask = asker
  return () => (ask = null)
}

/** Was it shown? Several requests that wait for it share one question. */
export async function proofGiven(): Promise<boolean> {
  asking ??= (ask?.() ?? Promise.resolve(false)).finally(() => (asking = null))
  return await asking
}

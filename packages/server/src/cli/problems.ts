/** Problems on standard error: file and line, what, and the remedy. A file with a million bad lines gives a readable report. */
import { printable } from '../formats/index.ts'
import type { FileProblem } from '../formats/index.ts'
import type { Say } from './language.ts'
import { textIn } from './language.ts'

const SHOWN_PER_CODE = 20

export interface ProblemReport {
  add(problem: FileProblem): void
  /** how many there were */
  count(): number
  /** counts what was not shown */
  close(): void
}

export function problemReport(say: Say, write: (text: string) => void = (text) => process.stderr.write(text)): ProblemReport {
  const counts = new Map<string, number>()
  return {
    add(problem) {
      const count = (counts.get(problem.code) ?? 0) + 1
      counts.set(problem.code, count)
      if (count <= SHOWN_PER_CODE) write(problemText(problem, say))
    },
    count: () => [...counts.values()].reduce((sum, count) => sum + count, 0),
    close() {
      for (const [code, count] of counts) {
        const more = count - SHOWN_PER_CODE
        if (more > 0) write(say(`${code}：另有 ${more} 处同样的问题\n`, `${code}: ${more} more of the same\n`))
      }
    },
  }
}

export function problemText({ file, line, code, message, remedy }: FileProblem, say: Say): string {
  return `${printable(file)}:${line} ${code} ${printable(textIn(say, message))}\n  → ${textIn(say, remedy)}\n`
}

/** Events out, in the formats that other tools read. Reading the result gives equal events. */
import { writeCsv } from './csv.ts'
import { writeJsonl } from './jsonl.ts'
import { writeOcel } from './ocel.ts'
import type { Writer } from './wire.ts'
import { writeXes } from './xes.ts'

export type { Events, WireEvent, Writer } from './wire.ts'

export const writers = { jsonl: writeJsonl, csv: writeCsv, xes: writeXes, ocel: writeOcel } satisfies Record<string, Writer>
export type ExportFormat = keyof typeof writers

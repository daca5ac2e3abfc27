/** `people import`: organisations, people and absences from CSV or XLSX. What is turned back goes to a file with its reason. */
import { readFile, writeFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { PeopleImportReport } from '@hengjian/contracts'
import { Command } from 'commander'
import type { Say } from './language.ts'
import { textIn } from './language.ts'

export function peopleCommand(say: Say): Command {
  const command = new Command('people').summary(say('机构和人员', 'organisations and people'))
  command
    .command('import')
    .summary(say('从 CSV 或 XLSX 导入机构、人员或请假', 'import units, people or absences from CSV or XLSX'))
    .description(
      say(
        '首行是列名，说明见 docs/people.md。同一文件再导入不会重复；退回的行连同原因写入“文件名.rejects.csv”。\n退出码：0 全部导入；1 有行被退回；2 文件认不出。',
        'The first line names the columns, see docs/people.md. Importing again stores nothing twice; rows that were turned back go to “<file>.rejects.csv” with the reason.\nExit code: 0 everything is in; 1 some rows were turned back; 2 the file is not recognised.',
      ),
    )
    .argument('<file...>', say('CSV 或 XLSX 文件', 'CSV or XLSX files'))
    .action(async (files: string[]) => {
      const { isSheet, withIdentity } = await import('./store.ts')
      process.exitCode = await withIdentity(async (identity) => {
        let code = 0
        for (const file of files) {
          const bytes = await readFile(file)
          const content = isSheet(bytes) ? bytes : bytes.toString('utf8')
          const report = await identity.importPeople(null, basename(file), content)
          await tell(file, typeof content === 'string' ? content : '', report, say)
          if (report.rejected.length > 0) code = 1
        }
        return code
      })
    })
  return command
}

async function tell(file: string, text: string, { read, added, changed, unchanged, rejected }: PeopleImportReport, say: Say): Promise<void> {
  process.stdout.write(say(`${file}：${read} 行，新增 ${added}，变更 ${changed}，不变 ${unchanged}，退回 ${rejected.length}\n`, `${file}: ${read} rows, ${added} added, ${changed} changed, ${unchanged} unchanged, ${rejected.length} turned back\n`))
  if (rejected.length === 0) return
  for (const { line, column, code, message, remedy } of rejected) process.stderr.write(`${file}:${line}${column === null ? '' : ` (${column})`} ${code} ${textIn(say, message)}\n  → ${textIn(say, remedy)}\n`)
  const lines = text.split(/\r\n|\n|\r/)
  const cell = (content: string): string => `"${content.replaceAll('"', '""')}"`
  const rows = rejected.map(({ line, column, code, message }) => [String(line), column ?? '', code, textIn(say, message), lines[line - 1] ?? ''].map(cell).join(','))
  await writeFile(`${file}.rejects.csv`, ['line,column,code,reason,row', ...rows, ''].join('\n'))
}

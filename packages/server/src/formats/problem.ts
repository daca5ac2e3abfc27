/**
 * What can be wrong with a file, in words its owner can act on. Every problem has a place and a remedy;
 * `FormatError` carries one that makes the rest of the file unreadable.
 */
import type { Text } from '@hengjian/engine'

export interface FileProblem {
  file: string
  /** 1-based; 1 where the problem is the file as a whole */
  line: number
  code: string
  message: Text
  remedy: Text
}

export interface Trouble {
  problem: FileProblem
  /** nothing after it could be read */
  fatal?: true
  /** the text at fault, where it is one record */
  record?: string
}

/** One event as the file has it (not validated yet), or why a part of the file gave none. */
export type Item = { event: unknown; line: number } | Trouble

export class FormatError extends Error {
  readonly problem: ProblemName
  readonly line: number
  readonly detail: string
  constructor(name: ProblemName, line: number, detail = '') {
    super(`${name} at line ${line}`)
    this.problem = name
    this.line = line
    this.detail = detail
  }
}

type Words = [code: `HJ-FIL-${string}`, zh: string, en: string, remedyZh: string, remedyEn: string]

/** `{}` stands for the detail: the offending piece of text, or a limit. Codes are never used again for something else. */
const words = {
  unreadable: ['HJ-FIL-001', '文件无法读取：{}', 'The file cannot be read: {}', '请检查路径、权限，并确认它是文件而不是目录。', 'Check the path and the permissions, and that it is a file and not a folder.'],
  empty: ['HJ-FIL-002', '文件是空的，没有任何事件', 'The file is empty: no events', '请确认导出已经完成，再重新导出。', 'Check that the export finished, then export again.'],
  'damaged-gzip': ['HJ-FIL-003', '压缩文件不完整或已损坏', 'The compressed file is incomplete or damaged', '请重新下载或重新压缩（gzip）。', 'Download it again or compress it again (gzip).'],
  archive: ['HJ-FIL-004', '这是 ZIP 压缩包或 Excel 工作簿，不能直接读取', 'This is a ZIP archive or an Excel workbook, which is not read directly', '压缩包请先解压；Excel 请另存为“CSV UTF-8”。', 'Unpack the archive first; save an Excel sheet as “CSV UTF-8”.'],
  encoding: ['HJ-FIL-005', '第 {} 个字符之后的字节不是有效的文字编码', 'The bytes after character {} are in no known text encoding', '请以 UTF-8 或 GB18030 编码重新保存。', 'Save the file again as UTF-8 or GB18030.'],
  'encoding-unknown': ['HJ-FIL-006', 'XML 声明的编码“{}”无法识别', 'The encoding “{}” in the XML declaration is unknown', '请以 UTF-8 编码重新保存。', 'Save the file again as UTF-8.'],
  nul: ['HJ-FIL-007', '含有空字符（NUL），不是有效的文本', 'It contains NUL characters and is not valid text', '请去掉空字符；若是没有标记的 UTF-16 文件，请另存为 UTF-8。', 'Remove the NUL characters; if it is UTF-16 without a mark, save it as UTF-8.'],
  'unknown-format': ['HJ-FIL-008', '认不出文件格式', 'The file format is not recognised', '支持 JSON Lines、JSON、CSV、XES 及其 gzip 压缩；请用相应的扩展名。', 'JSON Lines, JSON, CSV and XES are read, also gzipped; use the extension that belongs to the format.'],
  'too-long': ['HJ-FIL-009', '单条记录超过 {} 个字符的上限', 'One record is longer than the limit of {} characters', '请检查是否缺少换行或引号；超长内容请放在事件之外。', 'Look for a missing line break or quote; keep very long content outside the event.'],
  'too-deep': ['HJ-FIL-010', '嵌套超过 {} 层的上限', 'Nesting is deeper than the limit of {} levels', '请把事件写成平铺的属性。', 'Write the event with flat attributes.'],
  'bad-json': ['HJ-FIL-011', '不是有效的 JSON：{}', 'Not valid JSON: {}', '请按 JSON 语法更正这一行，再重新提交。', 'Correct this line to JSON syntax and submit it again.'],
  'not-an-object': ['HJ-FIL-012', '事件应当是一个 JSON 对象', 'An event must be a JSON object', '每个事件写成 {"id":…,"chain":…,"node":…,"at":…}。', 'Write each event as {"id":…,"chain":…,"node":…,"at":…}.'],
  'ends-early': ['HJ-FIL-013', '文件在内容结束之前中断', 'The file ends before its content does', '请重新导出或重新传输整个文件。', 'Export or transfer the whole file again.'],
  'csv-missing-column': ['HJ-FIL-014', '表头缺少必需的列：{}', 'The header lacks required columns: {}', '第一行写列名：id,chain,node,at，以及 actor.level、attrs.crime 之类的可选列。', 'Name the columns in the first line: id,chain,node,at and optional ones such as actor.level or attrs.crime.'],
  'csv-repeated-column': ['HJ-FIL-015', '表头中的列名“{}”重复或为空', 'The column name “{}” is repeated or empty in the header', '每一列各用一个不同的名称。', 'Give every column a name of its own.'],
  'csv-columns': ['HJ-FIL-016', '列数与表头不一致：{}', 'The number of columns differs from the header: {}', '请检查这一行的逗号和引号。', 'Check the commas and quotes of this line.'],
  'bad-csv': ['HJ-FIL-017', '不是有效的 CSV：{}', 'Not valid CSV: {}', '请检查引号是否成对；引号内的引号要写两遍。', 'Check that quotes come in pairs; a quote inside quotes is written twice.'],
  'bad-xml': ['HJ-FIL-018', '不是有效的 XML：{}', 'Not valid XML: {}', '请用生成它的软件重新导出 XES。', 'Export the XES file again from the software that made it.'],
  doctype: ['HJ-FIL-019', 'XML 含有 DOCTYPE 或实体声明，出于安全原因不予读取', 'The XML has a DOCTYPE or entity declarations, which are refused for safety', '请去掉 <!DOCTYPE …> 声明；XES 不需要它。', 'Remove the <!DOCTYPE …> declaration; XES needs none.'],
  entity: ['HJ-FIL-020', '未知或无效的 XML 实体：{}', 'Unknown or invalid XML entity: {}', '只能使用 &lt; &gt; &amp; &quot; &apos; 和数字引用。', 'Use only &lt; &gt; &amp; &quot; &apos; and numeric references.'],
  'not-xes': ['HJ-FIL-021', 'XML 的根元素是“{}”，不是 XES 日志（log）', 'The root of the XML is “{}”, not an XES log', '请导出为 XES 格式。', 'Export it as XES.'],
  'xes-structure': ['HJ-FIL-022', 'XES 结构不对：{}', 'Wrong XES structure: {}', '事件（event）应当在案例（trace）之内，案例应当在日志（log）之内。', 'An event belongs in a trace, a trace in the log.'],
  'xes-value': ['HJ-FIL-023', '属性“{}”的值与其类型不符', 'The value of attribute “{}” does not fit its type', '整数写成 42，小数写成 4.2，真假写成 true 或 false。', 'Write integers as 42, decimals as 4.2, booleans as true or false.'],
  'repeated-trace': ['HJ-FIL-024', '案例名“{}”在文件中出现不止一次，已分别判定', 'The trace name “{}” occurs more than once in the file; each was judged by itself', '同一案例请合并为一个 trace。', 'Merge them into one trace if they are one matter.'],
  mapping: ['HJ-FIL-025', '映射文件无法使用：{}', 'The mapping file cannot be used: {}', '写成 nodes: {"原活动名": 节点编码}；可选 source、chainPrefix、attrs。', 'Write nodes: {"Activity name": NODE-CODE}; source, chainPrefix and attrs are optional.'],
  'too-big': ['HJ-FIL-026', '解压后超过 {} 的上限', 'It unpacks to more than the limit of {}', '分成几个文件导入；确有需要，请管理员调高上限。', 'Import it in parts, or have the administrator raise the limit.'],
  'too-dense': ['HJ-FIL-027', '解压后超过压缩文件的 {} 倍，不像办案记录', 'It unpacks to more than {} times its size, as no log of events does', '请检查文件来源；确是办案记录的，解压后再导入。', 'Check where the file comes from; if it is a log, unpack it before the import.'],
} satisfies Record<string, Words>

export type ProblemName = keyof typeof words

/** The part of the error catalogue that concerns files. */
export const fileProblems = Object.entries(words).map(([name, [code, zh, en, remedyZh, remedyEn]]) => ({ name, code, message: { zh, en }, remedy: { zh: remedyZh, en: remedyEn } }))

/** The detail is cut, so that a damaged file cannot flood the screen. */
export function problem(file: string, line: number, name: ProblemName, detail = ''): FileProblem {
  const short = printable(detail.length > 80 ? `${detail.slice(0, 80)}…` : detail)
  const [code, zh, en, remedyZh, remedyEn] = words[name]
  const fill = (text: string) => text.replace('{}', () => short)
  return { file, line, code, message: { zh: fill(zh), en: fill(en) }, remedy: { zh: remedyZh, en: remedyEn } }
}

/** Control characters of a damaged file must not reach a terminal. */
export function printable(text: string): string {
  // oxlint-disable-next-line no-control-regex -- they are what is removed
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, '�')
}

/**
 * A letter as .docx, laid out after the standard for official documents (GB/T 9704): A4, margins 37/35/28/26 mm, title in
 * two points 22, text in three points 16, the seal to the right below, and a slip that the receiver signs and sends back.
 */
import { AlignmentType, BorderStyle, Document, LineRuleType, Packer, Paragraph, Table, TableCell, TableRow, TextRun, WidthType } from 'docx'
import type { Template } from './template.ts'
import { fill } from './template.ts'

export interface Letter {
  template: Template
  number: string
  /** 2026年11月28日 */
  date: string
  /** who sends it: below the text, where the seal goes */
  issuer: string
  /** of a placeholder; null where it is not known */
  value: (name: string) => string | null
}

/** Twentieths of a point; half points for sizes. */
const mm = (length: number): number => Math.round((length * 1440) / 25.4)
const TITLE = 44
const TEXT = 32
const NUMBER = 28
const LINE = { line: 560, lineRule: LineRuleType.EXACT }
const INDENT = { firstLine: 2 * (TEXT / 2) * 20 }
const SONG = { ascii: 'Times New Roman', eastAsia: '仿宋_GB2312', hAnsi: 'Times New Roman' }
const HEI = { ascii: 'Times New Roman', eastAsia: '方正小标宋简体', hAnsi: 'Times New Roman' }

/** The same letter gives the same text every time; only what it is told goes in. */
export async function writeLetter(letter: Letter): Promise<Buffer> {
  const { template, number, date, issuer, value } = letter
  const lines = template.body.flatMap((line) => fill(line, value)?.split('\n') ?? [])
  const document = new Document({
    title: `${template.title} ${number}`,
    creator: issuer,
    sections: [
      {
        properties: { page: { size: { width: mm(210), height: mm(297) }, margin: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26) } } },
        children: [
          paragraph(template.title, { size: TITLE, font: HEI, alignment: AlignmentType.CENTER, after: 200 }),
          paragraph(number, { size: NUMBER, alignment: AlignmentType.CENTER, after: 400 }),
          paragraph(fill(template.to, value) ?? '有关单位：'),
          ...lines.map((line) => paragraph(line, { indent: true })),
          paragraph('', {}),
          paragraph(issuer, { alignment: AlignmentType.RIGHT }),
          paragraph('（印章）', { alignment: AlignmentType.RIGHT }),
          paragraph(date, { alignment: AlignmentType.RIGHT }),
          ...(template.receipt ? receipt(letter) : []),
        ],
      },
    ],
  })
  return Packer.toBuffer(document)
}

interface Look {
  size?: number
  font?: typeof SONG
  alignment?: (typeof AlignmentType)[keyof typeof AlignmentType]
  indent?: boolean
  after?: number
  pageBreakBefore?: boolean
}

function paragraph(text: string, { size = TEXT, font = SONG, alignment = AlignmentType.BOTH, indent = false, after = 0, pageBreakBefore = false }: Look = {}): Paragraph {
  return new Paragraph({ alignment, pageBreakBefore, spacing: { ...LINE, after }, ...(indent ? { indent: INDENT } : {}), children: [new TextRun({ text, size, font })] })
}

/** 送达回证: what, to whom, when it came, who signs. */
function receipt({ template, number, value }: Letter): (Paragraph | Table)[] {
  const rows: [string, string][] = [
    ['文书名称', template.title],
    ['文书编号', number],
    ['受送达单位', value('unit') ?? ''],
    ['收到日期', '        年    月    日'],
    ['签收人（签名）', ''],
    ['单位（印章）', ''],
    ['备注', ''],
  ]
  const border = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
  const cell = (text: string, width: number): TableCell =>
    new TableCell({ width: { size: width, type: WidthType.PERCENTAGE }, borders: { top: border, bottom: border, left: border, right: border }, margins: { top: 120, bottom: 120, left: 120, right: 120 }, children: [paragraph(text, { size: NUMBER, alignment: AlignmentType.LEFT })] })
  return [
    paragraph('送达回证', { size: TITLE, font: HEI, alignment: AlignmentType.CENTER, after: 300, pageBreakBefore: true }),
    new Table({ width: { size: 100, type: WidthType.PERCENTAGE }, rows: rows.map(([name, text]) => new TableRow({ children: [cell(name, 30), cell(text, 70)] })) }),
  ]
}

import type { Citation, Text } from '../api/types.ts'
import type { Language } from '../i18n/index.ts'

const inserted = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

/** `short` is the customary short name of the law, in Chinese or in both languages, where the answer carries it. */
export type Cited = Pick<Citation, 'law' | 'article'> & { paragraph?: string | undefined; short?: string | Text }

/** 刑诉法第91条第1款, inserted articles 第133条之一; CPL art. 91(1). Without an English short name the law keeps its own. */
export function citationText(cited: Cited, language: Language): string {
  const { short } = cited
  const law = short === undefined ? cited.law : typeof short === 'string' ? short : short[language]
  const [article = '', insert] = cited.article.split('-')
  if (language === 'en') return `${law} art. ${cited.article}${cited.paragraph === undefined ? '' : `(${cited.paragraph})`}`
  const after = insert === undefined ? '' : `之${inserted[Number(insert)] ?? insert}`
  return `${law}第${article}条${after}${cited.paragraph === undefined ? '' : `第${cited.paragraph}款`}`
}

import type { Citation } from '../api/types.ts'
import type { Language } from '../i18n/index.ts'

const inserted = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十']

export type Cited = Pick<Citation, 'short' | 'article'> & { paragraph?: string | undefined }

/** 刑诉法第91条第1款, inserted articles 第133条之一; CPL art. 91(1). */
export function citationText(cited: Cited, language: Language): string {
  const law = cited.short[language]
  const [article = '', insert] = cited.article.split('-')
  if (language === 'en') return `${law} art. ${cited.article}${cited.paragraph === undefined ? '' : `(${cited.paragraph})`}`
  const after = insert === undefined ? '' : `之${inserted[Number(insert)] ?? insert}`
  return `${law}第${article}条${after}${cited.paragraph === undefined ? '' : `第${cited.paragraph}款`}`
}

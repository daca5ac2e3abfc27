import { useTranslation } from 'react-i18next'
import type { Text } from '../api/types.ts'
import type { Language } from '../i18n/index.ts'

/** The language in use, and `say` to pick it out of a bilingual text of the catalogue. */
export function useLanguage(): { language: Language; say: (text: Text) => string } {
  const { i18n } = useTranslation()
  const language: Language = i18n.language === 'en' ? 'en' : 'zh'
  return { language, say: (text) => text[language] }
}

import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { en } from './en.ts'
import { zh } from './zh.ts'

export type Language = 'zh' | 'en'
export const languages: readonly Language[] = ['zh', 'en']

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof zh }
  }
}

export const defaultLanguage: Language = 'zh'

void i18next.use(initReactI18next).init({
  lng: defaultLanguage,
  fallbackLng: defaultLanguage,
  resources: { zh: { translation: zh }, en: { translation: en } },
  /** React escapes already. */
  interpolation: { escapeValue: false },
  initAsync: false,
})

export { i18next }

/** The command line speaks one language at a time: Chinese, unless `--lang` or the environment asks for English. */
import type { Text } from '@hengjian/engine'

export type Language = 'zh' | 'en'
/** Picks the words of the language that was chosen. */
export type Say = (zh: string, en: string) => string

export function languageOf(argv: readonly string[], env: NodeJS.ProcessEnv): Language {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const asked = at < 0 ? undefined : (argv[at]?.split('=')[1] ?? argv[at + 1])
  const wanted = asked ?? env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'] ?? ''
  return /^en/i.test(wanted) ? 'en' : 'zh'
}

export const sayIn =
  (language: Language): Say =>
  (zh, en) =>
    language === 'zh' ? zh : en

export const textIn = (say: Say, text: Text): string => say(text.zh, text.en)

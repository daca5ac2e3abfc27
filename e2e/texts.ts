/** Finds texts that should not be on a page: keys without a text, values that leaked, texts of the other language. */
import type { Page } from 'playwright-core'
import { en } from '../packages/web/src/i18n/en.ts'
import { zh } from '../packages/web/src/i18n/zh.ts'
import type { Language } from './browser.ts'

interface Texts {
  [key: string]: string | Texts
}

const leavesOf = (texts: Texts, path = ''): Map<string, string> =>
  new Map(Object.entries(texts).flatMap(([key, text]): [string, string][] => (typeof text === 'string' ? [[`${path}${key}`, text]] : [...leavesOf(text, `${path}${key}.`)])))

const texts = { zh: leavesOf(zh), en: leavesOf(en) }

/** As a text node has it: placeholders filled, a tag ends the node. */
const patternsOf = (text: string, letters: RegExp): RegExp[] =>
  text
    .split(/<\/?\w+>/)
    .map((piece) => piece.trim())
    .filter((piece) => letters.test(piece.replaceAll(/\{\{.*?\}\}/g, '')))
    .map((piece) => new RegExp(`^${RegExp.escape(piece).replaceAll(/\\\{\\\{count\\\}\\\}/g, String.raw`[\d,]+`).replaceAll(/\\\{\\\{.*?\\\}\\\}/g, '.+')}$`, 'u'))

/** Letters in which a text of the other language is written. */
const script = { zh: /[A-Za-z]{3}/, en: /\p{Script=Han}/u }

/** Texts that only the other language has; what both write the same (JSON, CSV) is nobody's mistake. */
const foreignOf = (language: Language, other: Language): RegExp[] =>
  [...texts[other]].filter(([key, text]) => texts[language].get(key) !== text).flatMap(([, text]) => patternsOf(text, script[language]))
const foreign = { zh: foreignOf('zh', 'en'), en: foreignOf('en', 'zh') }

const leaked = [/^(?:undefined|null|NaN)$/, /\b(?:undefined|NaN|Invalid Date)\b/, /\[object /, /\{\{|\}\}/, new RegExp(String.raw`\b(?:${Object.keys(zh).join('|')})\.[a-z]\w+(?:\.\w+)*\b`)]

/** Every text that can be seen or is read aloud: text nodes, labels, titles, placeholders. */
async function shownTexts(page: Page): Promise<string[]> {
  return await page.locator('body').evaluate((body) => {
    const shown: string[] = []
    const walker = body.ownerDocument.createTreeWalker(body, 4)
    while (walker.nextNode() !== null) {
      const parent = walker.currentNode.parentElement
      // golden cases are written in the language of the law and marked so
      if (parent?.checkVisibility() === true && parent.closest('script, style, body [lang]') === null) shown.push(walker.currentNode.textContent?.trim() ?? '')
    }
    for (const element of body.querySelectorAll('[aria-label], [title], [placeholder]')) {
      for (const name of ['aria-label', 'title', 'placeholder']) shown.push(element.getAttribute(name) ?? '')
    }
    return [...new Set(shown)].filter((text) => text !== '')
  })
}

/** The texts of the page that nobody should see, each with what is wrong with it. */
export async function wrongTexts(page: Page, language: Language): Promise<string[]> {
  const shown = await shownTexts(page)
  const wrong = (name: string, patterns: RegExp[], among: string[]): string[] => among.filter((text) => patterns.some((pattern) => pattern.test(text))).map((text) => `${name}: ${text}`)
  return [...wrong('leaked', leaked, shown), ...wrong(`not ${language}`, foreign[language], shown.filter((text) => script[language].test(text)))]
}

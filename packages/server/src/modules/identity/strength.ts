/**
 * What a new password must be. Beside the rules of `sign-in.yaml`, how many guesses somebody would need who knows the
 * 49,000 passwords that leaked most often, how people vary them, keyboards, dates, and whose password it is.
 */
import type { PasswordStrength, PasswordWeakness } from '@hengjian/contracts'
import { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common'
import { CodedError } from '../../problem.ts'
import { classesOf, LONGEST } from './password.ts'
import type { SignInRules } from './roles.ts'

let known: ZxcvbnFactory | null = null
/** Made when first needed: the list takes a moment and some memory. */
const estimator = (): ZxcvbnFactory => (known ??= new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs }))

/** `others`: texts that must not occur in it (name, account). */
export function strengthOf(password: string, rules: SignInRules['password'], others: readonly string[]): PasswordStrength {
  const score = estimator().check(password.slice(0, LONGEST), [...rules.common, ...others]).score
  return { score, needed: rules.score, weakness: weaknessOf(password, rules, others, score) }
}

function weaknessOf(password: string, { length, classes, phrase, common, score: needed }: SignInRules['password'], others: readonly string[], score: number): PasswordWeakness | null {
  const letters = Array.from(password)
  const lower = password.toLowerCase()
  if (letters.length < length) return 'short'
  if (letters.length > LONGEST) return 'long'
  if (letters.length < phrase && classesOf(password) < classes) return 'kinds'
  if (new Set(letters).size < 5) return 'letters'
  if ([...common, ...others.filter((other) => other.length > 2).map((other) => other.toLowerCase())].some((word) => lower.includes(word))) return 'word'
  return score < needed ? 'guessable' : null
}

const told: Record<PasswordWeakness, (rules: SignInRules['password']) => string> = {
  short: ({ length }) => `< ${length}`,
  long: () => `> ${LONGEST}`,
  kinds: () => 'a A 0 #',
  letters: () => 'aaaaa',
  word: () => '***',
  guessable: ({ score }) => `< ${score}/4`,
}

/** Throws HJ-AUT-008 naming what is missing. */
export function checkStrength(password: string, rules: SignInRules['password'], others: readonly string[]): void {
  const { weakness } = strengthOf(password, rules, others)
  if (weakness !== null) throw new CodedError('HJ-AUT-008', told[weakness](rules))
}

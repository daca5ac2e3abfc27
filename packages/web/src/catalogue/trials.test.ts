import { describe, expect, it } from 'vitest'
import type { Trial } from './trials.ts'
import { choiceOf, chosen, groupsOf } from './trials.ts'

const trial = (code: string, kind: Trial['kind'], instance: Trial['instance']): Trial => ({ code, kind, instance, name: { zh: code, en: code }, procedure: '普通', basis: [], articles: 0, nodes: [] })
const trials = [trial('T01', 'civil', 'first'), trial('T02', 'criminal', 'second'), trial('T03', 'civil', 'first'), trial('T04', 'criminal', 'first')]
const codes = (list: Trial[]): string[] => list.map(({ code }) => code)

describe('standard flows of trials', () => {
  it('are chosen by kind, by instance, by both or not at all', () => {
    expect(codes(chosen(trials, { kind: 'all', instance: 'all' }))).toEqual(['T01', 'T02', 'T03', 'T04'])
    expect(codes(chosen(trials, { kind: 'all', instance: 'first' }))).toEqual(['T01', 'T03', 'T04'])
    expect(codes(chosen(trials, { kind: 'criminal', instance: 'first' }))).toEqual(['T04'])
  })

  it('stand in groups without empty ones, criminal before civil, in the order of the catalogue', () => {
    expect(groupsOf(trials).map(({ key, members }) => [key, ...codes(members)])).toEqual([
      ['criminal-first', 'T04'],
      ['criminal-second', 'T02'],
      ['civil-first', 'T01', 'T03'],
    ])
  })

  it('are not restricted by an address that makes no sense', () => {
    expect(choiceOf(new URLSearchParams('kind=naval&instance=retrial'))).toEqual({ kind: 'all', instance: 'retrial' })
  })
})

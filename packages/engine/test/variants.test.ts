import { describe, expect, test } from 'vitest'
import { loadCatalogue } from '../src/index.ts'
import type { Loaded } from '../src/index.ts'
import { files, problemsOf } from './fixture.ts'

const loaded = (variants: string): Loaded => loadCatalogue({ ...files(''), 'variants.yaml': variants })

const trial = (nodes: string, more = 'basis: [诉讼法 305]'): string => `  - {code: T01, name: {zh: 普通程序, en: Ordinary}, instance: first, kind: criminal, procedure: 普通, ${more}, nodes: [${nodes}]}\n`
const step = (code: string, node: string): string => `  - {code: ${code}, name: {zh: 收转案款, en: Money}, node: ${node}, class: collective}\n`

describe('standard flows', () => {
  test('keep the order of their nodes and cite the law in force today', () => {
    const { catalogue } = loaded(`trials:\n${trial('C, A, B')}`)
    expect(catalogue?.variants).toMatchObject([{ code: 'T01', instance: 'first', kind: 'criminal', procedure: '普通', nodes: ['C', 'A', 'B'], basis: [{ law: '诉讼法', article: '305', version: '2026-07-01' }] }])
  })
  test('go only through nodes that exist, each once', () => {
    expect(problemsOf(loaded(`trials:\n${trial('A, B, Z')}`))).toEqual(['variants.yaml:2 HJ-CAT-011'])
    expect(problemsOf(loaded(`trials:\n${trial('A, B, A')}`))).toEqual(['variants.yaml:2 HJ-CAT-004'])
  })
  test('rest on laws and articles that are registered', () => {
    expect(problemsOf(loaded(`trials:\n${trial('A', 'basis: [无名法 1]')}`))).toEqual(['variants.yaml:2 HJ-CAT-014'])
    expect(problemsOf(loaded(`trials:\n${trial('A', 'basis: [程序规定 401]')}`))).toEqual(['variants.yaml:2 HJ-CAT-016'])
  })
  test('have codes of their own', () => {
    expect(problemsOf(loaded(`trials:\n${trial('A')}${trial('B')}`))).toEqual(['variants.yaml:3 HJ-CAT-030'])
  })
  test('know three instances, three kinds and no other words', () => {
    expect(problemsOf(loaded(`trials:\n${trial('A').replace('first', 'third')}`))).toEqual(['variants.yaml:2 HJ-CAT-004'])
    expect(problemsOf(loaded(`trials:\n${trial('A', 'basis: [诉讼法 1], judge: 甲')}`))).toEqual(['variants.yaml:2 HJ-CAT-003'])
  })
})

describe('steps of enforcement', () => {
  test('belong to a node of the flow that their code names', () => {
    expect(loaded(`enforcement:\n${step('T01-S01', 'A')}`).catalogue?.steps).toEqual([{ code: 'T01-S01', name: { zh: '收转案款', en: 'Money' }, node: 'A', class: 'collective' }])
    expect(problemsOf(loaded(`enforcement:\n${step('T02-S01', 'A')}`))).toEqual(['variants.yaml:2 HJ-CAT-031'])
  })
  test('name a node that exists, under a code of their own', () => {
    expect(problemsOf(loaded(`enforcement:\n${step('T01-S01', 'Z')}`))).toEqual(['variants.yaml:2 HJ-CAT-011'])
    expect(problemsOf(loaded(`enforcement:\n${step('T01-S01', 'A')}${step('T01-S01', 'B')}`))).toEqual(['variants.yaml:3 HJ-CAT-030'])
  })
})

describe('a catalogue', () => {
  test('without the file has no standard flows', () => {
    expect(loadCatalogue(files('')).catalogue).toMatchObject({ variants: [], steps: [] })
  })
  test('judges with the same programs, with the file or without', () => {
    const code = ({ catalogue }: Loaded): unknown => catalogue?.code.words
    expect(code(loaded(`trials:\n${trial('A, B')}enforcement:\n${step('T01-S01', 'A')}`))).toBeInstanceOf(Int32Array)
    expect(code(loaded(`trials:\n${trial('A, B')}enforcement:\n${step('T01-S01', 'A')}`))).toEqual(code(loadCatalogue(files(''))))
  })
})

/** Reads lists of duties out of their files; problems name file, line, cause and remedy like all others of the catalogue. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Catalogue, CatalogueProblem, Citation } from '@hengjian/engine'
import { Reporter, SourceFile } from '@hengjian/engine'
import { ConfigError } from '../../problem.ts'
import { DutiesFile } from './definition.ts'
import type { Duty, DutyList, DutySource, Selector } from './definition.ts'

const FOLDER = 'duties'

export interface LoadedDuties {
  lists: DutyList[]
  problems: CatalogueProblem[]
}

/** A catalogue without such a folder has no lists. Throws ConfigError naming the first problems. */
export async function openDuties(directory: string, catalogue: Catalogue, roles: ReadonlySet<string>): Promise<DutyList[]> {
  const { lists, problems } = await lintDuties(directory, catalogue, roles)
  if (problems.length > 0) throw new ConfigError('HJ-CFG-004', problems.slice(0, 5).map(({ file, line, message }) => `${file}:${line} ${message.zh} / ${message.en}`).join('; '))
  return lists
}

export async function lintDuties(directory: string, catalogue: Catalogue, roles: ReadonlySet<string> | null): Promise<LoadedDuties> {
  const names = await readdir(join(directory, FOLDER)).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return []
    throw error
  })
  const yaml = names.filter((name) => name.endsWith('.yaml')).sort()
  return loadDuties(Object.fromEntries(await Promise.all(yaml.map(async (name) => [`${FOLDER}/${name}`, await readFile(join(directory, FOLDER, name), 'utf8')] as const))), catalogue, roles)
}

/** `catalogue`: compiled with its internal flows, which duties name too; `roles`: null where no register of roles is there. */
export function loadDuties(files: Readonly<Record<string, string>>, catalogue: Catalogue, roles: ReadonlySet<string> | null): LoadedDuties {
  const reporter = new Reporter()
  const ids = new Set<string>()
  const lists = Object.entries(files).flatMap(([path, text]) => {
    const source = new SourceFile(path, text, reporter)
    const file = source.value === null ? null : source.shaped(DutiesFile, source.value)
    return (file?.lists ?? []).map((given, i): DutyList => {
      const checked = new Checked(source, catalogue, ['lists', i], ids)
      checked.unique(given.id, ['id'])
      for (const [k, role] of given.who.roles.entries()) if (roles?.has(role) === false) checked.missing(['who', 'roles', k], `没有角色“${role}”`, `There is no role "${role}"`)
      return { ...given, duties: given.duties.map((duty, k) => checked.duty(duty, ['duties', k])) }
    })
  })
  return { lists, problems: reporter.problems }
}

type Path = (string | number)[]

/** What a shape cannot say: laws, articles, nodes, acts and rules that are named must exist. */
class Checked {
  readonly #source: SourceFile
  readonly #catalogue: Catalogue
  readonly #at: Path
  readonly #ids: Set<string>

  constructor(source: SourceFile, catalogue: Catalogue, at: Path, ids: Set<string>) {
    this.#source = source
    this.#catalogue = catalogue
    this.#at = at
    this.#ids = ids
  }

  missing(path: Path, zh: string, en: string): void {
    this.#source.report([...this.#at, ...path], 'HJ-CAT-032', { zh, en }, { zh: '改正名称，或者先登记它', en: 'Correct the name, or register it first' })
  }

  unique(id: string, path: Path): void {
    if (this.#ids.has(id)) this.#source.report([...this.#at, ...path], 'HJ-CAT-007', { zh: `编号 ${id} 用了两次`, en: `The id ${id} is used twice` }, { zh: '给其中一项换一个编号', en: 'Give one of them another id' })
    this.#ids.add(id)
  }

  duty({ proof, due, basis, ...given }: DutySource, path: Path): Duty {
    this.unique(given.id, [...path, 'id'])
    const rules = due !== undefined && 'rules' in due ? due.rules : []
    for (const [k, rule] of rules.entries()) if (!this.#catalogue.rules.some(({ id }) => id === rule)) this.missing([...path, 'due', 'rules', k], `没有规则“${rule}”`, `There is no rule "${rule}"`)
    const every = due !== undefined && 'every' in due ? { kind: due.every, times: due.times, leastDays: due.leastDays } : null
    const unprovable = 'none' in proof ? proof.none : null
    if (unprovable !== null && due !== undefined) this.missing([...path, 'due'], '什么都证明不了的职责，不能说它到期没有履行', 'What nothing can prove cannot be said to be due and not done')
    const byHand = 'byHand' in proof
    if (byHand && every === null) this.missing([...path, 'proof', 'byHand'], '只有定期职责可以由本人填写履行情况', 'Only duties of a period are recorded by hand')
    return { ...given, basis: basis.map((text, k) => this.#cite(text, [...path, 'basis', k])), acts: 'acts' in proof ? proof.acts.map((text, k) => this.#select(text, [...path, 'proof', 'acts', k])) : [], byHand, unprovable, rules, every }
  }

  /** `P16-X10[决定]` */
  #select(text: string, path: Path): Selector {
    const [node = '', rest] = text.split('[')
    const act = rest === undefined ? null : rest.slice(0, -1)
    const known = this.#catalogue.nodes.get(node)
    if (known === undefined) this.missing(path, `没有节点“${node}”`, `There is no node "${node}"`)
    else if (act !== null && !known.acts.includes(act)) this.missing(path, `节点 ${node} 没有“${act}”这一行为`, `The node ${node} has no act "${act}"`)
    return { node, act }
  }

  /** Lists say what is asked of leaders now, so they cite the law that is in force now. */
  #cite(text: string, path: Path): Citation {
    const [name = '', place = ''] = text.split(' ')
    const [article = '', paragraph] = place.split('.')
    const law = this.#catalogue.laws.find((known) => known.id === name || known.name.zh === name || known.short.zh === name)
    const version = law?.versions.find(({ to }) => to === null)
    const report = (code: string, zh: string, en: string, remedy: { zh: string; en: string }): void => this.#source.report([...this.#at, ...path], code, { zh, en }, remedy)
    if (law === undefined) report('HJ-CAT-014', `法律“${name}”没有登记`, `The law "${name}" is not registered`, { zh: '在 laws.yaml 中登记该法及其版本', en: 'Register the law and its versions in laws.yaml' })
    else if (version === undefined) report('HJ-CAT-015', `《${law.name.zh}》没有现行有效的版本`, `No version of ${law.name.en} is in force`, { zh: '改引现行法律，或在 laws.yaml 中补登该版本', en: 'Cite the law in force, or register that version in laws.yaml' })
    else if (version.articles > 0 && Number(article.split('-')[0]) > version.articles) report('HJ-CAT-016', `《${law.name.zh}》${version.version} 版只有 ${version.articles} 条，没有第${article}条`, `${law.name.en} (${version.version}) has ${version.articles} articles; there is no article ${article}`, { zh: '对照法律文本改正条号', en: 'Correct the article against the text of the law' })
    return { law: law?.name.zh ?? name, short: law?.short ?? { zh: name, en: name }, article, ...(paragraph === undefined ? {} : { paragraph }), version: version?.version ?? '' }
  }
}

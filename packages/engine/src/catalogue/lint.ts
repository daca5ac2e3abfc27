/** What holds between rules: ids, versions, unarmed nodes, laws that changed under a rule. */
import type { RuleInfo } from './model.ts'
import type { Shared } from './scope.ts'
import type { Path, Reporter, SourceFile } from './source.ts'

interface Place {
  info: RuleInfo
  source: SourceFile
  path: Path
}

/** `internal`: flows whose nodes need no rule, because nobody claims to supervise them by law. */
export function checkRules(places: Place[], shared: Shared, reporter: Reporter, internal: ReadonlySet<string>): void {
  const byId = Map.groupBy(places, (place) => place.info.id)
  for (const versions of byId.values()) checkVersions(versions)
  for (const place of places) checkLaws(place, shared)
  checkContradictions(places)
  checkNodes(places, shared, reporter, internal)
}

/** Versions of one rule follow each other; the same id in two places, or two versions at once, is an error. */
function checkVersions(places: Place[]): void {
  const sorted = [...places].sort((a, b) => a.info.fromDay - b.info.fromDay)
  for (const [k, place] of sorted.entries()) {
    const previous = sorted[k - 1]
    if (previous === undefined) continue
    place.info.earliest = false
    const { info } = place
    if (info.fromDay < previous.info.toDay) {
      const twice = info.fromDay === previous.info.fromDay
      place.source.report(
        place.path,
        twice ? 'HJ-CAT-007' : 'HJ-CAT-008',
        twice ? { zh: `规则编号 ${info.id} 用了两次`, en: `The rule id ${info.id} is used twice` } : { zh: `规则 ${info.id} 的两个版本在时间上重叠`, en: `Two versions of the rule ${info.id} overlap in time` },
        twice ? { zh: '给其中一条换一个编号', en: 'Give one of them another id' } : { zh: '给较早的版本写上 to', en: 'Give the earlier version an end (to)' },
      )
    }
  }
}

/** A law that was replaced while the rule is said to be in force: the rule needs a version for the new text. */
function checkLaws({ info, source, path }: Place, shared: Shared): void {
  for (const citation of info.basis) {
    const law = shared.laws.find((candidate) => candidate.name.zh === citation.law)
    const version = law?.versions.find((candidate) => candidate.version === citation.version)
    const end = version?.to ?? null
    if (end !== null && (info.to === null || info.to > end)) {
      source.report(
        path,
        'HJ-CAT-009',
        { zh: `规则 ${info.id} 引用的《${citation.law}》${citation.version} 版在 ${end} 失效，规则却仍在施行`, en: `The rule ${info.id} cites ${citation.law} (${citation.version}), which ceased to be in force on ${end}, while the rule goes on` },
        { zh: '为新法写一个新版本（versions）', en: 'Write a version of the rule for the new law (versions)' },
      )
    }
  }
}

/** Two periods for the same act from the same start under one article, at the same time: one of them must be wrong. */
function checkContradictions(places: Place[]): void {
  const seen = new Map<string, Place>()
  for (const place of places) {
    const { info } = place
    if (info.kind !== 'limit' || info.lengths.length === 0) continue
    const key = JSON.stringify([info.name.zh, info.node, info.nodes])
    const other = seen.get(key)
    if (other !== undefined && other.info.id !== info.id && info.fromDay < other.info.toDay && other.info.fromDay < info.toDay) {
      place.source.report(
        place.path,
        'HJ-CAT-024',
        { zh: `规则 ${info.id} 与 ${other.info.id} 管同一件事`, en: `The rules ${info.id} and ${other.info.id} govern the same thing` },
        { zh: '合并，或写明各自的适用条件', en: 'Merge them, or state when each applies' },
      )
    }
    seen.set(key, place)
  }
}

/** A node that no rule touches must say why; one that says why must not be touched. */
function checkNodes(places: Place[], shared: Shared, reporter: Reporter, internal: ReadonlySet<string>): void {
  const touched = new Set(places.flatMap((place) => place.info.nodes))
  const source = new Map(places.map((place) => [place.info.flow, place.source.name]))
  for (const node of shared.nodes.values()) {
    if (node.auxiliary || internal.has(node.flow)) continue
    const file = source.get(node.flow) ?? node.flow
    if (!touched.has(node.code) && node.unarmed === null) {
      reporter.add(file, 1, 'HJ-CAT-025', { zh: `节点 ${node.code} 没有规则，也没有写原因`, en: `The node ${node.code} has no rule and no reason why` }, { zh: '写上规则，或写 unarmed 说明原因', en: 'Write a rule, or give the reason under unarmed' })
    } else if (touched.has(node.code) && node.unarmed !== null) {
      reporter.add(file, 1, 'HJ-CAT-026', { zh: `节点 ${node.code} 已有规则，unarmed 的说明过时了`, en: `The node ${node.code} has rules; its unarmed reason is out of date` }, { zh: '删去 unarmed', en: 'Remove unarmed' })
    }
  }
}

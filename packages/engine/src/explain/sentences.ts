/** The trace of a verdict in sentences: one fact a sentence, with the article behind it. */
import type { Catalogue } from '../catalogue/model.ts'
import type { Citation, ExtensionFault, TraceStep } from '../trace.ts'
import type { Verdict } from '../verdict.ts'
import type { Language } from './words.ts'
import { citationWords, dateWords, durationWords } from './words.ts'

/** Sentences in both languages, in the order of the sum; the first says the result. */
export function explain(catalogue: Catalogue, verdict: Verdict): { zh: string[]; en: string[] } {
  const tell = (language: Language): string[] => {
    const speaker = new Speaker(catalogue, language)
    const end = language === 'zh' ? '。' : '.'
    return [`${verdict.message[language]}${end}`, ...verdict.trace.map((step) => speaker.say(step)).filter((sentence) => sentence !== '')]
  }
  return { zh: tell('zh'), en: tell('en') }
}

const faultWords: Record<ExtensionFault, Record<Language, string>> = {
  late: { zh: '在期满之后才批准', en: 'it was granted after expiry' },
  level: { zh: '批准的层级不够', en: 'it was not granted by the level that the law names' },
  ground: { zh: '没有法定事由', en: 'there is no statutory ground' },
  sequence: { zh: '没有先经过前一次延长', en: 'the extension that must come first was not granted' },
  tooLong: { zh: '超过了可以延长的长度', en: 'it is longer than the law allows' },
  repeated: { zh: '延长次数已经用完', en: 'it was already granted as often as the law allows' },
}

class Speaker {
  readonly #catalogue: Catalogue
  readonly #zh: boolean
  readonly #language: Language

  constructor(catalogue: Catalogue, language: Language) {
    this.#catalogue = catalogue
    this.#language = language
    this.#zh = language === 'zh'
  }

  say(step: TraceStep): string {
    const zh = this.#zh
    switch (step.step) {
      case 'start':
        return zh
          ? `${this.#when(step.event.at)} ${this.#node(step.event.node)}，${step.dayCounted ? '当日计入' : '当日（时）不计'}。`
          : `${this.#node(step.event.node)} on ${this.#when(step.event.at)}; that ${step.date.length > 10 ? 'moment' : 'day'} ${step.dayCounted ? 'counts' : 'does not count'}.`
      case 'reset':
        return zh ? `${this.#date(step.date)} ${step.name.zh}，期限重新计算${this.#cited(step.basis)}。` : `${step.name.en} on ${this.#date(step.date)}: the period starts anew${this.#cited(step.basis)}.`
      case 'length':
        return this.#length(step)
      case 'excluded':
        return this.#excluded(step)
      case 'extension':
        return this.#extension(step)
      case 'rollOver':
        return this.#rollOver(step)
      case 'readings':
        return zh ? `法律有两种读法：较早的到 ${this.#date(step.strict)}，较晚的到 ${this.#date(step.lenient)}。` : `The law is read in two ways: until ${this.#date(step.strict)} or until ${this.#date(step.lenient)}.`
      case 'due':
        return zh ? `到期 ${this.#date(step.date)}。` : `Due ${this.#date(step.date)}.`
      case 'paused':
        return zh ? `自 ${this.#date(step.since)} 停止计算。` : `The clock has stood still since ${this.#date(step.since)}.`
      case 'closed':
        if (step.recording === true) return zh ? `${this.#node(step.event.node)}已经录入。` : `${this.#node(step.event.node)} was recorded.`
        return zh ? `${this.#when(step.event.at)} ${this.#node(step.event.node)}。` : `${this.#node(step.event.node)} on ${this.#when(step.event.at)}.`
      case 'excused':
        return zh ? `${step.name.zh}，可以迟延${this.#cited(step.basis)}。` : `${step.name.en}: the delay is allowed${this.#cited(step.basis)}.`
      case 'open':
        // Of custody no single act is awaited: another ground or release.
        if (step.awaited.length === 0) return zh ? '还没有续接或者释放的记录。' : 'There is no record yet of another ground or of release.'
        return zh ? `还没有${step.awaited.map((code) => `“${this.#node(code)}”`).join('或')}的记录。` : `There is no record yet of ${step.awaited.map((code) => `"${this.#node(code)}"`).join(' or ')}.`
      case 'compared':
        return this.#compared(step)
      case 'count':
        return zh ? `共 ${step.number} 次，界限是 ${step.bound} 次。` : `${step.number} in all; the bound is ${step.bound}.`
      case 'level':
        return zh ? `批准层级是“${step.found}”，法律要求“${step.wanted.join('”或“')}”。` : `The level was "${step.found}"; the law asks for "${step.wanted.join('" or "')}".`
      case 'fact':
        return this.#fact(step)
      case 'reversal':
        return zh
          ? `${this.#when(step.event.at)} ${this.#node(step.event.node)}的${step.why === 'late' ? '补录' : step.why === 'correction' ? '更正' : '撤回'}使 ${step.verdicts.join('、')} 的违法判定消失。`
          : `The ${step.why === 'late' ? 'late record' : step.why} of ${this.#node(step.event.node)} on ${this.#when(step.event.at)} made the breach of ${step.verdicts.join(', ')} disappear.`
    }
  }

  #length(step: TraceStep & { step: 'length' }): string {
    const words = durationWords(step.length, this.#language)
    const label = step.label === undefined ? '' : this.#zh ? `（${step.label.zh}）` : ` (${step.label.en})`
    if (step.length.amount < 0) return this.#zh ? `提前 ${words}，至迟 ${this.#date(step.date)}${this.#cited(step.basis)}。` : `At least ${words} before: by ${this.#date(step.date)}${this.#cited(step.basis)}.`
    const until = step.date === '' ? '' : this.#zh ? `，到 ${this.#date(step.date)}` : `, until ${this.#date(step.date)}`
    return this.#zh ? `期限 ${words}${label}${until}${this.#cited(step.basis)}。` : `The period is ${words}${label}${until}${this.#cited(step.basis)}.`
  }

  #excluded(step: TraceStep & { step: 'excluded' }): string {
    const name = step.name[this.#language]
    if (step.toDate === null) return this.#zh ? `${name}从 ${this.#date(step.fromDate)} 开始，还没有结束，不计入${this.#cited(step.basis)}。` : `${name} since ${this.#date(step.fromDate)} has not ended and does not count${this.#cited(step.basis)}.`
    return this.#zh
      ? `${name} ${this.#date(step.fromDate)} 至 ${this.#date(step.toDate)}，${step.days} 天不计入${this.#cited(step.basis)}。`
      : `${name} from ${this.#date(step.fromDate)} to ${this.#date(step.toDate)}: ${step.days} days do not count${this.#cited(step.basis)}.`
  }

  #extension(step: TraceStep & { step: 'extension' }): string {
    const granted = this.#zh ? `${this.#when(step.event.at)} 批准延长` : `An extension was granted on ${this.#when(step.event.at)}`
    if (step.valid === true) return this.#zh ? `${granted}，有效，到 ${this.#date(step.date)}${this.#cited(step.basis)}。` : `${granted}; it is valid, until ${this.#date(step.date)}${this.#cited(step.basis)}.`
    if (step.valid === null) return this.#zh ? `${granted}，是否有效无法判断${this.#cited(step.basis)}。` : `${granted}; whether it is valid cannot be judged${this.#cited(step.basis)}.`
    const fault = faultWords[step.fault ?? 'ground'][this.#language]
    return this.#zh ? `${granted}，${fault}，不起作用${this.#cited(step.basis)}。` : `${granted}; ${fault}, so it has no effect${this.#cited(step.basis)}.`
  }

  #rollOver(step: TraceStep & { step: 'rollOver' }): string {
    const zh = this.#zh
    switch (step.why) {
      case 'working-day':
      case 'rule':
        return ''
      case 'custody':
        return zh ? `末日逢节假日；在押，不顺延${this.#cited(step.basis)}。` : `The last day is a day off; in custody it does not roll over${this.#cited(step.basis)}.`
      case 'holiday':
        return zh
          ? `末日 ${this.#date(step.fromDate)} 逢${this.#holiday(step) ?? '休息日'}，顺延到 ${this.#date(step.date)}${this.#cited(step.basis)}。`
          : `The last day ${this.#date(step.fromDate)} is a day off${this.#holiday(step) === null ? '' : ` (${this.#holiday(step)})`}; it rolls over to ${this.#date(step.date)}${this.#cited(step.basis)}.`
      case 'unknown-custody':
        return zh ? '末日逢节假日；是否在押没有记录，能否顺延不能确定。' : 'The last day is a day off; custody is not recorded, so whether it rolls over is open.'
      case 'no-calendar':
        return zh ? '该年的节假日安排还没有载入，末日暂不顺延。' : 'The calendar of that year is not loaded yet; the last day is taken as it stands.'
    }
  }

  #holiday(step: TraceStep & { step: 'rollOver' }): string | null {
    return step.days.find((day) => day.name !== '')?.name ?? null
  }

  #compared(step: TraceStep & { step: 'compared' }): string {
    if (step.role === 'counted') return this.#zh ? `期限 ${this.#date(step.date ?? '')} 届满。` : `The period ends ${this.#date(step.date ?? '')}.`
    if (step.event === null) return this.#zh ? '没有找到对应的记录。' : 'No such record was found.'
    return this.#zh ? `对应的是 ${this.#when(step.event.at)} 的“${this.#node(step.event.node)}”。` : `It is compared with "${this.#node(step.event.node)}" on ${this.#when(step.event.at)}.`
  }

  #fact(step: TraceStep & { step: 'fact' }): string {
    const name = this.#catalogue.attributes.attributes[step.fact]?.name[this.#language] ?? step.fact
    if (step.value === null) return this.#zh ? `没有“${name}”的记录。` : `"${name}" is not recorded.`
    const value = typeof step.value === 'boolean' ? (this.#zh ? (step.value ? '是' : '否') : step.value ? 'yes' : 'no') : String(step.value)
    return this.#zh ? `${name}：${value}。` : `${name}: ${value}.`
  }

  #cited(basis: Citation[]): string {
    if (basis.length === 0) return ''
    const articles = basis.map((citation) => citationWords(citation, this.#language))
    return this.#zh ? `（${articles.join('，')}）` : ` (${articles.join(', ')})`
  }

  #node(code: string): string {
    return this.#catalogue.nodes.get(code)?.name[this.#language] ?? code
  }

  #date(text: string): string {
    return dateWords(text, this.#language)
  }

  #when(text: string): string {
    return dateWords(text, this.#language)
  }
}

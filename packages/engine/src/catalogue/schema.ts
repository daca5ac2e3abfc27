/**
 * The shape of a catalogue on disk: what a lawyer may write in YAML.
 *
 * Everything is closed: an unknown key is an error, so that a misspelt word never silently switches a rule off.
 * `docs/catalogue.md` explains each word with examples; `lint.ts` checks what a shape alone cannot say.
 */
import Type from 'typebox'
import type { Static } from 'typebox'

const closed = { additionalProperties: false } as const

/** A date of the calendar, `YYYY-MM-DD`. */
const IsoDate = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })

/** A text in both languages. Chinese first: it is the language of the law that is being applied. */
export const Text = Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, closed)
export type Text = Static<typeof Text>

/** `12 h`, `3 d`, `5 wd` (working days), `1 mo`, `1.5 mo` (a month and half a month), `2 y`. */
export const DurationText = Type.String({ pattern: '^\\d+(\\.5)? (h|d|wd|mo|y)$' })

/** `刑事诉讼法 91`, `刑事诉讼法 91.2` (paragraph 2), `监狱法 37`. The law is named by its id or its Chinese name in laws.yaml. */
export const Citation = Type.String({ pattern: '^\\S+ \\d+(-\\d+)?(\\.\\d+)?$' })
const Basis = Type.Array(Citation, { minItems: 1 })

const Scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean()])

/**
 * A predicate: every entry must hold. Ordinary keys name attributes (`crime`, `actor.level`, `docNo`);
 * the value is a scalar (equals), a list (one of) or a test: is, in, not, gt, gte, lt, lte (a number, or `{attr: other}`),
 * present; `else` says what absence means, without it absence is "unknown" and the rule answers not_evaluated.
 * Reserved keys:
 *   any / all / none     lists of predicates
 *   earlier / notEarlier a selector: such an event happened (did not happen) before this one
 *   since                { event: selector, lt | gte: duration }: time since the latest such event before this one
 *   level                { atLeast | oneOf }: level of the actor
 * Checked by predicates.ts, because its keys are open.
 */
const Predicate = Type.Record(Type.String(), Type.Unknown())

/** `P04-N02`, `P05-N01[提请]` (the act of a node that covers several), `{node, where}`, or a list of these (any of them). */
const SelectorItem = Type.Union([
  Type.String(),
  Type.Object({ node: Type.String(), where: Type.Optional(Predicate) }, closed),
])
export const Selector = Type.Union([SelectorItem, Type.Array(SelectorItem, { minItems: 1 })])

const Level = Type.Union([
  Type.Object({ atLeast: Type.String() }, closed),
  Type.Object({ oneOf: Type.Array(Type.String(), { minItems: 1 }) }, closed),
])

/** `newDuty`: the law asked for nothing of the kind before `from`; earlier acts get no verdict. Without it they are `not_evaluated`, for want of the older text. */
export const InForce = Type.Object({ from: IsoDate, to: Type.Optional(IsoDate), newDuty: Type.Optional(Type.Literal(true)) }, closed)
export type InForce = Static<typeof InForce>

export const ruleId = Type.String({ pattern: '^[A-Z]{2,6}-\\d{3}[a-z]?$' })

/** Fields that every rule has. Those of `defaults` in the flow file apply where a rule leaves them out. */
const common = {
  id: ruleId,
  name: Text,
  /** The node under which the rule is shown; by default the node of the act that is judged. */
  node: Type.Optional(Type.String()),
  basis: Basis,
  inForce: Type.Optional(InForce),
  /** Dated versions: each overrides fields of the rule and says when it applies. Replaces inForce. */
  versions: Type.Optional(Type.Array(Type.Record(Type.String(), Type.Unknown()), { minItems: 1 })),
  per: Type.Optional(Type.Union([Type.Literal('subject'), Type.Literal('case'), Type.Literal('chain')])),
  /** What a breach is called. Thresholds that no law gives may only be `warning`. */
  breach: Type.Optional(Type.Union([Type.Literal('violation'), Type.Literal('warning')])),
  /** Only of rules of the platform: the switch in `internal/platform.yaml` that says from when it holds. */
  switch: Type.Optional(Type.String()),
  /** The rule applies only where this holds of the anchor event. */
  when: Type.Optional(Predicate),
  /** What the officer can do now, in one plain sentence each. */
  advice: Type.Optional(Text),
  /** A remark for the reader of the catalogue: disputed readings, thresholds without law. */
  note: Type.Optional(Text),
}

/**
 * Rules whose breach an act cannot put right afterwards may stop it: whoever asks before the act is told "deny". Limits have
 * no such word, for a late act must still be done.
 */
const stopping = { ...common, intercept: Type.Optional(Type.Literal('deny')) }

/** A length that a fact states: `{attr: prevReduceMonths, unit: mo}`, the whole of it or a share (half of the original term), at most `max`. */
const Measured = Type.Object(
  {
    attr: Type.String(),
    unit: Type.Union([Type.Literal('h'), Type.Literal('d'), Type.Literal('wd'), Type.Literal('mo'), Type.Literal('y')]),
    share: Type.Optional(Type.Union([Type.Literal('1/2'), Type.Literal('1/3'), Type.Literal('2/3')])),
    max: Type.Optional(Type.Number()),
  },
  closed,
)
const Length = Type.Union([DurationText, Measured])
export type LengthSource = Static<typeof Length>

const Branch = Type.Object(
  {
    when: Type.Optional(Predicate),
    within: Length,
    basis: Type.Optional(Basis),
    label: Type.Optional(Text),
  },
  closed,
)

/** How much an extension adds: fixed, or as granted in an attribute and at most so much. */
const Grant = Type.Union([
  DurationText,
  Type.Object(
    {
      attr: Type.String(),
      unit: Type.Union([Type.Literal('h'), Type.Literal('d'), Type.Literal('mo')]),
      max: Type.Optional(Type.Number()),
      /** Used when the attribute is missing and the law knows only one amount. */
      default: Type.Optional(Type.Number()),
    },
    closed,
  ),
])

const Extension = Type.Object(
  {
    id: common.id,
    name: Text,
    event: Selector,
    /** Which of several extensions that share one event this is. */
    when: Type.Optional(Predicate),
    /** Added to the end of the running period. */
    add: Type.Optional(Grant),
    /** Or: the new length of the whole period, counted from its start. */
    total: Type.Optional(Grant),
    grantedBy: Type.Optional(Level),
    /** The statutory ground; false makes the extension void. */
    ground: Type.Optional(Predicate),
    /** Extensions that must have been validly granted before. */
    after: Type.Optional(Type.Array(Type.String())),
    /** How often it may be granted on one clock (default 1). */
    times: Type.Optional(Type.Integer({ minimum: 1 })),
    basis: Basis,
    advice: Type.Optional(Text),
    /** The request for the extension, due so long before the end of the period. */
    request: Type.Optional(
      Type.Object(
        {
          id: common.id,
          name: Text,
          event: Selector,
          ahead: DurationText,
          breach: common.breach,
          basis: Basis,
          advice: Type.Optional(Text),
        },
        closed,
      ),
    ),
  },
  closed,
)

const RollOver = Type.Union([
  Type.Literal('none'),
  /** to the next working day */
  Type.Literal('next'),
  /** both readings are argued: unrolled is strict, rolled is lenient */
  Type.Literal('readings'),
  /** none while the person is in custody, next otherwise; needs the attribute `custody` */
  Type.Literal('custody'),
])

const limit = Type.Object(
  {
    ...common,
    kind: Type.Literal('limit'),
    start: Selector,
    /** A date told in a fact of the starting event, from which the period runs instead of from the day of the event. */
    startOn: Type.Optional(Type.String()),
    /** What stops the clock in time; `recording` is the recording of the starting event itself. */
    end: Selector,
    within: Type.Optional(Length),
    branches: Type.Optional(Type.Array(Branch, { minItems: 1 })),
    computation: Type.Optional(Type.String()),
    rollOver: Type.Optional(RollOver),
    excludes: Type.Optional(Type.Array(Type.Object({ start: Selector, end: Selector, name: Text, basis: Basis }, closed))),
    extends: Type.Optional(Type.Array(Extension)),
    /** Grounds on which the law itself excuses a late act, tested on the act that closes the clock. */
    excused: Type.Optional(Type.Array(Type.Object({ when: Predicate, name: Text, basis: Basis }, closed), { minItems: 1 })),
    resets: Type.Optional(Type.Array(Type.Object({ event: Selector, name: Text, basis: Basis }, closed))),
    /** A right of a party: never used is no breach; used without its start recorded is not_evaluated. */
    right: Type.Optional(Type.Boolean()),
    /** When reminders begin, before the end. Default: the catalogue's. */
    remind: Type.Optional(Type.Array(DurationText, { minItems: 1 })),
  },
  closed,
)

const notBefore = Type.Object(
  {
    ...stopping,
    kind: Type.Literal('notBefore'),
    event: Selector,
    after: Selector,
    /** A date told in a fact of that earlier event, from which the wait runs. */
    startOn: Type.Optional(Type.String()),
    wait: Type.Optional(Length),
    branches: Type.Optional(Type.Array(Branch, { minItems: 1 })),
    computation: Type.Optional(Type.String()),
    pick: Type.Optional(Type.Union([Type.Literal('first'), Type.Literal('last')])),
  },
  closed,
)

const lead = Type.Object(
  {
    ...stopping,
    kind: Type.Literal('lead'),
    event: Selector,
    act: Selector,
    ahead: DurationText,
    computation: Type.Optional(Type.String()),
    /** Each event needs an act of its own, after the previous event. */
    each: Type.Optional(Type.Boolean()),
  },
  closed,
)

const order = Type.Object({ ...stopping, kind: Type.Literal('order'), first: Selector, then: Selector }, closed)

const required = Type.Object(
  {
    ...stopping,
    kind: Type.Literal('required'),
    event: Selector,
    needs: Selector,
    /** Only acts after the latest of these count. */
    since: Type.Optional(Selector),
  },
  closed,
)

const count = Type.Object(
  {
    ...stopping,
    kind: Type.Literal('count'),
    event: Selector,
    atMost: Type.Optional(Type.Integer({ minimum: 0 })),
    atLeast: Type.Optional(Type.Integer({ minimum: 1 })),
    /** With atLeast: the event by which there must be so many. */
    by: Type.Optional(Selector),
  },
  closed,
)

const gap = Type.Object(
  { ...stopping, kind: Type.Literal('gap'), event: Selector, previous: Selector, atLeast: DurationText, computation: Type.Optional(Type.String()) },
  closed,
)

const authority = Type.Object({ ...stopping, kind: Type.Literal('authority'), event: Selector, level: Level }, closed)

const separation = Type.Object(
  {
    ...stopping,
    kind: Type.Literal('separation'),
    event: Selector,
    /** Another act that must be done by another person … */
    other: Type.Optional(Selector),
    /** … or the number of officers who must take part, and the attribute that tells it. */
    persons: Type.Optional(Type.Object({ attr: Type.String(), atLeast: Type.Integer({ minimum: 2 }) }, closed)),
  },
  closed,
)

const condition = Type.Object({ ...stopping, kind: Type.Literal('condition'), event: Selector, must: Predicate }, closed)

const pattern = Type.Object({ ...common, kind: Type.Literal('pattern'), event: Selector, signal: Predicate }, closed)

/** The closed set of rule kinds. A new kind is added here, and the compiler then names every place that must know it. */
export const ruleSchemas = { limit, notBefore, lead, order, required, count, gap, authority, separation, condition, pattern }
export type RuleKind = keyof typeof ruleSchemas
export type RuleSource<K extends RuleKind = RuleKind> = Static<(typeof ruleSchemas)[K]>

const Agency = Type.Union(
  (['police', 'procuratorate', 'court', 'prison', 'justice', 'administrative', 'committee', 'other'] as const).map((a) => Type.Literal(a)),
)

export const Node = Type.Object(
  {
    code: Type.String({ minLength: 1 }),
    name: Text,
    agency: Type.Optional(Agency),
    /** Acts that the node covers, told apart by the attribute `act`. */
    acts: Type.Optional(Type.Array(Type.String())),
    role: Type.Optional(Text),
    document: Type.Optional(Text),
    /** Who is told of the act (告知、送达对象). */
    told: Type.Optional(Text),
    /** What makes the act complete: the record or signature without which it does not count as done. */
    complete: Type.Optional(Text),
    /** Nodes that usually follow; by default the next one in the list. */
    next: Type.Optional(Type.Array(Type.String())),
    /** Where the person stands from this act on; `act` where only one of the node's acts does it. */
    standing: Type.Optional(
      Type.Object({ is: Type.Union([Type.Literal('custody'), Type.Literal('bail'), Type.Literal('surveillance'), Type.Literal('free')]), act: Type.Optional(Type.String()) }, closed),
    ),
    /** Why no rule supervises the node. */
    unarmed: Type.Optional(Text),
  },
  closed,
)

export const FlowFile = Type.Object(
  {
    flow: Type.String(),
    name: Text,
    agency: Agency,
    defaults: Type.Optional(
      Type.Object(
        { computation: Type.Optional(Type.String()), per: common.per, inForce: Type.Optional(InForce), rollOver: Type.Optional(RollOver) },
        closed,
      ),
    ),
    nodes: Type.Array(Node, { minItems: 1 }),
    /** Acts that clocks need but that are not supervised nodes of their own. */
    auxiliary: Type.Optional(Type.Array(Node)),
    /** Each is checked against the schema of its own kind, so that errors name the right words. */
    rules: Type.Array(Type.Record(Type.String(), Type.Unknown())),
  },
  closed,
)
export type FlowFile = Static<typeof FlowFile>

export const Computation = Type.Object(
  {
    name: Text,
    basis: Type.Optional(Basis),
    /** First day or hour of the period: `excluded` counts from the next one, `included` from the day of the event. */
    startDay: Type.Union([Type.Literal('excluded'), Type.Literal('included')]),
    /** A month that starts on the last day of a month: `corresponding` day, or both readings (corresponding strict, `last` lenient). */
    monthEnd: Type.Union([Type.Literal('corresponding'), Type.Literal('readings')]),
    /** Hours run `exact` to the minute; `readings`: the rest of the started hour is grey zone. */
    hours: Type.Union([Type.Literal('exact'), Type.Literal('readings')]),
    halfMonthDays: Type.Integer({ minimum: 14, maximum: 16 }),
    rollOver: RollOver,
    rollOverBasis: Type.Optional(Basis),
    /** Numbers of days that the law counts in working days, e.g. [2, 3, 5, 7]. */
    workingDays: Type.Optional(Type.Array(Type.Integer())),
  },
  closed,
)

export const CatalogueFile = Type.Object(
  {
    id: Type.String(),
    name: Text,
    /** A fixed offset such as `+08:00`, or `as-written`: the local date that each event was written with. */
    zone: Type.String({ pattern: '^(as-written|[+-]\\d{2}:\\d{2})$' }),
    computations: Type.Record(Type.String(), Computation),
    /** When reminders begin, by unit of the period. */
    remind: Type.Object({ hours: DurationText, days: DurationText, months: DurationText }, closed),
    /** Data-quality checks that apply to every flow; thresholds are the deployment's, so they only warn. */
    dataQuality: Type.Optional(
      Type.Object(
        {
          /** A correction or a late record that turns a breach into ok. */
          reversal: Type.Object({ id: common.id, name: Text, lateAfter: DurationText, advice: Type.Optional(Text) }, closed),
        },
        closed,
      ),
    ),
  },
  closed,
)
export type CatalogueFile = Static<typeof CatalogueFile>

export const LawsFile = Type.Array(
  Type.Object(
    {
      id: Type.String(),
      name: Text,
      short: Text,
      versions: Type.Array(
        Type.Object(
          { version: IsoDate, from: IsoDate, to: Type.Optional(IsoDate), articles: Type.Integer({ minimum: 0 }), document: Type.Optional(Type.String()) },
          closed,
        ),
        { minItems: 1 },
      ),
    },
    closed,
  ),
)
export type LawsFile = Static<typeof LawsFile>

export const CalendarFile = Type.Object(
  {
    year: Type.Integer(),
    /** Where the arrangement was announced. */
    source: Type.String(),
    /** Days off besides Saturdays and Sundays: date → name. */
    holidays: Type.Record(IsoDate, Type.String()),
    /** Saturdays and Sundays that are worked. */
    workdays: Type.Array(IsoDate),
  },
  closed,
)
export type CalendarFile = Static<typeof CalendarFile>

export const AttributesFile = Type.Object(
  {
    attributes: Type.Record(
      Type.String(),
      Type.Object(
        {
          type: Type.Union([Type.Literal('text'), Type.Literal('integer'), Type.Literal('boolean'), Type.Literal('date')]),
          name: Text,
          values: Type.Optional(Type.Array(Scalar)),
          unit: Type.Optional(Type.String()),
          /** The latest earlier value of the same person or case still holds. */
          carried: Type.Optional(Type.Boolean()),
          /** It tells who somebody is, and is masked: a name, an address, a number, or any text that does. */
          personal: Type.Optional(Type.Union([Type.Literal('name'), Type.Literal('address'), Type.Literal('number'), Type.Literal('text')])),
          /** Who may see the matter depends on it: `secrecy` (`values` from the lowest rank up), `juvenile` where it is true. */
          guards: Type.Optional(Type.Union([Type.Literal('secrecy'), Type.Literal('juvenile')])),
        },
        closed,
      ),
    ),
    /** Ladders of authority, lowest first. */
    levels: Type.Record(Type.String(), Type.Array(Type.String(), { minItems: 1 })),
    /** Levels that depend on the handling agency: 上一级检察院 + 县级 = 市级检察院. */
    relativeLevels: Type.Optional(Type.Record(Type.String(), Type.Record(Type.String(), Type.String()))),
  },
  closed,
)
export type AttributesFile = Static<typeof AttributesFile>

/** A golden case: events, and the verdicts that the law gives them, written out by hand. */
export const CasesFile = Type.Array(
  Type.Object(
    {
      id: Type.String(),
      title: Type.String(),
      events: Type.Array(Type.Record(Type.String(), Type.Unknown()), { minItems: 1 }),
      asOf: Type.Optional(Type.String()),
      expect: Type.Array(
        Type.Object(
          {
            rule: Type.String(),
            outcome: Type.Union([
              Type.Literal('ok'),
              Type.Literal('pending'),
              Type.Literal('warning'),
              Type.Literal('violation'),
              Type.Literal('not_evaluated'),
              /** no verdict of this rule at all */
              Type.Literal('none'),
            ]),
            due: Type.Optional(Type.Union([Type.String(), Type.Null()])),
            anchor: Type.Optional(Type.String()),
          },
          closed,
        ),
        { minItems: 1 },
      ),
      /** The articles that decide the case. */
      basis: Type.Optional(Type.Union([Type.String(), Type.Array(Type.String())])),
      note: Type.Optional(Type.String()),
    },
    closed,
  ),
)
export type CasesFile = Static<typeof CasesFile>

/** Templates of letters as data: what they are called, how they are numbered, what stands in them. */
import type { CatalogueProblem } from '@hengjian/engine'
import { Reporter, SourceFile } from '@hengjian/engine'
import Type from 'typebox'
import type { Static } from 'typebox'

const closed = { additionalProperties: false } as const

/** What a template may ask for, beside fields of the form (`{field:note}`). A paragraph that asks for something that is not there is left out. */
export const placeholders = ['unit', 'matter', 'caseNo', 'rule', 'message', 'basis', 'assignee', 'act', 'issuer', 'issuerUnit'] as const
export type Placeholder = (typeof placeholders)[number]

export const Template = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z-]*$' }),
    name: Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, closed),
    /** `{year}` and `{n}`, the running number of the year */
    number: Type.String({ pattern: '\\{year\\}.*\\{n\\}' }),
    title: Type.String({ minLength: 1 }),
    to: Type.String({ minLength: 1 }),
    body: Type.Array(Type.String({ minLength: 1 }), { minItems: 1 }),
    /** the slip that the receiver signs and sends back */
    receipt: Type.Boolean(),
  },
  closed,
)
export type Template = Static<typeof Template>

/** `files`: path → text. A template with problems is left out. */
export function readTemplates(files: Readonly<Record<string, string>>): { templates: Map<string, Template>; problems: CatalogueProblem[] } {
  const reporter = new Reporter()
  const templates = new Map<string, Template>()
  for (const [path, text] of Object.entries(files)) {
    const source = new SourceFile(path, text, reporter)
    const template = source.value === null ? null : source.shaped(Template, source.value)
    if (template === null) continue
    for (const [k, line] of [template.to, ...template.body].entries()) {
      for (const asked of askedBy(line)) {
        if (asked.startsWith('field:') || placeholders.some((known) => known === asked)) continue
        source.report(k === 0 ? ['to'] : ['body', k - 1], 'HJ-CAT-033', { zh: `文书模板不认识“{${asked}}”`, en: `A template knows no "{${asked}}"` }, { zh: `可用的有：${placeholders.join('、')}、field:表单项`, en: `There are: ${placeholders.join(', ')}, field:name of a field` })
      }
    }
    templates.set(template.id, template)
  }
  return { templates, problems: reporter.problems }
}

export const askedBy = (line: string): string[] => [...line.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name as string)

/** The line filled in; null where something that it asks for is not there. */
export function fill(line: string, value: (name: string) => string | null): string | null {
  if (askedBy(line).some((name) => value(name) === null)) return null
  return line.replaceAll(/\{([^{}]+)\}/g, (_, name: string) => value(name) ?? '')
}

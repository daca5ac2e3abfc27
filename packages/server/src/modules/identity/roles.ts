/** Roles and permissions as `catalog/internal/roles.yaml` has them, and the rules of sign-in beside it: read once, checked, handed down. */
import type { RoleView, RolesView } from '@hengjian/contracts'
import type { Text } from '@hengjian/engine'
import Type from 'typebox'
import type { Static } from 'typebox'
import { readInternal } from '../../internal-file.ts'
import { ConfigError } from '../../problem.ts'

const strict = { additionalProperties: false }
const Words = Type.Object({ zh: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) }, strict)
const Count = Type.Integer({ minimum: 1 })

/** How far a role reaches, the narrowest first. */
export const widths = ['own', 'unit', 'agency', 'place', 'all'] as const
export type Width = (typeof widths)[number]

const RolesFile = Type.Object(
  {
    areas: Type.Array(Type.Object({ id: Type.String(), name: Words, permissions: Type.Record(Type.String(), Words) }, strict)),
    everyone: Type.Array(Type.String()),
    clients: Type.Array(Type.String()),
    separate: Type.Array(Type.Array(Type.String())),
    secrecy: Type.Array(Type.String()),
    unmasking: Type.Object({ minutes: Count, reason: Count }, strict),
    roles: Type.Array(
      Type.Object({ id: Type.String({ pattern: '^[a-z][a-z-]*$' }), name: Words, does: Words, totp: Type.Optional(Type.Boolean()), sees: Type.Enum([...widths]), permissions: Type.Array(Type.String()) }, strict),
    ),
  },
  strict,
)

const SignInRules = Type.Object(
  {
    password: Type.Object({ length: Count, classes: Type.Integer({ minimum: 1, maximum: 4 }), phrase: Count, history: Type.Integer({ minimum: 0 }), days: Type.Union([Count, Type.Null()]), firstDays: Count, score: Type.Integer({ minimum: 0, maximum: 4 }), common: Type.Array(Type.String()) }, strict),
    lock: Type.Object({ failures: Count, minutes: Count }, strict),
    attempts: Type.Object({ perMinute: Count }, strict),
    session: Type.Object({ idleMinutes: Count, absoluteHours: Count }, strict),
    proof: Type.Object({ permissions: Type.Array(Type.String()), minutes: Count }, strict),
    signature: Type.Object({ windowSeconds: Count }, strict),
    key: Type.Object({ overlapDays: Type.Integer({ minimum: 0 }) }, strict),
    sso: Type.Object({ scope: Type.String({ minLength: 1 }), employee: Type.Union([Type.String({ minLength: 1 }), Type.Null()]), createAccounts: Type.Boolean(), secondFactor: Type.Enum(['idp', 'ours']), amr: Type.Array(Type.String()) }, strict),
  },
  strict,
)
export type SignInRules = Static<typeof SignInRules>

export interface Roles {
  /** every permission that exists */
  all: ReadonlySet<string>
  /** what an interface client may be given */
  forClients: ReadonlySet<string>
  view: RolesView
  nameOf(role: string): Text
  has(role: string): boolean
  /** permissions of somebody who holds these roles; none for an unknown role */
  permissionsOf(roles: readonly string[]): ReadonlySet<string>
  asksTotp(roles: readonly string[]): boolean
  /** how far the role reaches; only one's own for an unknown one */
  widthOf(role: string): Width
  /** ranks of secrecy, the lowest first */
  secrecy: readonly string[]
  unmasking: { minutes: number; reason: number }
  /** two of these roles that exclude each other (三员分立); null where none do */
  conflict(roles: readonly string[]): [string, string] | null
}

export interface InternalRules {
  roles: Roles
  signIn: SignInRules
}

/** Throws HJ-CFG-008 with the file and the place. */
export async function loadInternalRules(folder: string): Promise<InternalRules> {
  const [roles, signIn] = await Promise.all([readInternal(folder, 'roles.yaml', RolesFile), readInternal(folder, 'sign-in.yaml', SignInRules)])
  const compiled = compileRoles(roles)
  const unknown = signIn.proof.permissions.find((permission) => !compiled.all.has(permission))
  if (unknown !== undefined) throw new ConfigError('HJ-CFG-008', `sign-in.yaml: ${unknown}`)
  return { roles: compiled, signIn }
}

function compileRoles(file: Static<typeof RolesFile>): Roles {
  const all = new Set(file.areas.flatMap((area) => Object.keys(area.permissions).map((verb) => `${area.id}.${verb}`)))
  const roles = new Map(file.roles.map((role) => [role.id, role]))
  const unknown = [...file.everyone, ...file.clients, ...file.roles.flatMap((role) => role.permissions)].find((permission) => !all.has(permission)) ?? file.separate.flat().find((role) => !roles.has(role))
  if (unknown !== undefined) throw new ConfigError('HJ-CFG-008', `roles.yaml: ${unknown}`)
  const excludes = (role: string): string[] => file.separate.filter((group) => group.includes(role)).flat().filter((other) => other !== role)
  const views: RoleView[] = file.roles.map(({ id, name, does, permissions, sees, totp = false }) => ({ id, name, does, permissions, totp, sees, excludes: excludes(id) }))
  return {
    all,
    forClients: new Set(file.clients),
    view: {
      roles: views,
      areas: file.areas.map(({ id, name, permissions }) => ({ id, name, permissions: Object.entries(permissions).map(([verb, words]) => ({ id: `${id}.${verb}`, name: words })) })),
      everyone: file.everyone,
      clients: file.clients,
      secrecy: file.secrecy,
    },
    nameOf: (role) => roles.get(role)?.name ?? { zh: role, en: role },
    has: (role) => roles.has(role),
    permissionsOf: (held) => new Set([...file.everyone, ...held.flatMap((role) => roles.get(role)?.permissions ?? [])]),
    widthOf: (role) => roles.get(role)?.sees ?? 'own',
    secrecy: file.secrecy,
    unmasking: file.unmasking,
    asksTotp: (held) => held.some((role) => roles.get(role)?.totp === true),
    conflict: (held) => {
      for (const role of held) {
        const other = excludes(role).find((excluded) => held.includes(excluded))
        if (other !== undefined) return [role, other]
      }
      return null
    },
  }
}

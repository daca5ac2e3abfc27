/**
 * The description of the interface (OpenAPI): beside what each route says of itself, what is the same for all of them:
 * who may, how one shows who one is, and which refusals to expect.
 */
import type { FastifySchema, RouteOptions } from 'fastify'
import { permissionsOf } from './actor.ts'
import * as Schema from './schemas.ts'

/** Ways to show who asks. */
const schemes = {
  key: { type: 'http', scheme: 'bearer', description: '接口客户的密钥。Key of an interface client.' },
  session: { type: 'apiKey', in: 'cookie', name: 'hengjian', description: '登录后的会话。Session of somebody who has signed in.' },
} as const

interface Described {
  schema: FastifySchema
  url: string
  route: RouteOptions
}

type Answers = Record<string, unknown>

/** Refusals that follow from what the route is; its own words about one come first. */
function refusals({ schema, route }: Described): Answers {
  const isOpen = permissionsOf(route.config).includes('public')
  const isChecked = [schema.body, schema.querystring, schema.params, route.config?.accepts].some((part) => part !== undefined)
  return {
    ...(isChecked ? { 400: Schema.Problem } : {}),
    ...(isOpen ? {} : { 401: Schema.Problem, 403: Schema.Problem }),
    ...(schema.params === undefined ? {} : { 404: Schema.Problem }),
    500: Schema.Problem,
  }
}

function transform(described: Described): { schema: FastifySchema; url: string } {
  const { schema, url, route } = described
  if (!url.startsWith('/api/') || schema?.hide === true) return { schema: { ...schema, hide: true }, url }
  const permissions = permissionsOf(route.config)
  const isPublic = permissions.includes('public')
  const accepts = route.config?.accepts
  return {
    url,
    schema: {
      ...schema,
      ...(accepts === undefined ? {} : { body: accepts }),
      tags: [permissions[0]?.split('.', 1)[0] ?? ''],
      security: isPublic ? [] : [{ session: [] }, { key: [] }],
      ...(isPublic ? {} : { 'x-permissions': permissions }),
      response: { ...refusals(described), ...(schema.response as Answers | undefined) },
    },
  }
}

export const description = {
  openapi: {
    openapi: '3.1.0',
    info: { title: '衡鉴 Hengjian', version: '1', description: '接入说明见 docs/integration.md；错误是 RFC 9457 问题文档，代码见 /api/errors。 Integration: docs/integration.md. Errors are RFC 9457 problem documents; /api/errors lists the codes.' },
    components: { securitySchemes: schemes },
  },
  transform,
}

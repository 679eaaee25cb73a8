// The maker's request schemas, as far as the tests check them: names, types, ranges, choices.

import { readFileSync } from 'node:fs'

type Property = {
  readonly type?: string | readonly string[]
  readonly minimum?: number
  readonly maximum?: number
  readonly enum?: readonly unknown[]
  readonly pattern?: string
  readonly default?: unknown
}

type Schema = { readonly properties: Readonly<Record<string, Property>>; readonly required?: readonly string[] }
type OpenApi = {
  readonly paths: Readonly<
    Record<
      string,
      {
        readonly post?: {
          readonly requestBody: { readonly content: { readonly 'application/json': { readonly schema: { readonly $ref: string } } } }
        }
      }
    >
  >
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> }
}

const api = JSON.parse(readFileSync(new URL('../fixtures/flux-openapi.json', import.meta.url), 'utf8')) as OpenApi

/** The request schema of `POST /v1/{path}`; undefined if the maker has no such path. */
export function schemaOf(path: string): Schema | null {
  const post = api.paths[`/v1/${path}`]?.post
  const name = post?.requestBody.content['application/json'].schema.$ref.split('/').at(-1)
  return name === undefined ? null : (api.components.schemas[name] ?? null)
}

function typeOf(value: unknown): readonly string[] {
  if (value === null) return ['null']
  if (typeof value === 'number') return Number.isInteger(value) ? ['integer', 'number'] : ['number']
  return [typeof value]
}

/** Everything that the maker would reject in a body, in words. */
export function wrongsOf(schema: Schema, body: Readonly<Record<string, unknown>>): readonly string[] {
  const wrongs: string[] = []
  for (const name of schema.required ?? []) if (!(name in body)) wrongs.push(`${name} is missing`)
  for (const [name, value] of Object.entries(body)) {
    const property = schema.properties[name]
    if (property === undefined) {
      wrongs.push(`${name} is not documented`)
      continue
    }
    const types = property.type === undefined ? [] : [property.type].flat()
    if (types.length > 0 && !typeOf(value).some((type) => types.includes(type))) wrongs.push(`${name} is ${typeOf(value).join(' ')}`)
    if (property.enum !== undefined && !property.enum.includes(value)) wrongs.push(`${name} is ${String(value)}`)
    if (typeof value === 'number' && (value < (property.minimum ?? -Infinity) || value > (property.maximum ?? Infinity)))
      wrongs.push(`${name} is ${value}`)
    if (typeof value === 'string' && property.pattern !== undefined && !new RegExp(property.pattern).test(value))
      wrongs.push(`${name} is ${value}`)
  }
  return wrongs
}

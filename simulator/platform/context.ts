import type { HttpBindings } from '@hono/node-server'
import type { Context, Hono } from 'hono'
import { asString, parseObject } from '../json.ts'
import type { Connections } from '../long-connection/connections.ts'
import type { Json } from '../types.ts'
import type { World } from '../world.ts'
import { fieldError, refusal } from './errors.ts'
import type { Limits } from './limits.ts'

/** One call of the API, in the order of arrival. */
export interface ApiCall {
  at: Date
  method: string
  path: string
  query: Record<string, string>
  /** Parsed JSON, or for multipart a summary of its fields. */
  body: unknown
  /** Platform code, 0 = done. */
  code: number
  status: number
}

export type Env = {
  Bindings: HttpBindings
  Variables: { logId: string; call: ApiCall; raw: string }
}
export type Api = Hono<Env>
export type Call = Context<Env>

/** What the API's routes work with. */
export interface Platform extends World {
  limits: Limits
  /** open_ids under which other apps know our people. */
  foreignOpenIds: Set<string>
  connections: Connections
}

/** `{code: 0, msg: "success", data}`. */
export function success(c: Call, data: object = {}) {
  return c.json({ code: 0, msg: 'success', data })
}

/** The call's JSON body; anything else is refused as the gateway does. */
export function bodyOf(c: Call): Json {
  const body = parseObject(c.get('raw') || '{}')
  if (!body) throw refusal(9499, 'the body is no JSON object')
  return body
}

export function requiredString(body: Json, field: string): string {
  const value = asString(body[field])
  if (value === '') throw fieldError(field, `${field} is required`)
  return value
}

/** A query parameter that must be one of the given values. */
export function queryEnum<T extends string>(c: Call, name: string, values: readonly T[]): T {
  const value = c.req.query(name)
  const found = values.find((candidate) => candidate === value)
  if (found) return found
  throw fieldError(name, `${name} is optional, options: [${values.join(',')}]`, value)
}

/** Cuts one page out of a list; page tokens are offsets. */
export function pageOf<T>(c: Call, items: T[], maxSize: number, defaultSize = 20) {
  const size = Math.min(Number(c.req.query('page_size')) || defaultSize, maxSize)
  const token = c.req.query('page_token') || '0'
  const start = Number(token)
  if (!Number.isInteger(start)) throw fieldError('page_token', 'invalid page_token', token)
  const end = start + size
  const has_more = end < items.length
  return { items: items.slice(start, end), has_more, page_token: has_more ? String(end) : '' }
}

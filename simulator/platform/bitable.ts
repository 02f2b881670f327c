import { Buffer } from 'node:buffer'
import type { Base, BaseField, BaseTable } from '../bases/bases.ts'
import { knownTypes } from '../bases/values.ts'
import { randomHex } from '../ids.ts'
import { asArray, asObject, asString } from '../json.ts'
import type { Json } from '../types.ts'
import { type Api, bodyOf, type Call, type Platform, pageOf, success } from './context.ts'
import { fieldError, refusal } from './errors.ts'

const ROOT = '/open-apis/bitable/v1/apps'
const MAX_TABLES = 100
const MAX_FIELDS = 300
/** What the index column may be: text, number, date, phone, link, formula, place. */
const INDEX_TYPES = [1, 2, 5, 13, 15, 20, 22]

/** Refusals of this API mostly come with HTTP 200: only the code tells. */
export const denied = (code: number, ext?: string) => refusal(code, ext, 200)

/** The base of a call, if the app may read it, or write to it. */
export function baseOf(c: Call, platform: Platform, need: 'read' | 'edit'): Base {
  const token = c.req.param('app_token') ?? ''
  if (!/^[A-Za-z0-9]{10,40}$/.test(token)) throw denied(1254003)
  const base = platform.state.bases.all.get(token)
  if (!base) throw denied(1254040)
  if (base.access === 'none' || (need === 'edit' && base.access === 'read'))
    throw refusal(1254302, undefined, 403)
  return base
}

export function tableOf(c: Call, base: Base): BaseTable {
  const id = c.req.param('table_id') ?? ''
  if (!id.startsWith('tbl')) throw denied(1254004)
  const table = base.tables.find(({ tableId }) => tableId === id)
  if (!table) throw denied(1254041)
  return table
}

/** Writes a changed base; every change is a new revision of it. */
export function putBase(platform: Platform, base: Base): void {
  platform.state.commit({ kind: 'base', base: { ...base, revision: base.revision + 1 } })
}

export function putTable(platform: Platform, base: Base, table: BaseTable): void {
  const next = { ...table, revision: table.revision + 1 }
  const tables = base.tables.map((one) => (one.tableId === table.tableId ? next : one))
  putBase(platform, { ...base, tables })
}

/** Where people look at it: the real platform says `https://<company>.feishu.cn/base/<token>`. */
const addressOf = (c: Call, appToken: string) =>
  `${new URL(c.req.url).origin}/simulator/base/${appToken}`

export function bitableRoutes(api: Api, platform: Platform): void {
  const { limits } = platform
  api.post(ROOT, (c) => {
    limits.perApi('bitable.app.create', 20, 60_000)
    const body = bodyOf(c)
    const name = asString(body.name) || '未命名多维表格'
    if (name.length > 255) throw refusal(1254031)
    const table = newTable('数据表', [newField({ field_name: '文本', type: 1 }, true)])
    const base: Base = {
      appToken: newAppToken(),
      name,
      revision: 1,
      access: 'edit',
      members: [],
      tables: [table],
    }
    platform.state.commit({ kind: 'base', base })
    return success(c, {
      app: {
        app_token: base.appToken,
        default_table_id: table.tableId,
        folder_token: asString(body.folder_token),
        name,
        url: addressOf(c, base.appToken),
        time_zone: asString(body.time_zone) || 'Asia/Shanghai',
      },
    })
  })

  api.get(`${ROOT}/:app_token`, (c) => {
    limits.perApi('bitable.app.get', 20, 1_000)
    const { appToken, name, revision } = baseOf(c, platform, 'read')
    const app = { app_token: appToken, name, revision, is_advanced: false, formula_type: 1 }
    return success(c, { app: { ...app, time_zone: 'Asia/Shanghai', advance_version: 'v1' } })
  })

  api.get(`${ROOT}/:app_token/tables`, (c) => {
    limits.perApi('bitable.table.list', 20, 1_000)
    const { tables } = baseOf(c, platform, 'read')
    const { items, ...page } = pageOf(c, tables, 100)
    const shown = items.map(({ tableId, name, revision }) => ({
      table_id: tableId,
      name,
      revision,
    }))
    return success(c, { items: shown, ...page, total: tables.length })
  })

  api.post(`${ROOT}/:app_token/tables`, (c) => {
    limits.perApi('bitable.table.create', 10, 1_000)
    const base = baseOf(c, platform, 'edit')
    const wanted = asObject(bodyOf(c).table)
    const name = asString(wanted.name).trim()
    if (name === '' || name.length > 100 || /[/\\?*:[\]]/.test(name)) throw denied(1254001, 'name')
    if (base.tables.some((table) => table.name === name)) throw denied(1254013)
    if (base.tables.length >= MAX_TABLES) throw denied(1254100)
    const given = asArray(wanted.fields).map(asObject)
    if (given.length > MAX_FIELDS) throw denied(1254105)
    const first = given.length === 0 ? [{ field_name: '文本', type: 1 }] : given
    const fields = first.map((field, i) => newField(field, i === 0))
    if (!INDEX_TYPES.includes(fields[0]?.type ?? 0)) throw refusal(1254012)
    if (new Set(fields.map((field) => field.name)).size < fields.length) throw refusal(1254014)
    const table = newTable(name, fields)
    putBase(platform, { ...base, tables: [...base.tables, table] })
    return success(c, {
      table_id: table.tableId,
      default_view_id: `vew${randomHex(8)}`,
      ...(given.length > 0 ? { field_id_list: fields.map(({ fieldId }) => fieldId) } : {}),
    })
  })

  api.get(`${ROOT}/:app_token/tables/:table_id/fields`, (c) => {
    limits.perApi('bitable.field.list', 20, 1_000)
    const { fields } = tableOf(c, baseOf(c, platform, 'read'))
    const { items, ...page } = pageOf(c, fields, 100)
    return success(c, { items: items.map(shownField), ...page, total: fields.length })
  })

  api.post(`${ROOT}/:app_token/tables/:table_id/fields`, (c) => {
    limits.perApi('bitable.field.create', 10, 1_000)
    const base = baseOf(c, platform, 'edit')
    const table = tableOf(c, base)
    const field = newField(bodyOf(c), false)
    if (table.fields.some(({ name }) => name === field.name)) throw denied(1254014)
    if (table.fields.length >= MAX_FIELDS) throw denied(1254105)
    putTable(platform, base, { ...table, fields: [...table.fields, field] })
    return success(c, { field: shownField(field) })
  })

  // Sharing belongs to the drive, for a base as for every document.
  api.post('/open-apis/drive/v1/permissions/:token/members', (c) => {
    limits.perApi('drive.permissionMember.create', 100, 60_000)
    if (c.req.query('type') !== 'bitable') throw fieldError('type', 'type is required')
    const base = platform.state.bases.all.get(c.req.param('token'))
    if (base?.access !== 'edit') throw refusal(1063002, undefined, 403)
    const body = bodyOf(c)
    const [type, id, perm] = ['member_type', 'member_id', 'perm'].map((key) => asString(body[key]))
    if (!type || !id || !perm) throw refusal(1063001)
    // A group can be added where the app's bot is in it.
    if (type === 'openchat' && !platform.state.chats.get(id)?.botIsMember) throw refusal(1063001)
    const others = base.members.filter((member) => member.id !== id)
    putBase(platform, { ...base, members: [...others, { type, id, perm }] })
    return success(c, { member: { member_type: type, member_id: id, perm } })
  })
}

/** As long as a real one, letters and digits. */
export const newAppToken = () =>
  Buffer.from(randomHex(40), 'hex').toString('base64url').replace(/[-_]/g, 'x')

export const newTable = (name: string, fields: BaseField[]): BaseTable => ({
  tableId: `tbl${randomHex(13)}`,
  name,
  revision: 1,
  fields,
})

export function newField(given: Json, isPrimary: boolean): BaseField {
  const name = asString(given.field_name).trim()
  if (name === '') throw refusal(1254028)
  const type = Number(given.type)
  // Other types exist; our slice has those that hold plain values.
  if (!knownTypes.includes(type)) throw denied(1254012)
  const property = given.property === undefined ? null : asObject(given.property)
  const uiType = asString(given.ui_type) || undefined
  return { fieldId: `fld${randomHex(7)}`, name, type, uiType, property, isPrimary }
}

const uiTypes: Record<number, string> = {
  1: 'Text',
  2: 'Number',
  3: 'SingleSelect',
  4: 'MultiSelect',
  5: 'DateTime',
  7: 'Checkbox',
  15: 'Url',
}

const shownField = ({ fieldId, name, type, uiType, property, isPrimary }: BaseField) => ({
  field_id: fieldId,
  field_name: name,
  type,
  ui_type: uiType ?? uiTypes[type],
  property,
  is_primary: isPrimary,
})

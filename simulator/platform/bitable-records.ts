import type { BaseRow, BaseTable } from '../bases/bases.ts'
import { checkValue, shownValue } from '../bases/values.ts'
import { randomHex } from '../ids.ts'
import { asArray, asObject, asString, isObject } from '../json.ts'
import type { Json } from '../types.ts'
import { baseOf, denied, putTable, tableOf } from './bitable.ts'
import { type Api, bodyOf, type Call, type Platform, pageOf, success } from './context.ts'
import { fieldError, refusal } from './errors.ts'

const RECORDS = '/open-apis/bitable/v1/apps/:app_token/tables/:table_id/records'
const MAX_WRITTEN = 1_000
const MAX_REMOVED = 500
const MAX_ROWS = 20_000
const MAX_PAGE = 500
const UUID4 = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

/** Rows of a table. A call does all that it asks for or nothing. */
export function bitableRecordRoutes(api: Api, platform: Platform): void {
  const { limits } = platform
  /** What calls with a client_token answered: a repeat does nothing. */
  const answered = new Map<string, object>()

  api.post(`${RECORDS}/search`, (c) => {
    limits.perApi('bitable.record.search', 20, 1_000)
    const table = tableOf(c, baseOf(c, platform, 'read'))
    const body = bodyOf(c)
    // Conditions and sorting are not in our slice: better refused than read as if there were none.
    if (body.filter !== undefined) throw denied(1254018)
    if (body.sort !== undefined) throw denied(1254016)
    if (c.req.query('page_size') && Number(c.req.query('page_size')) <= 0) throw refusal(1254011)
    const names = asArray(body.field_names).map(asString)
    if (names.some((name) => !table.fields.some((field) => field.name === name)))
      throw denied(1254024)
    const rows = [...platform.state.bases.rowsOf(table.tableId).values()]
    const { items, has_more, page_token } = pageOf(c, rows, MAX_PAGE)
    return success(c, {
      items: items.map((row) => shownRow(table, row, names)),
      has_more,
      ...(has_more ? { page_token } : {}),
      total: rows.length,
    })
  })

  api.post(`${RECORDS}/batch_create`, (c) => {
    limits.perApi('bitable.record.batchCreate', 50, 1_000)
    const base = baseOf(c, platform, 'edit')
    const table = tableOf(c, base)
    const token = c.req.query('client_token')
    if (token && !UUID4.test(token)) throw refusal(1254037)
    const before = token && answered.get(`${table.tableId} ${token}`)
    if (before) return success(c, before)
    const given = listOf(c, MAX_WRITTEN)
    const known = platform.state.bases.rowsOf(table.tableId)
    if (known.size + given.length > MAX_ROWS) throw denied(1254103)
    const rows = given.map((record): BaseRow => {
      const fields = keptFields(table, asObject(asObject(record).fields))
      return { recordId: `rec${randomHex(10)}`, fields }
    })
    platform.state.commit({ kind: 'baseRows', tableId: table.tableId, rows })
    putTable(platform, base, table)
    const answer = { records: rows.map((row) => shownRow(table, row, [])) }
    if (token) answered.set(`${table.tableId} ${token}`, answer)
    return success(c, answer)
  })

  api.post(`${RECORDS}/batch_update`, (c) => {
    limits.perApi('bitable.record.batchUpdate', 50, 1_000)
    const base = baseOf(c, platform, 'edit')
    const table = tableOf(c, base)
    const known = platform.state.bases.rowsOf(table.tableId)
    const rows = listOf(c, MAX_WRITTEN).map((record): BaseRow => {
      const { record_id, fields } = asObject(record)
      const row = known.get(asString(record_id))
      if (!row) throw denied(1254043)
      const changed = keptFields(table, asObject(fields))
      return { ...row, fields: withoutNulls({ ...row.fields, ...changed }) }
    })
    platform.state.commit({ kind: 'baseRows', tableId: table.tableId, rows })
    putTable(platform, base, table)
    return success(c, { records: rows.map((row) => shownRow(table, row, [])) })
  })

  api.post(`${RECORDS}/batch_delete`, (c) => {
    limits.perApi('bitable.record.batchDelete', 50, 1_000)
    const base = baseOf(c, platform, 'edit')
    const table = tableOf(c, base)
    const ids = listOf(c, MAX_REMOVED).map(asString)
    const known = platform.state.bases.rowsOf(table.tableId)
    if (ids.some((id) => !known.has(id))) throw denied(1254043)
    platform.state.commit({ kind: 'baseRowsGone', tableId: table.tableId, recordIds: ids })
    putTable(platform, base, table)
    return success(c, { records: ids.map((id) => ({ deleted: true, record_id: id })) })
  })
}

function listOf(c: Call, most: number): unknown[] {
  const { records } = bodyOf(c)
  if (!Array.isArray(records) || records.length === 0)
    throw fieldError('records', 'records is required')
  if (records.length > most) throw denied(1254104)
  return records
}

/** The values by field id; names must be those of columns, values must fit them. */
function keptFields(table: BaseTable, given: Json): Json {
  const kept: Json = {}
  for (const [name, value] of Object.entries(given)) {
    const field = table.fields.find((one) => one.name === name)
    if (!field) throw denied(1254045, name)
    checkValue(field, value)
    kept[field.fieldId] = value
  }
  return kept
}

const withoutNulls = (fields: Json): Json =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))

function shownRow(table: BaseTable, { recordId, fields }: BaseRow, names: readonly string[]) {
  const wanted = table.fields.filter(({ name }) => names.length === 0 || names.includes(name))
  const shown = wanted.flatMap((field) => {
    const value = fields[field.fieldId]
    const isEmpty = value === undefined || value === null || value === ''
    return isEmpty || (isObject(value) && Object.keys(value).length === 0)
      ? []
      : [[field.name, shownValue(field, value)] as const]
  })
  return { record_id: recordId, fields: Object.fromEntries(shown) }
}

import type { Client } from '@larksuiteoapi/node-sdk'
import type { BaseRow, Bases, BaseValue, NewColumn } from '../bot/bases.ts'
import { SendError } from '../bot/outbound.ts'
import { outcomeOf } from './errors.ts'

type Call = <R>(run: () => Promise<R>) => Promise<R>

/** `property` and looks of a column, as the guide of fields says. */
const looks: Record<NewColumn['kind'], { type: number; ui_type?: string; property?: object }> = {
  text: { type: 1 },
  integer: { type: 2, property: { formatter: '0' } },
  number: { type: 2, property: { formatter: '0.00' } },
  money: { type: 2, ui_type: 'Currency', property: { formatter: '0.00', currency_code: 'CNY' } },
  rate: { type: 2, property: { formatter: '0.00%' } },
  date: { type: 5, property: { date_formatter: 'yyyy/MM/dd', auto_fill: false } },
}

const fieldOf = ({ name, kind }: NewColumn) => ({ field_name: name, ...looks[kind] })

/** Tables by the official SDK. This part of the platform refuses with HTTP 200: the code alone tells. */
export function basesOf(client: Client, call: Call): Bases {
  const { app, appTable, appTableField, appTableRecord } = client.bitable.v1

  async function ask<
    A extends { code?: number | undefined; msg?: string | undefined; data?: object | undefined },
  >(run: () => Promise<A>): Promise<NonNullable<A['data']>> {
    const { code = 0, msg = '', data } = await call(run)
    if (code !== 0) throw new SendError(outcomeOf(200, code, `${code} ${msg}`, undefined))
    return (data ?? {}) as NonNullable<A['data']>
  }

  /** Every page of a list. */
  async function all<I>(
    page: (token: string | undefined) => Promise<{
      items?: I[] | undefined
      has_more?: boolean | undefined
      page_token?: string | undefined
    }>,
  ): Promise<I[]> {
    const items: I[] = []
    for (let token: string | undefined; ; ) {
      const one = await page(token)
      items.push(...(one.items ?? []))
      if (!one.has_more || !one.page_token) return items
      token = one.page_token
    }
  }

  const pathOf = (app_token: string, table_id: string) => ({ app_token, table_id })
  const known = (id: string | undefined, what: string): string => {
    if (!id) throw new SendError({ kind: 'unknown', detail: `no ${what}` })
    return id
  }

  return {
    async create(name) {
      const { app: made } = await ask(() => app.create({ data: { name } }))
      return { appToken: known(made?.app_token, 'app_token'), url: known(made?.url, 'url') }
    },
    async share(appToken, member) {
      const who =
        'openId' in member
          ? { member_type: 'openid' as const, member_id: member.openId }
          : { member_type: 'openchat' as const, member_id: member.chatId }
      await ask(() =>
        client.drive.v1.permissionMember.create({
          path: { token: appToken },
          params: { type: 'bitable' },
          // A person may then share it with whom they like; a group only works in it.
          data: { ...who, perm: 'openId' in member ? 'full_access' : 'edit' },
        }),
      )
    },
    async nameOf(appToken) {
      const { app: one } = await ask(() => app.get({ path: { app_token: appToken } }))
      return one?.name ?? ''
    },
    async tables(appToken) {
      const items = await all((page_token) =>
        ask(() =>
          appTable.list({
            path: { app_token: appToken },
            params: { page_size: 100, ...(page_token ? { page_token } : {}) },
          }),
        ),
      )
      return items.map(({ table_id, name }) => ({ tableId: table_id ?? '', name: name ?? '' }))
    },
    async createTable(appToken, name, columns) {
      const made = await ask(() =>
        appTable.create({
          path: { app_token: appToken },
          data: { table: { name, default_view_name: name, fields: columns.map(fieldOf) as never } },
        }),
      )
      return { tableId: known(made.table_id, 'table_id'), fieldIds: made.field_id_list ?? [] }
    },
    async columns(appToken, tableId) {
      const items = await all((page_token) =>
        ask(() =>
          appTableField.list({
            path: pathOf(appToken, tableId),
            params: { page_size: 100, ...(page_token ? { page_token } : {}) },
          }),
        ),
      )
      return items.map((one) => ({
        fieldId: one.field_id ?? '',
        name: one.field_name ?? '',
        type: one.type ?? 0,
        isPrimary: one.is_primary ?? false,
      }))
    },
    async createColumn(appToken, tableId, column) {
      const { field } = await ask(() =>
        appTableField.create({
          path: pathOf(appToken, tableId),
          data: fieldOf(column) as never,
        }),
      )
      return known(field?.field_id, 'field_id')
    },
    async rows(appToken, tableId, names) {
      const items = await all((page_token) =>
        ask(() =>
          appTableRecord.search({
            path: pathOf(appToken, tableId),
            params: { page_size: 500, ...(page_token ? { page_token } : {}) },
            data: { field_names: [...names] },
          }),
        ),
      )
      return items.map(
        (one): BaseRow => ({
          recordId: one.record_id ?? '',
          values: Object.fromEntries(
            Object.entries(one.fields).map(([name, value]) => [name, plain(value)]),
          ),
        }),
      )
    },
    async createRows(appToken, tableId, rows, token) {
      await ask(() =>
        appTableRecord.batchCreate({
          path: pathOf(appToken, tableId),
          params: { client_token: token },
          data: { records: rows.map((fields) => ({ fields: filled(fields) })) as never },
        }),
      )
    },
    async updateRows(appToken, tableId, rows) {
      await ask(() =>
        appTableRecord.batchUpdate({
          path: pathOf(appToken, tableId),
          data: {
            records: rows.map(({ recordId, values }) => ({
              record_id: recordId,
              fields: values,
            })) as never,
          },
        }),
      )
    },
    async deleteRows(appToken, tableId, recordIds) {
      await ask(() =>
        appTableRecord.batchDelete({
          path: pathOf(appToken, tableId),
          data: { records: [...recordIds] },
        }),
      )
    },
  }
}

/** A new row has no cells to empty. */
const filled = (fields: Readonly<Record<string, BaseValue>>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))

/** Text comes in pieces; what a person made of a column (a link, people) is no value of ours. */
function plain(value: unknown): BaseValue {
  if (typeof value === 'string' || typeof value === 'number') return value
  if (!Array.isArray(value)) return null
  const pieces = value.map((piece) =>
    piece !== null && typeof piece === 'object' && 'text' in piece ? String(piece.text) : null,
  )
  return pieces.every((piece) => piece !== null) ? pieces.join('') : null
}

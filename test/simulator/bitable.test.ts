/** 多维表格 through the official SDK: the codes and limits of the platform's pages. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { clientOf, GROUP, LI, refused, startTest } from './support.ts'

const rows = (n: number, name = '名') =>
  Array.from({ length: n }, (_, i) => ({ fields: { [name]: `${i}` } }))

async function table() {
  const { sim, client } = await startTest()
  onTestFinished(() => sim.stop())
  const made = await client.bitable.v1.app.create({ data: { name: '指标' } })
  const app_token = made.data?.app?.app_token ?? ''
  const fields = [
    { field_name: '名', type: 1 },
    { field_name: '数', type: 2 },
    { field_name: '日', type: 5 },
  ]
  const answer = await client.bitable.v1.appTable.create({
    path: { app_token },
    data: { table: { name: '表', fields } },
  })
  const path = { app_token, table_id: answer.data?.table_id ?? '' }
  const record = client.bitable.v1.appTableRecord
  return { sim, client, app_token, path, record, base: sim.base(made.data?.app?.url ?? '') }
}

test('bases, tables and columns, with their names and limits', async () => {
  const { client, app_token, path, base } = await table()
  const { appTable, appTableField, app } = client.bitable.v1
  expect((await app.get({ path: { app_token } })).data?.app).toMatchObject({ name: '指标' })
  const create = (name: string, fields?: { field_name: string; type: number }[]) =>
    appTable.create({
      path: { app_token },
      data: { table: { name, ...(fields ? { fields } : {}) } },
    })
  expect(await create('表')).toMatchObject({ code: 1254013 })
  expect(await create('a/b')).toMatchObject({ code: 1254001 })
  const twice = [1, 2].map(() => ({ field_name: '同', type: 1 }))
  expect(await refused(create('二', twice))).toMatchObject({ status: 400, code: 1254014 })
  expect(await refused(create('三', [{ field_name: '是', type: 7 }]))).toMatchObject({
    code: 1254012,
  })
  const list = await appTable.list({ path: { app_token }, params: { page_size: 1 } })
  expect(list.data).toMatchObject({ has_more: true, total: 2 })
  const page_token = list.data?.page_token ?? ''
  const second = await appTable.list({ path: { app_token }, params: { page_size: 1, page_token } })
  expect(second.data?.items?.[0]?.name).toBe('表')
  const column = { field_name: '数', type: 2 }
  expect(await appTableField.create({ path, data: column })).toMatchObject({ code: 1254014 })
  const fields = await appTableField.list({ path })
  expect(fields.data?.items?.map((one) => [one.field_name, one.ui_type, one.is_primary])).toEqual([
    ['名', 'Text', true],
    ['数', 'Number', false],
    ['日', 'DateTime', false],
  ])
  expect(await appTable.list({ path: { app_token: 'A'.repeat(27) } })).toMatchObject({
    code: 1254040,
  })
  expect(await appTable.list({ path: { app_token: '-' } })).toMatchObject({ code: 1254003 })
  expect(await appTableField.list({ path: { app_token, table_id: 'tblx' } })).toMatchObject({
    code: 1254041,
  })
  base.allow('read')
  expect(await refused(create('四'))).toMatchObject({ status: 403, code: 1254302 })
})

test('rows: all or nothing, checked by column, in pages, repeated by client_token, counted', async () => {
  const { path, record, base } = await table()
  const token = 'fe599b60-450f-46ff-b2ef-9f6675625b97'
  const write = (records: object[], client_token?: string) =>
    record.batchCreate({
      path,
      params: client_token ? { client_token } : {},
      data: { records: records as never },
    })
  expect(await refused(write(rows(1), 'no'))).toMatchObject({ code: 1254037 })
  const first = await write(rows(600), token)
  expect(await write(rows(600), token)).toMatchObject({ data: first.data })
  expect(base.rows('表')).toHaveLength(600)
  expect(await write(rows(1_001))).toMatchObject({ code: 1254104 })
  expect(await write([...rows(1), { fields: { 数: '一' } }])).toMatchObject({ code: 1254061 })
  expect(await write([{ fields: { 名: 1 } }])).toMatchObject({ code: 1254060 })
  expect(await write([{ fields: { 日: '2026-11-26' } }])).toMatchObject({ code: 1254064 })
  expect(await write(rows(1, '没有'))).toMatchObject({ code: 1254045 })
  expect(base.rows('表')).toHaveLength(600)

  const page = await record.search({
    path,
    params: { page_size: 500 },
    data: { field_names: ['名'] },
  })
  expect(page.data).toMatchObject({ has_more: true, total: 600 })
  expect(page.data?.items).toHaveLength(500)
  expect(page.data?.items?.[7]?.fields).toEqual({ 名: [{ text: '7', type: 'text' }] })
  const ids = page.data?.items?.map((one) => one.record_id ?? '') ?? []
  const [id = ''] = ids
  const update = (record_id: string, fields: object) =>
    record.batchUpdate({ path, data: { records: [{ record_id, fields: fields as never }] } })
  expect(await update(id, { 数: 5 })).toMatchObject({ code: 0 })
  expect(base.rows('表')[0]).toMatchObject({ 名: '0', 数: 5 })
  await update(id, { 数: null })
  expect(base.rows('表')[0]).not.toHaveProperty('数')
  expect(await update('recx', { 数: 5 })).toMatchObject({ code: 1254043 })
  const remove = (records: string[]) => record.batchDelete({ path, data: { records } })
  expect(await remove([...ids, 'x'])).toMatchObject({ code: 1254104 })
  expect(await remove(ids)).toMatchObject({ code: 0 })
  expect(await remove([id])).toMatchObject({ code: 1254043 })
  expect(base.rows('表')).toHaveLength(100)
  const searched = record.search({ path, data: { field_names: ['没有'] } })
  expect(await searched).toMatchObject({ code: 1254024 })
  for (let i = 0; i < 19; i++) await write(rows(1_000))
  await write(rows(900))
  expect(await write(rows(1))).toMatchObject({ code: 1254103 })
})

test('sharing, scopes, limits of the call, and what stays after a restart', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'simulator-'))
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }))
  const { sim, client } = await startTest({ dataDir, limits: true })
  const made = await client.bitable.v1.app.create({ data: { name: '指标' } })
  const app_token = made.data?.app?.app_token ?? ''
  const share = (member_type: 'openid' | 'openchat', member_id: string) =>
    client.drive.v1.permissionMember.create({
      path: { token: app_token },
      params: { type: 'bitable' },
      data: { member_type, member_id, perm: 'edit' },
    })
  await share('openid', LI.openId)
  await share('openchat', GROUP.chatId)
  expect(await refused(share('openchat', `oc_${'0'.repeat(32)}`))).toMatchObject({ code: 1063001 })
  const base = sim.base(app_token)
  expect(base.members.map(({ id }) => id)).toEqual([LI.openId, GROUP.chatId])
  base.write('数据表', { 文本: '留下' })
  const scopes = sim.scopes.list()
  sim.scopes.grantOnly(scopes.filter((scope) => scope !== 'bitable:app'))
  const list = () => client.bitable.v1.appTable.list({ path: { app_token } })
  expect(await refused(list())).toMatchObject({ code: 99991672 })
  sim.scopes.grantOnly([...scopes, 'bitable:app:readonly'])
  for (let i = 1; i < 20; i++) await client.bitable.v1.app.create({ data: {} })
  const tooMany = await refused(client.bitable.v1.app.create({ data: {} }))
  expect(tooMany).toMatchObject({ status: 429, code: 99991400 })
  expect(tooMany.response.headers).toHaveProperty('x-ogw-ratelimit-reset')
  await sim.stop()

  const again = await startTest({ dataDir })
  onTestFinished(() => again.sim.stop())
  expect(again.sim.base(app_token).rows('数据表')).toMatchObject([{ 文本: '留下' }])
  // People look at it in the browser; what stands in a cell is text.
  again.sim.base(app_token).write('数据表', { 文本: '<b>粗</b>' })
  const page = await fetch(`${again.sim.url}/simulator/base/${app_token}`)
  const shown = await page.text()
  expect(shown).toContain('<td class="">留下</td>')
  expect(shown).toContain('&lt;b&gt;粗&lt;/b&gt;')
  expect((await fetch(`${again.sim.url}/simulator/base/nothing`)).status).toBe(404)
  expect((await clientOf(again.sim).bitable.v1.appTable.list({ path: { app_token } })).code).toBe(0)
})

import { expect, onTestFinished, test } from 'vitest'
import { startSimulator } from '../../simulator/index.ts'
import { SendError } from '../../src/bot/outbound.ts'
import { readAddress } from '../../src/domain/bitable/address.ts'
import { type Kept, planSync } from '../../src/domain/bitable/plan.ts'
import { syncTable, type TableColumn, TableTrouble } from '../../src/features/bitable/sync-table.ts'
import { createPlatform } from '../../src/feishu/client.ts'
import { createLogger } from '../../src/logger.ts'

const columns: readonly TableColumn[] = [
  { key: 'key', name: '编号', kind: 'text' },
  { key: 'date', name: '日期', kind: 'date' },
  { key: 'rep', name: '业务员', kind: 'text' },
  { key: 'sales', name: '销售额', kind: 'money' },
  { key: 'rate', name: '达成率', kind: 'rate' },
]
const day = Date.parse('2026-11-25T00:00:00+08:00')
const row = (n: number, more: Record<string, string | number | null> = {}) => ({
  key: `2026-11-25/ou_${n}`,
  values: { date: day, rep: `业务员${n}`, sales: n * 100.01, rate: n === 0 ? null : 0.5, ...more },
})
const rows = (n: number) => Array.from({ length: n }, (_, i) => row(i))
const isOurs = (key: string) => key.startsWith('2026-11-25/')

async function table(limits = false) {
  const simulator = await startSimulator({ limits })
  onTestFinished(() => simulator.stop())
  const { appId, appSecret, url } = simulator
  const { bases } = createPlatform(
    { appId, appSecret, domain: url } as never,
    createLogger('silent') as never,
  )
  const made = await bases.create('一部指标')
  const base = simulator.base(made.url)
  let known: Parameters<typeof syncTable>[1]['known'] = null
  let runs = 0
  const sync = async (wanted: ReturnType<typeof rows>, only = columns) => {
    const wantedTable = { appToken: made.appToken, known, name: '日指标', columns: only, isOurs }
    runs += 1
    const done = await syncTable(bases, { ...wantedTable, rows: wanted, runId: `run ${runs}` })
    known = { tableId: done.tableId, fields: done.fields }
    return { created: done.created, updated: done.updated, removed: done.removed }
  }
  const writes = () =>
    simulator.calls.filter(({ path, method }) => method === 'POST' && /batch_/.test(path))
  return { simulator, bases, base, sync, writes, forget: () => (known = null), ...made }
}

const nothing = { created: 0, updated: 0, removed: 0 }

test('created, corrected, removed; twice changes nothing; what people add stays', async () => {
  const { base, sync, writes } = await table()
  expect(await sync(rows(3))).toEqual({ created: 3, updated: 0, removed: 0 })
  expect(base.columns('日指标')).toEqual(['编号', '日期', '业务员', '销售额', '达成率'])
  expect(base.rows('日指标')[1]).toMatchObject({
    日期: day,
    业务员: '业务员1',
    销售额: 100.01,
    达成率: 0.5,
  })
  expect(base.rows('日指标')[0]).not.toHaveProperty('达成率')
  const before = writes().length
  expect(await sync(rows(3))).toEqual(nothing)
  expect(writes()).toHaveLength(before)

  // People add a column with notes and rows of their own, rename ours, and break a figure.
  base.addColumn('日指标', '点评')
  const second = base.rows('日指标')[1]?.recordId ?? ''
  base.write('日指标', { 点评: '跟进永辉', 销售额: 1 }, second)
  const own = base.write('日指标', { 编号: '合计', 点评: '手工' })
  base.renameColumn('日指标', '销售额', '销售（元）')
  expect(await sync([row(0), row(1), row(3, { sales: 7 })])).toEqual({
    created: 1,
    updated: 1,
    removed: 1,
  })
  const kept = base.rows('日指标')
  expect(kept.find(({ recordId }) => recordId === second)).toMatchObject({
    点评: '跟进永辉',
    '销售（元）': 100.01,
  })
  expect(kept.find(({ recordId }) => recordId === own)).toMatchObject({ 点评: '手工' })
  expect(kept.map((one) => one.编号)).toEqual([
    '2026-11-25/ou_0',
    '2026-11-25/ou_1',
    '合计',
    '2026-11-25/ou_3',
  ])

  // A column that somebody removed, or made into another type, stays so; a new one of ours is made.
  base.removeColumn('日指标', '达成率')
  const more = [...columns, { key: 'visits', name: '点评', kind: 'integer' as const }]
  const wanted = [row(0, { visits: 4 }), row(1, { visits: 5 }), row(3, { sales: 7, visits: 6 })]
  expect(await sync(wanted, more)).toEqual({ created: 0, updated: 3, removed: 0 })
  expect(base.columns('日指标')).toEqual(['编号', '日期', '业务员', '销售（元）', '点评', '点评 2'])
  expect(await sync(wanted, more)).toEqual(nothing)
  // A figure that is no longer known leaves an empty cell, and a row that was copied goes.
  base.write('日指标', { 编号: '2026-11-25/ou_0', 业务员: '复制' })
  expect(await sync([row(0, { sales: null, visits: 4 }), ...wanted.slice(1)], more)).toEqual({
    ...{ created: 0, updated: 1, removed: 1 },
  })
  expect(base.rows('日指标')[0]).not.toHaveProperty('销售（元）')
})

test('2,500 rows within the limits of a call; a lost answer and a busy table make no second row', async () => {
  const { simulator, base, sync, writes } = await table(true)
  const create = 'POST /open-apis/bitable'
  const isCreate = ({ path }: { path: string }) => path.endsWith('/batch_create')
  simulator.refuse({ api: isCreate, dropAnswer: true })
  simulator.refuse({ api: isCreate, status: 200, code: 1254291, msg: 'Write conflict' })
  simulator.refuse({
    api: create,
    status: 429,
    code: 99991400,
    headers: { 'x-ogw-ratelimit-reset': '1' },
  })
  expect(await sync(rows(2_500))).toEqual({ created: 2_500, updated: 0, removed: 0 })
  expect(base.rows('日指标')).toHaveLength(2_500)
  expect(new Set(base.rows('日指标').map((one) => one.编号)).size).toBe(2_500)
  for (const { body } of writes()) {
    const { records } = body as { records: unknown[] }
    expect(records.length).toBeLessThanOrEqual(500)
  }
  expect(await sync(rows(2_500))).toEqual(nothing)
  const changed = rows(2_500).map((one, i) =>
    i < 1_200 ? { ...one, values: { ...one.values, sales: 1 } } : one,
  )
  expect(await sync(changed.slice(0, 1_900))).toEqual({ created: 0, updated: 1_200, removed: 600 })
  expect(base.rows('日指标')).toHaveLength(1_900)
})

test('the answer of making the table is lost: it is taken up, not made twice', async () => {
  const { simulator, base, sync } = await table()
  simulator.refuse({
    api: (call) => call.method === 'POST' && call.path.endsWith('/tables'),
    dropAnswer: true,
  })
  await expect(sync(rows(2))).rejects.toMatchObject({ outcome: { kind: 'unknown' } })
  expect(await sync(rows(2))).toEqual({ created: 2, updated: 0, removed: 0 })
  expect(base.tables).toEqual(['数据表', '日指标'])
})

test('the index column: renamed it is known, as a number it is people who decide, as text it goes on', async () => {
  const { base, sync, writes, forget } = await table()
  await sync(rows(2))
  base.renameColumn('日指标', '编号', '行号')
  expect(await sync(rows(3))).toEqual({ created: 1, updated: 0, removed: 0 })
  expect(base.rows('日指标').map((one) => one.行号)).toEqual(rows(3).map(({ key }) => key))
  base.turnColumn('日指标', '行号', 2)
  const before = writes().length
  await expect(sync(rows(4))).rejects.toMatchObject({ problem: 'keyColumn' })
  // Nothing was written to a table whose rows nobody can tell apart.
  expect(writes()).toHaveLength(before)
  base.turnColumn('日指标', '行号', 1)
  expect(await sync(rows(4))).toEqual({ created: 1, updated: 0, removed: 0 })

  // Made anew while the spoiled table stands there: it is left alone.
  base.renameColumn('日指标', '行号', '编号')
  base.turnColumn('日指标', '编号', 2)
  forget()
  expect(await sync(rows(4))).toEqual({ created: 4, updated: 0, removed: 0 })
  expect(base.tables).toEqual(['数据表', '日指标', '日指标 2'])
  expect(base.rows('日指标')).toHaveLength(4)
})

test('no permission, no table, no base: told by code', async () => {
  const { base, sync, bases, appToken } = await table()
  await sync(rows(1))
  base.allow('read')
  const refused = { outcome: { kind: 'refused', code: 1254302 } }
  expect(await sync(rows(1))).toEqual(nothing)
  await expect(sync(rows(2))).rejects.toMatchObject(refused)
  base.allow('none')
  await expect(sync(rows(1))).rejects.toMatchObject(refused)
  base.allow('edit')
  base.removeTable('日指标')
  await expect(sync(rows(1))).rejects.toThrow(TableTrouble)
  base.remove()
  await expect(bases.tables(appToken)).rejects.toMatchObject({ outcome: { code: 1254040 } })
  await expect(bases.tables('x')).rejects.toBeInstanceOf(SendError)
})

test('only what differs is planned', () => {
  const kept = (recordId: string, key: string | null, n: number | null): Kept => ({
    ...{ recordId, key },
    values: { n },
  })
  const wanted = [
    { key: 'a', values: { n: 0.1 + 0.2 } },
    { key: 'b', values: { n: null } },
    { key: 'c', values: { n: 3 } },
  ]
  const there = [
    kept('1', 'a', 0.3),
    kept('2', 'b', 2),
    kept('3', 'b', null),
    kept('4', null, 9),
    kept('5', 'old', 1),
    kept('6', 'theirs', 1),
  ]
  expect(planSync(wanted, there, (key) => key === 'old')).toEqual({
    create: [{ key: 'c', values: { n: 3 } }],
    update: [{ recordId: '2', values: { n: null } }],
    remove: ['3', '5'],
  })
})

test('a pasted address', () => {
  expect(
    readAddress('看这个 https://acme.feishu.cn/base/S404bABCDe9PQsYDWYcNryFn0g?table=tbl1'),
  ).toEqual({
    kind: 'base',
    appToken: 'S404bABCDe9PQsYDWYcNryFn0g',
  })
  expect(readAddress('https://acme.larksuite.com/wiki/S404bABCDe9PQsYDWYcNryFn0g').kind).toBe(
    'wiki',
  )
  expect(readAddress('表格').kind).toBe('other')
})

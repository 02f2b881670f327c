/** What was there before the ledger: written while everybody works, killed and begun again, each row once. */
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, expect, onTestFinished, test } from 'vitest'
import { pendingText } from '../../src/cli/ledger.ts'
import { recomputeCommand } from '../../src/cli/recompute.ts'
import { connect, type Database } from '../../src/db/client.ts'
import { installLedger } from '../../src/db/ledger.ts'
import { type FactKind, factKinds, factTables } from '../../src/domain/ledger/facts.ts'
import { closeMonth } from '../../src/features/commission/close.ts'
import { bookCorrections } from '../../src/features/commission/corrections.ts'
import { strayedRows } from '../../src/features/ledger/against-tables.ts'
import { exportLedger } from '../../src/features/ledger/export.ts'
import { pendingTables, writeGenesis } from '../../src/features/ledger/genesis.ts'
import { rebuild } from '../../src/features/ledger/recompute.ts'
import { sealWaiting } from '../../src/features/ledger/seal.ts'
import { ledgerSources } from '../../src/features/ledger/tables.ts'
import type { Sealed } from '../../src/features/ledger/verify.ts'
import { orders } from '../../src/features/orders/tables.ts'
import { root } from '../invariants/files.ts'
import { freshDatabase } from '../support/database.ts'
import { han, li, payingCompany } from './commission-support.ts'
import {
  allEntries,
  behindTheBack,
  type Column,
  change,
  columnsOf,
  expectWhole,
  type RandomChange,
  rowsOf,
} from './ledger-support.ts'

let database: Database
let url: string
let drop: () => Promise<void>
let columns: Map<string, Column[]>

beforeAll(async () => {
  const fresh = await freshDatabase()
  drop = fresh.drop
  url = fresh.url
  database = connect(url, { max: 4 })
  columns = await columnsOf(database.db)
})
afterAll(async () => {
  await database.close()
  await drop()
})
afterEach(() => finish())

const killed = new Error('killed')

/** One slice; killed before it commits where that is asked for. */
const slice = (limit: number, isKilled = false) =>
  database.db
    .transaction(async (tx) => {
      const left = await writeGenesis(tx, limit)
      if (isKilled) throw killed
      return left
    })
    .catch((error: unknown) => {
      if (error !== killed) throw error
      return 'more' as const
    })

async function finish(limit = 500) {
  while ((await slice(limit)) !== 'done') {}
}

/** A ledger of nothing, as if these tables had never been known. */
async function forget(kinds: readonly FactKind[]) {
  await behindTheBack(database, async (tx) => {
    await tx.execute(sql`truncate ledger_entries, ledger_waiting`)
    for (const kind of kinds) await tx.delete(ledgerSources).where(eq(ledgerSources.kind, kind))
  })
}

/** Keys of one and of two columns, of texts, numbers, days and uuids. */
const kinds: readonly FactKind[] = [
  ...(['orders', 'order_lines', 'customer_owners', 'setting_versions', 'visits'] as const),
  ...(['products', 'commission_closes'] as const),
]

const some = fc.record({
  kind: fc.constantFrom(...kinds),
  what: fc.constantFrom('insert', 'insert', 'insert', 'update', 'update', 'rename', 'delete'),
  n: fc.nat(10_000),
})
/** What goes on while it is being written: a change, a slice, one that is killed, a restart, a seal. */
const step = fc.oneof(
  { weight: 6, arbitrary: some },
  { weight: 4, arbitrary: fc.integer({ min: 1, max: 4 }).map((limit) => ({ limit })) },
  { weight: 1, arbitrary: fc.constant({ killed: true as const }) },
  { weight: 1, arbitrary: fc.constant({ restart: true as const }) },
  { weight: 1, arbitrary: fc.constant({ seal: true as const }) },
  { weight: 1, arbitrary: fc.constantFrom(...kinds).map((emptied) => ({ emptied })) },
)

async function take(one: typeof step extends fc.Arbitrary<infer S> ? S : never): Promise<void> {
  const { db } = database
  if ('limit' in one) await slice(one.limit)
  else if ('killed' in one) await slice(3, true)
  else if ('restart' in one) await installLedger(database.sql)
  else if ('seal' in one) await sealWaiting(db, 7)
  else if ('emptied' in one) await change(db, columns, { kind: one.emptied, what: 'empty', n: 0 })
  else await change(db, columns, one as RandomChange)
}

/** What the tables hold. */
async function standing(): Promise<Map<FactKind, Map<string, unknown>>> {
  const all = new Map<FactKind, Map<string, unknown>>()
  for (const kind of kinds) all.set(kind, await rowsOf(database, kind))
  return all
}

/** Of each row that was there, one genesis, with what it was then, before whatever happened to it. */
function expectOnce(
  entries: readonly Sealed[],
  before: ReadonlyMap<FactKind, ReadonlyMap<string, unknown>>,
): void {
  for (const [kind, rows] of before) {
    const own = entries.filter((entry) => entry.kind === kind)
    const told = own.filter(({ op }) => op === 'genesis')
    expect(new Map(told.map(({ key, row }) => [JSON.stringify(key), row])), kind).toEqual(rows)
    expect(told.length, kind).toBe(rows.size)
    const first = new Map<string, string>()
    for (const { key, op } of own.filter(({ op }) => op !== 'begin' && op !== 'end')) {
      const name = JSON.stringify(key)
      if (!first.has(name)) first.set(name, op)
    }
    for (const [name, op] of first) expect(op === 'genesis', `${kind} ${name}`).toBe(rows.has(name))
    expect(own.filter(({ op }) => op === 'begin')).toHaveLength(rows.size > 0 ? 1 : 0)
    expect(own.filter(({ op }) => op === 'end')).toHaveLength(rows.size > 0 ? 1 : 0)
  }
}

test('whatever is changed, killed and begun again meanwhile, each row is told once, as it was', async () => {
  const { db } = database
  let early = 0
  await fc.assert(
    fc.asyncProperty(
      fc.array(some, { minLength: 30, maxLength: 60 }),
      fc.array(step, { minLength: 20, maxLength: 50 }),
      async (there, steps) => {
        for (const one of there) await change(db, columns, one)
        await forget(kinds)
        const before = await standing()
        await installLedger(database.sql)
        expect(
          (await pendingTables(db)).map(({ kind, passed, rows }) => [kind, passed, rows]),
        ).toEqual(
          factKinds
            .filter((kind) => before.get(kind)?.size)
            .map((kind) => [kind, 0, before.get(kind)?.size]),
        )
        for (const one of steps) await take(one)
        const [ahead] = await db.execute<{ n: string }>(sql`select count(*) as n from ledger_ahead`)
        early += Number(ahead?.n ?? 0)
        // What is not through yet is not called wrong.
        expect((await strayedRows(database)).found).toEqual([])
        await finish(3)
        const entries = await allEntries(database)
        await expectWhole(database, entries)
        expectOnce(entries, before)
        const left = await db.execute(sql`select 1 from ledger_ahead`)
        expect(left).toHaveLength(0)
      },
    ),
    { numRuns: 4, seed: 20_261_126 },
  )
  expect(early).toBeGreaterThan(30)
}, 120_000)

const order = (n: number) => `O${String(n).padStart(4, '0')}`

/** So many orders, of which the ledger knows nothing yet. */
async function someOrders(n: number) {
  const { db } = database
  await behindTheBack(database, (tx) => tx.execute(sql.raw(`truncate ${factKinds.join(', ')}`)))
  await db.execute(sql`insert into orders (code, customer_code, ordered_at, ordered_on)
    select 'O' || lpad(n::text, 4, '0'), 'C1', now(), '2026-11-02' from generate_series(1, ${n}::int) n`)
  await forget(['orders'])
  const before = await standing()
  await installLedger(database.sql)
  return new Map([['orders' as const, before.get('orders') ?? new Map()]])
}

test('nobody who writes is waited for, and who waits comes after', async () => {
  const { db } = database
  const before = await someOrders(300)
  const update = (n: number) =>
    sql`update orders set rep_open_id = coalesce(rep_open_id, '') || 'x' where code = ${order(n)}`
  const other = connect(url, { max: 1 })
  let left = ''
  await other.db.transaction(async (tx) => {
    await tx.execute(update(5))
    await tx.execute(sql`delete from orders where code = ${order(8)}`)
    await tx.execute(sql`insert into orders (code, customer_code, ordered_at, ordered_on)
      values ('O0004a', 'C2', now(), '2026-11-03')`)
    expect(await slice(10)).toBe('more')
    expect((await pendingTables(db))[0]).toMatchObject({ kind: 'orders', passed: 4, rows: 300 })
    left = await slice(10)
  })
  expect(left).toBe('busy')
  // Somebody wants a row of a slice that is not committed yet.
  let changed = false
  const change = await db.transaction(async (tx) => {
    await writeGenesis(tx, 10)
    const waiting = other.db.execute(update(6)).then(() => {
      changed = true
    })
    await new Promise((done) => setTimeout(done, 60))
    expect(changed).toBe(false)
    return { waiting }
  })
  await change.waiting
  // Everybody at once.
  const writers = [1, 2, 3].map(async (one) => {
    for (let i = 0; i < 60; i++) {
      const n = (one * 97 + i * 31) % 300
      if (i % 7 === 3) await db.execute(sql`delete from orders where code = ${order(n)}`)
      else if (i % 7 === 5)
        await db.execute(sql`insert into orders (code, customer_code, ordered_at, ordered_on)
          values (${order(n)}, 'C3', now(), '2026-11-04') on conflict (code) do update set shipped_on = '2026-11-05'`)
      else await db.execute(update(n))
    }
  })
  const written = (async () => {
    for (let i = 0; (await slice(7)) !== 'done'; i++) if (i % 5 === 0) await sealWaiting(db, 20)
  })()
  await Promise.all([...writers, written])
  await other.close()
  const entries = await allEntries(database)
  await expectWhole(database, entries)
  expectOnce(entries, before)
}, 60_000)

test('a process that is killed in the middle leaves nothing half written; the next one goes on', async () => {
  const before = await someOrders(2_000)
  const script = `
    const { connect } = await import(${JSON.stringify(join(root, 'src/db/client.ts'))})
    const { writeGenesis } = await import(${JSON.stringify(join(root, 'src/features/ledger/genesis.ts'))})
    const { db } = connect(${JSON.stringify(url)}, { max: 1 })
    for (;;) {
      await db.transaction((tx) => writeGenesis(tx, 5))
      process.stdout.write('.')
    }`
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
    cwd: root,
  })
  await new Promise<void>((done, fail) => {
    let n = 0
    child.stdout.on('data', (text) => {
      n += String(text).length
      if (n > 9) child.kill('SIGKILL')
    })
    child.on('exit', (_code, signal) =>
      signal === 'SIGKILL' ? done() : fail(new Error(`it ended: ${child.stderr.read()}`)),
    )
  })
  await installLedger(database.sql)
  const [so] = await pendingTables(database.db)
  expect(so?.passed).toBeGreaterThan(40)
  expect(so?.passed).toBeLessThan(2_000)
  expect((await strayedRows(database)).pending).toEqual([so])
  await finish()
  const entries = await allEntries(database)
  await expectWhole(database, entries)
  expectOnce(entries, before)
}, 60_000)

/** The list of facts as an earlier version had it. */
function without(kind: FactKind, ...names: string[]) {
  const table = factTables[kind] as { columns: readonly string[] }
  const { columns: all } = table
  table.columns = all.filter((name) => !names.includes(name))
  return () => {
    table.columns = all
  }
}

test('a new column is told once with its default, and again only of rows that have something else in it', async () => {
  const { db } = database
  await someOrders(0)
  const restore = without('products', 'active', 'case_size')
  try {
    await installLedger(database.sql)
    await db.execute(sql`insert into products (code, name, unit, cost_fen, price_fen, active, case_size)
      select 'P' || n, 'x', '箱', 1, 1, n % 10 <> 0, case when n % 25 = 0 then 12.50 end
      from generate_series(1, 200) n`)
    await expectWhole(database, await allEntries(database))
  } finally {
    restore()
  }
  const told = (await allEntries(database)).length
  await installLedger(database.sql)
  expect((await strayedRows(database)).pending).toEqual([
    { kind: 'products', passed: 0, rows: 200 },
  ])
  // Before their turn: one that is not as the default has it, one that is, one that goes, one that comes.
  await db.execute(sql`update products set active = true where code = 'P50'`)
  await db.execute(sql`update products set active = false where code = 'P51'`)
  await db.execute(sql`delete from products where code = 'P60'`)
  await db.execute(sql`insert into products (code, name, unit, cost_fen, price_fen, active)
    values ('P999', 'x', '箱', 1, 1, false)`)
  await finish(30)
  const entries = await allEntries(database)
  await expectWhole(database, entries)
  const since = entries.slice(told)
  expect(since[0]).toMatchObject({
    ...{ kind: 'products', op: 'begin', key: [] },
    row: { rows: 200, added: { active: true, case_size: null }, removed: [] },
  })
  const genesis = since.filter(({ op }) => op === 'genesis').map(({ key }) => String(key[0]))
  const other = Array.from({ length: 200 }, (_, i) => i + 1).filter(
    (n) => n % 10 === 0 || n % 25 === 0,
  )
  expect(genesis.toSorted()).toEqual(other.map((n) => `P${n}`).toSorted())
  expect(
    since.filter(({ key }) => key[0] === 'P50').map(({ op, row }) => [op, row?.active]),
  ).toEqual([
    ['genesis', false],
    ['put', true],
  ])
  // The version before once more, and this one again: nothing is told of rows, all of it can be read.
  const back = without('products', 'active')
  try {
    await installLedger(database.sql)
    await db.execute(sql`update products set unit = '盒' where code = 'P70'`)
    await expectWhole(database, await allEntries(database))
  } finally {
    back()
  }
  await installLedger(database.sql)
  await finish()
  const all = await allEntries(database)
  await expectWhole(database, all)
  const again = all.slice(entries.length)
  // Twenty of 199 are not active: P70 among them, whose last entry says nothing of it.
  expect(again.filter(({ op }) => op === 'genesis')).toHaveLength(20)
}, 60_000)

test('what an earlier version has put up is known by its triggers and not told again', async () => {
  const { db } = database
  await someOrders(20)
  await finish()
  const told = (await allEntries(database)).length
  await db.execute(sql`update ledger_sources set columns = null, shape = 'of an earlier version'`)
  await installLedger(database.sql)
  expect(await pendingTables(db)).toEqual([])
  expect(await allEntries(database)).toHaveLength(told)
})

test('a month that is closed while the rest is still being written is worked out with the facts of then', async () => {
  const company = await payingCompany()
  const { bot } = company
  const { database: own } = bot.runtime
  await company.scheme('销售')
  for (let n = 1; n <= 9; n++)
    await company.order(`O${n}`, n % 2 ? 'C1' : 'C2', n % 2 ? li : han, `2026-10-0${n}`, [
      ['sale', 'P1', n, 4_000],
    ])
  await behindTheBack(own, (tx) =>
    tx.execute(sql`truncate ledger_entries, ledger_waiting, ledger_sources`),
  )
  await installLedger(own.sql)
  const folder = await mkdtemp(join(tmpdir(), 'rounds-genesis-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const read = async (name: string) => {
    const file = join(folder, name)
    await exportLedger(bot.db, file, { zone: bot.runtime.house.zone, now: bot.now() })
    return rebuild(file, [])
  }
  const write = (limit: number) => bot.db.transaction((tx) => writeGenesis(tx, limit))
  // One order changes before its turn and before the close, one after it, one goes; the rest have theirs.
  await company.order('O2', 'C2', han, '2026-10-02', [['sale', 'P1', 20, 4_000]])
  while (!(await pendingTables(bot.db)).some(({ kind, passed }) => kind === 'orders' && passed > 0))
    await write(4)
  expect(await closeMonth(await bot.context(), '2026-10', null)).toEqual(['2026-10'])
  await company.order('O8', 'C2', han, '2026-10-08', [['sale', 'P1', 50, 4_000]])
  await bot.db.delete(orders).where(eq(orders.code, 'O9'))
  const early = await read('early.ndjson')
  expect(early.pending.map(({ kind }) => kind)).toContain('orders')
  expect(early.pending.find(({ kind }) => kind === 'orders')).toMatchObject({ passed: 4, rows: 9 })
  expect(early.closesChecked).toEqual([])
  expect(pendingText(early.pending)).toContain('orders: 4 of 9 rows')
  const asked = { alone: true, head: [], json: true }
  expect(await recomputeCommand(join(folder, 'early.ndjson'), asked)).toBe(false)
  // The job does the rest.
  await bot.job('ledger.genesis')
  expect(await pendingTables(bot.db)).toEqual([])
  expect(await bookCorrections(await bot.context())).toBeGreaterThan(0)
  const late = await read('late.ndjson')
  expect(late).toMatchObject({ pending: [], closes: [], closesAsWritten: [] })
  expect(late.closesChecked).toEqual(['2026-10'])
  expect(await recomputeCommand(join(folder, 'late.ndjson'), asked)).toBe(true)
  expect((await strayedRows(own)).found).toEqual([])
}, 60_000)

/** The ledger: whatever is written to a table of facts stands in it, and nothing in it can be changed. */
import { join } from 'node:path'
import { getTableColumns, getTableName, is, sql } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import fc from 'fast-check'
import postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Database } from '../../src/db/client.ts'
import { factKinds, factTable } from '../../src/domain/ledger/facts.ts'
import { strayedRows } from '../../src/features/ledger/against-tables.ts'
import { sealAll } from '../../src/features/ledger/export.ts'
import { headOf, sealWaiting } from '../../src/features/ledger/seal.ts'
import { type Sealed, verifyChain } from '../../src/features/ledger/verify.ts'
import { retention } from '../../src/features/privacy/retention.ts'
import { root, sourceFiles } from '../invariants/files.ts'
import { freshDatabase } from '../support/database.ts'
import {
  allEntries,
  behindTheBack,
  type Column,
  change,
  columnsOf,
  expectWhole,
  from,
  type RandomChange,
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

const all = () => allEntries(database)
const behind = (text: string) => behindTheBack(database, (tx) => tx.execute(sql.raw(text)))

test('whatever is written to any table of facts, the ledger makes the same tables again', async () => {
  const { db } = database
  const changes: fc.Arbitrary<RandomChange[]> = fc.array(
    fc.record({
      kind: fc.constantFrom(...factKinds),
      what: fc.constantFrom('insert', 'insert', 'insert', 'update', 'update', 'rename', 'delete'),
      n: fc.nat(10_000),
    }),
    { minLength: 25, maxLength: 70 },
  )
  let sealed = 0
  await fc.assert(
    fc.asyncProperty(changes, fc.constantFrom(...factKinds), async (list, emptied) => {
      for (const one of list) await change(db, columns, one)
      // Some of it is sealed before the rest is written.
      await sealWaiting(db, 25)
      await change(db, columns, { kind: emptied, what: 'empty', n: 0 })
      const entries = await all()
      sealed = entries.length
      await expectWhole(database, entries)
    }),
    { numRuns: 8, seed: 20_261_126 },
  )
  expect(sealed).toBeGreaterThan(200)
}, 120_000)

test('an entry that was altered, left out, moved or cut off is named, and a chain made anew by a noted head', async () => {
  await change(database.db, columns, { kind: 'orders', what: 'insert', n: 77 })
  const entries = await all()
  const end = await headOf(database.db)
  const n = Math.floor(entries.length / 2)
  const at = (i: number) => entries[i] as Sealed
  const check = async (list: readonly Sealed[], noted = [end]) =>
    (await verifyChain(from(list), { end, noted })).broken
  expect(await check(entries)).toBeNull()
  expect(await check(entries.with(n, { ...at(n), at: '2020-01-01T00:00:00.000000Z' }))).toEqual({
    seq: n + 1,
    why: 'altered',
  })
  expect(await check(entries.with(n, { ...at(n), row: { code: 'X' } }))).toEqual({
    seq: n + 1,
    why: 'altered',
  })
  expect(await check(entries.toSpliced(n, 1))).toEqual({ seq: n + 1, why: 'missing' })
  expect(await check(entries.with(n, at(n + 1)).with(n + 1, at(n)))).toEqual({
    seq: n + 1,
    why: 'missing',
  })
  expect(await check(entries.toSpliced(n, 0, at(n - 1)))).toEqual({ seq: n + 1, why: 'order' })
  expect(await check(entries.slice(0, -2))).toEqual({
    seq: entries.length - 1,
    why: 'truncated',
  })
  // Somebody makes all hashes anew after a change, and the end with them.
  const { hashAfter, start } = await import('../../src/features/ledger/chain.ts')
  let hash = start.hash
  const forged = entries.with(n, { ...at(n), row: { code: 'X' } }).map((one) => {
    hash = hashAfter(hash, one)
    return { ...one, hash }
  })
  const newEnd = { seq: forged.length, hash }
  expect((await verifyChain(from(forged), { end: newEnd })).broken).toBeNull()
  expect((await verifyChain(from(forged), { end: newEnd, noted: [end] })).broken).toEqual({
    seq: forged.length,
    why: 'head',
  })
})

test('nobody changes what is sealed, nor takes away what waits', async () => {
  const { db } = database
  await db.execute(sql`insert into teams (code, name) values ('WAITS', '等')`)
  const cause = async (text: string) =>
    db.execute(sql.raw(text)).then(
      () => 'done',
      (error: { cause?: Error }) => error.cause?.message ?? '',
    )
  for (const text of [
    `update ledger_entries set "row" = null where seq = 1`,
    'delete from ledger_entries where seq = 1',
    'truncate ledger_entries',
    `update ledger_waiting set op = 'gone'`,
    'delete from ledger_waiting',
    'truncate ledger_waiting',
  ])
    expect(await cause(text), text).toContain('the ledger only grows')
})

test('what is changed behind the triggers’ back is found by its table and key', async () => {
  const { db } = database
  await behind('truncate orders, payments')
  for (const code of ['S1', 'S2', 'S3'])
    await db.execute(sql`insert into orders (code, customer_code, ordered_at, ordered_on)
      values (${code}, 'C1', now(), '2026-11-02') on conflict do nothing`)
  const orders = async () =>
    (await strayedRows(database)).found.filter(
      ({ kind, key }) => kind === 'orders' && /^S\d$/.test(String(key[0])),
    )
  expect(await orders()).toEqual([])
  await behind(`update orders set rep_open_id = 'ou_mine' where code = 'S1'`)
  await behind(`delete from orders where code = 'S2'`)
  await behind(`insert into orders (code, customer_code, ordered_at, ordered_on)
    values ('S9', 'C1', now(), '2026-11-02')`)
  expect(await orders()).toEqual([
    { kind: 'orders', key: ['S1'], why: 'altered' },
    { kind: 'orders', key: ['S2'], why: 'vanished' },
    { kind: 'orders', key: ['S9'], why: 'unlogged' },
  ])
})

test('a number that commits late is sealed later and nothing is lost', async () => {
  const other = postgres(url, { max: 1, onnotice: () => {} })
  const { db } = database
  await sealAll(db)
  const before = await headOf(db)
  const late = await other.reserve()
  await late`begin`
  await late`insert into teams (code, name) values ('LATE', '晚')`
  await db.execute(sql`insert into teams (code, name) values ('EARLY', '早')`)
  await sealAll(db)
  expect((await headOf(db)).seq).toBe(before.seq + 1)
  // What has committed does not wait for what has not.
  await late`commit`
  late.release()
  await other.end()
  const entries = (await all()).slice(before.seq)
  expect(entries.map(({ key }) => key)).toEqual([['EARLY'], ['LATE']])
  expect(entries[0]?.id).toBeGreaterThan(entries[1]?.id ?? Number.POSITIVE_INFINITY)
})

test('of every column of a table of facts it is said whether it is taken; what ends one day is not', async () => {
  const snake = (name: string) => name.replace(/[A-Z]/g, (char) => `_${char.toLowerCase()}`)
  const ended = new Set(
    Object.entries(retention).flatMap(([name, keep]) => (typeof keep === 'string' ? [name] : [])),
  )
  const named = new Map<string, string[]>()
  for (const file of sourceFiles('src/features').filter((one) => /\/tables\.ts$/.test(one)))
    for (const table of Object.values((await import(join(root, file))) as Record<string, unknown>))
      if (is(table, PgTable)) named.set(getTableName(table), Object.keys(getTableColumns(table)))
  for (const kind of factKinds) {
    const { key, columns: taken, leftOut } = factTable(kind)
    const own = named.get(kind) ?? []
    expect([...key, ...taken, ...Object.keys(leftOut)].toSorted(), kind).toEqual(
      own.map(snake).toSorted(),
    )
    const kept = own.filter((name) => [...key, ...taken].includes(snake(name)))
    expect(
      kept.filter((name) => ended.has(`${kind}.${name}`)),
      kind,
    ).toEqual([])
  }
})

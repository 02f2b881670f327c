/** Grades as sets in SQL, against a slow and obvious second implementation. */
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { connect, type Database } from '../../src/db/client.ts'
import { gradeSizes } from '../../src/domain/customers/grading.ts'
import { rulesFrom } from '../../src/domain/settings/define.ts'
import { addDays, date, type LocalDate } from '../../src/domain/time.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { earned, gradeList } from '../../src/features/grading/store/compute.ts'
import { orders } from '../../src/features/orders/tables.ts'
import { freshDatabase } from '../support/database.ts'

let database: Database
let drop: () => Promise<void>
beforeAll(async () => {
  const fresh = await freshDatabase()
  drop = fresh.drop
  database = connect(fresh.url, { max: 1 })
})
afterAll(async () => {
  await database.close()
  await drop()
})
beforeEach(() => database.db.execute(sql`truncate customers, users, orders, order_lines`))

const on = date('2026-11-24')
type Values = Record<string, unknown>
const rules = (values: Values = {}) =>
  rulesFrom(
    new Map(Object.entries(values).map(([key, value]) => [key, new Map([['org', value]])])),
    1,
  )
const list = (values: Values = {}, day: LocalDate = on) =>
  gradeList(database.db, day, rules(values))

interface Shop {
  readonly code: string
  readonly fen: number
  readonly orderedOn?: LocalDate
  readonly createdOn?: string
  readonly since?: string | null
  readonly team?: string | null
  readonly type?: string | null
  readonly locked?: boolean
  readonly grade?: 'A' | 'B' | 'C' | 'D' | null
}

async function write(shops: readonly Shop[]) {
  const { db } = database
  for (let i = 0; i < shops.length; i += 2000) {
    const part = shops.slice(i, i + 2000)
    await db.insert(customers).values(
      part.map((shop) => ({
        code: shop.code,
        name: shop.code,
        createdOn: shop.createdOn ?? '2026-01-01',
        since: shop.since ?? null,
        teamCode: shop.team ?? null,
        type: shop.type ?? null,
        grade: shop.grade ?? null,
        gradeLockedAt: shop.locked ? new Date('2026-11-01T00:00:00Z') : null,
        gradeLockedBy: shop.locked ? 'ou_boss' : null,
      })),
    )
    const sold = part.filter(({ fen }) => fen !== 0)
    if (sold.length > 0)
      await db.insert(orders).values(
        sold.map(({ code, fen, orderedOn = on }) => ({
          code: `SO-${code}`,
          customerCode: code,
          orderedAt: new Date(`${orderedOn}T10:00:00+08:00`),
          orderedOn,
          netFen: fen,
        })),
      )
  }
}

const code = (i: number) => `C${String(i).padStart(5, '0')}`
const sizesOf = (rows: readonly { grade: string | null }[]) =>
  ['A', 'B', 'C', 'D'].map((grade) => rows.filter((row) => row.grade === grade).length)

/** By counting instead of dividing: whole numbers alone. */
function counted(n: number): number[] {
  const take = (left: number, percent: number) => {
    let taken = 0
    while (taken * 100 < left * percent) taken++
    return taken
  }
  const a = take(n, 5)
  const b = take(n - a, 20)
  const c = take(n - a - b, 50)
  return [a, b, c, n - a - b - c]
}

describe('sizes', () => {
  test('5 % / 20 % / 50 % / the rest, each of what remains, for every number of customers', () => {
    expect(gradeSizes(100)).toEqual({ A: 5, B: 19, C: 38, D: 38 })
    expect(gradeSizes(200)).toEqual({ A: 10, B: 38, C: 76, D: 76 })
    expect(gradeSizes(0)).toEqual({ A: 0, B: 0, C: 0, D: 0 })
    for (let n = 0; n <= 10_000; n++) expect(Object.values(gradeSizes(n))).toEqual(counted(n))
  })

  test('SQL takes the same numbers for every size from 0 to 10,000', async () => {
    // Of each size the first and the last rank of every grade: between them a grade cannot change, since its
    // conditions are borders of the rank.
    const wanted = Array.from({ length: 10_001 }, (_, n) => {
      let last = 0
      return counted(n).flatMap((size, i) => {
        const first = last + 1
        last += size
        return size === 0 ? [] : [[n, first, 'ABCD'[i]] as const, [n, last, 'ABCD'[i]] as const]
      })
    }).flat()
    const ranks = JSON.stringify(wanted.map(([n, rank]) => ({ n, rank })))
    const rows = await database.db.execute<{ n: number; rank: number; earned: string }>(sql`
      with ranked as (
        select t.n::bigint, t.rank::bigint, at from rows from (
          jsonb_to_recordset(${ranks}::text::jsonb) as (n int, rank int)) with ordinality as t(n, rank, at)
      ), ${earned} select n::int, rank::int, earned from earned order by at`)
    expect(rows.map(({ n, rank, earned: grade }) => `${n} ${rank} ${grade}`)).toEqual(
      wanted.map(([n, rank, grade]) => `${n} ${rank} ${grade}`),
    )
    expect(wanted.at(-1)).toEqual([10_000, 10_000, 'D'])
  })

  test('the whole query deals them out for every size to 100, some more, and 10,000', async () => {
    // One scope a size, all in one query.
    const sizes = [...Array.from({ length: 100 }, (_, i) => i + 1), 119, 200, 333, 400]
    await write(
      sizes.flatMap((n) =>
        Array.from({ length: n }, (_, i) => ({
          code: `${String(n).padStart(3, '0')}-${code(i)}`,
          fen: 1_000 + ((i * 7919) % n),
          type: `size ${n}`,
        })),
      ),
    )
    const rows = await list({ 'grading.scope': 'type' })
    for (const n of sizes) {
      const prefix = String(n).padStart(3, '0')
      const own = rows.filter(({ customerCode }) => customerCode.startsWith(prefix))
      expect([n, ...sizesOf(own)]).toEqual([n, ...Object.values(gradeSizes(n))])
    }
    await database.db.execute(sql`truncate customers, orders`)
    await write(Array.from({ length: 10_000 }, (_, i) => ({ code: code(i), fen: 10 + (i % 100) })))
    expect(sizesOf(await list())).toEqual(Object.values(gradeSizes(10_000)))
  })
})

test('ties stand by code, a short list has an A, who sold nothing or took back more is D', async () => {
  await write([
    { code: 'b', fen: 500 },
    { code: 'A', fen: 500 },
    { code: 'a', fen: 500 },
    { code: 'zero', fen: 0 },
    { code: 'back', fen: -900 },
  ])
  expect(
    (await list()).map(({ customerCode, rank, grade }) => [customerCode, rank, grade]),
  ).toEqual([
    ['A', 1, 'A'],
    ['a', 2, 'B'],
    ['b', 3, 'C'],
    ['zero', 4, 'D'],
    ['back', 5, 'D'],
  ])
})

test('the window is a rule; its first day counts and the day before does not', async () => {
  await write([
    { code: 'first', fen: 100, orderedOn: addDays(on, -89) },
    { code: 'before', fen: 900, orderedOn: addDays(on, -90) },
    { code: 'tomorrow', fen: 900, orderedOn: addDays(on, 1) },
  ])
  const sales = async (values: Values) =>
    Object.fromEntries((await list(values)).map((row) => [row.customerCode, row.salesFen]))
  expect(await sales({})).toEqual({ first: 100, before: 0, tomorrow: 0 })
  expect(await sales({ 'grading.windowDays': 91 })).toEqual({
    first: 100,
    before: 900,
    tomorrow: 0,
  })
})

describe('new customers', () => {
  const kinds = async (values: Values = {}) =>
    Object.fromEntries((await list(values)).map(({ customerCode, kind }) => [customerCode, kind]))

  test('are those known to be younger than the rule says; they have neither rank nor grade', async () => {
    await write([
      { code: 'old', fen: 100, since: '2020-01-01' },
      { code: 'edge', fen: 100, since: addDays(on, -60) },
      { code: 'young', fen: 900, since: addDays(on, -59) },
    ])
    expect(await kinds()).toEqual({ old: 'ranked', edge: 'ranked', young: 'new' })
    expect(await kinds({ 'grading.newDays': 0 })).toMatchObject({ young: 'ranked' })
    const young = (await list()).at(-1)
    expect(young).toEqual({
      customerCode: 'young',
      salesFen: 900,
      rank: null,
      grade: null,
      kind: 'new',
    })
  })

  test('whoever came with the first list is not new; who joined a list later is', async () => {
    const today = { createdOn: on }
    await write([
      { code: 'a', fen: 100, ...today },
      { code: 'b', fen: 100, ...today },
    ])
    expect(await kinds()).toEqual({ a: 'ranked', b: 'ranked' })
    await database.db.execute(sql`truncate customers, orders`)
    await write([
      { code: 'a', fen: 100, createdOn: '2026-01-01' },
      { code: 'joined', fen: 100, createdOn: '2026-11-01' },
      { code: 'known', fen: 100, createdOn: '2026-11-01', orderedOn: date('2026-06-01') },
    ])
    expect(await kinds()).toEqual({ a: 'ranked', joined: 'new', known: 'ranked' })
  })
})

const shop = fc.record({
  fen: fc.integer({ min: -3, max: 6 }),
  team: fc.constantFrom('T1', 'T2', null),
  type: fc.constantFrom('KA', '流通', null),
  age: fc.constantFrom(10, 59, 60, 400),
  locked: fc.boolean(),
  grade: fc.constantFrom('A', 'D', null),
})

test('the same as a slow second implementation, whatever the scope', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(shop, { maxLength: 30 }),
      fc.constantFrom('org', 'team', 'type', 'typeTeam'),
      async (drawn, scope) => {
        await database.db.execute(sql`truncate customers, orders`)
        const shops = drawn.map((one, i) => ({
          ...one,
          code: code(i),
          since: addDays(on, -one.age),
          grade: one.grade as 'A' | 'D' | null,
        }))
        await write(shops)
        const key = (one: (typeof shops)[number]) =>
          scope === 'org'
            ? ''
            : scope === 'team'
              ? (one.team ?? '')
              : scope === 'type'
                ? (one.type ?? '')
                : `${one.team ?? ''}|${one.type ?? ''}`
        const expected = new Map<string, { rank: number | null; grade: string | null }>()
        for (const one of shops) {
          if (one.age < 60 && !one.locked) {
            expected.set(one.code, { rank: null, grade: null })
            continue
          }
          const rivals = shops.filter(
            (other) => key(other) === key(one) && (other.age >= 60 || other.locked),
          )
          const better = rivals.filter(
            (other) => other.fen > one.fen || (other.fen === one.fen && other.code < one.code),
          ).length
          const size = gradeSizes(rivals.length)
          const rank = better + 1
          const earned =
            one.fen <= 0
              ? 'D'
              : rank <= size.A
                ? 'A'
                : rank <= size.A + size.B
                  ? 'B'
                  : rank <= size.A + size.B + size.C
                    ? 'C'
                    : 'D'
          expected.set(one.code, { rank, grade: one.locked ? one.grade : earned })
        }
        const found = new Map(
          (await list({ 'grading.scope': scope })).map(({ customerCode, rank, grade }) => [
            customerCode,
            { rank, grade },
          ]),
        )
        expect(found).toEqual(expected)
      },
    ),
    { numRuns: 60 },
  )
})

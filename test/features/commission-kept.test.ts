/** Months that are kept, against the same months worked out from the facts: after whatever changes. */
import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Tx } from '../../src/db/client.ts'
import { type ComputeCtx, computeScheme } from '../../src/features/commission/compute.ts'
import { keepMonths } from '../../src/features/commission/kept/keep.ts'
import { readKept } from '../../src/features/commission/kept/read.ts'
import { monthTotals, quickTotals, readMonth } from '../../src/features/commission/read.ts'
import { schemesIn } from '../../src/features/commission/schemes.ts'
import { changes, fill, schemes } from './commission-changes.ts'
import { han, li, payingCompany } from './commission-support.ts'

/** What is open. */
const months = ['2026-10', '2026-11']

/** A month as it would be without anything kept: each person's total, and lines. */
async function workedOut(ctx: ComputeCtx, month: string) {
  const totals = new Map<string, number>()
  const lines = new Map<string, string[]>()
  for (const inForce of await schemesIn(ctx.tx, month))
    for (const [openId, { computed }] of await computeScheme(ctx, { inForce, month })) {
      totals.set(openId, (totals.get(openId) ?? 0) + computed.totalFen)
      const own = computed.lines.map((line) => JSON.stringify(line))
      lines.set(openId, [...(lines.get(openId) ?? []), ...own])
    }
  return { totals: inOrder(totals), lines }
}

const inOrder = (map: ReadonlyMap<string, number>) =>
  [...map].toSorted(([a], [b]) => (a < b ? -1 : 1))

/** What the months would be taken for if nobody had marked anything. */
async function withoutMarks(ctx: ComputeCtx) {
  await ctx.tx.execute(sql`savepoint marks`)
  await ctx.tx.execute(sql`truncate commission_marks, payment_credit_marks`)
  const found = []
  for (const month of months) found.push(inOrder(await monthTotals(ctx, month)))
  await ctx.tx.execute(sql`rollback to savepoint marks`)
  return JSON.stringify(found)
}

test('whatever changes, a month that is kept is what it would be worked out to be', async () => {
  const company = await payingCompany()
  const { bot } = company
  await schemes(company)
  const inTx = async <R>(work: (ctx: Awaited<ReturnType<typeof bot.context>>) => Promise<R>) => {
    const ctx = await bot.context()
    return bot.db.transaction((tx: Tx) => work({ ...ctx, tx }))
  }
  const keep = () =>
    inTx(async (ctx) => {
      while (await keepMonths(ctx));
    })
  const expectAllKept = () =>
    inTx(async (ctx) => {
      for (const month of months) {
        const kept = await readKept(ctx, month)
        expect(kept.flatMap(({ missing }) => missing)).toEqual([])
        expect(await quickTotals(ctx, month)).not.toBeNull()
      }
    })
  const compare = (why: string) =>
    inTx(async (ctx) => {
      const stale = await withoutMarks(ctx)
      const found = []
      for (const month of months) {
        const { totals, lines } = await workedOut(ctx, month)
        expect(inOrder(await monthTotals(ctx, month)), `${month} after ${why}`).toEqual(totals)
        const own = await readMonth(ctx, month, [li, han])
        for (const who of [li, han]) {
          const shown = own.schemes.filter(({ openId }) => openId === who)
          expect(
            shown.flatMap((one) => one.lines.map((line) => JSON.stringify(line))).toSorted(),
            `lines of ${month} after ${why}`,
          ).toEqual((lines.get(who) ?? []).toSorted())
        }
        found.push(totals)
      }
      return stale !== JSON.stringify(found)
    })

  /** Changes of which only their mark tells: without it something wrong would have been shown. */
  const told = new Set<string>()
  await fill(company)
  await keep()
  await expectAllKept()
  for (const [i, { name, runs }] of changes.entries()) {
    await keep()
    const [run] = fc.sample(runs, { numRuns: 1, seed: 100 + i })
    await run?.(company)
    if (await compare(name)) told.add(name)
  }
  const marked = changes.filter(({ isMarked }) => isMarked).map(({ name }) => name)
  expect(marked.filter((name) => !told.has(name))).toEqual([])
  expect([...told].filter((name) => !marked.includes(name))).toEqual([])

  // What a closed month paid is looked up there, also for what was kept before it was closed.
  await fill(company)
  await keep()
  await expectAllKept()
  await bot.job('performance.close-month', { date: '2026-11-05' })
  months.shift()
  await compare('closing October')
  await keep()
  const { runs } = changes.find(({ name }) => name === 'comes back') ?? {}
  const [run] = runs ? fc.sample(runs, { numRuns: 1, seed: 1 }) : []
  await run?.(company)
  await compare('goods of October that came back')
}, 240_000)

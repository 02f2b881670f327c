/** Works kept months out anew where something has changed; the job that does it runs all day. */
import { and, eq, notInArray, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import { monthOf } from '../../../domain/time.ts'
import { settleMarkedCredits } from '../../performance/facts/credits.ts'
import { type ComputeCtx, computeScheme, standingOf, subtotalOf } from '../compute.ts'
import { list } from '../facts/wanted.ts'
import { monthBefore } from '../months.ts'
import { openOf } from '../paid.ts'
import { coveredBy, type People, readPeople } from '../people.ts'
import { firstMonth, type InForce, schemesIn } from '../schemes.ts'
import { commissionMonths } from '../tables.ts'
import { type Marked, takeMarks } from './marks.ts'
import { type Checked, validRows } from './read.ts'

/** People of a scheme that are worked out at once; a company of a thousand is a few slices. */
const slicePeople = 250

/** The months that people look at, and the one that the older of them is compared with, while they are open. */
async function keptMonths({ tx, today }: ComputeCtx): Promise<string[]> {
  const first = await firstMonth(tx)
  const now = monthOf(today)
  const before = monthBefore(now)
  return openOf(
    tx,
    [now, before, monthBefore(before)].filter((month) => first !== null && month >= first),
  )
}

/** Whether there is a mark, or a scheme whose months may have to be kept. */
export async function mayHaveToKeep({ tx }: ComputeCtx): Promise<boolean> {
  const [row] = await tx.execute<{ marked: boolean }>(
    sql`select exists (select 1 from commission_marks) as marked`,
  )
  return (row?.marked ?? false) || (await firstMonth(tx)) !== null
}

/**
 * Drops what marks concern, then works out what is missing, one slice a scheme and month. Answers whether
 * more is left. What commits meanwhile has a mark that stays, so that a row made here is not read before
 * it was looked at again.
 */
export async function keepMonths(ctx: ComputeCtx): Promise<boolean> {
  const { tx } = ctx
  // One at a time: of two, the one that read first could write last.
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('commission_months'))`)
  // Whose money a payment is comes first: a month with unsettled payments counts as out of date.
  if (await settleMarkedCredits(tx)) return true
  await dropMarked(tx, await takeMarks(tx))
  const months = await keptMonths(ctx)
  await tx
    .delete(commissionMonths)
    .where(months.length > 0 ? notInArray(commissionMonths.month, months) : undefined)
  const people = await readPeople(tx)
  let isMore = false
  for (const month of months)
    for (const inForce of await schemesIn(tx, month)) {
      const missing = await missingIn(ctx, { inForce, month, people })
      await keep(ctx, inForce, month, people, missing.slice(0, slicePeople))
      isMore ||= missing.length > slicePeople
    }
  return isMore
}

async function dropMarked(tx: Tx, marked: Marked): Promise<void> {
  const schemes = await tx
    .selectDistinct({ schemeId: commissionMonths.schemeId })
    .from(commissionMonths)
  for (const { schemeId } of schemes) {
    const out = marked.outOf(schemeId)
    if (out !== 'everybody' && out.size === 0) continue
    const who = out === 'everybody' ? sql`true` : sql`open_id in ${list([...out])}`
    await tx.delete(commissionMonths).where(and(eq(commissionMonths.schemeId, schemeId), who))
  }
}

/** Whom the scheme covers and who has no valid row. */
async function missingIn(ctx: ComputeCtx, wanted: Checked): Promise<string[]> {
  const { inForce, month, people } = wanted
  const { openId, basis, target, behind } = commissionMonths
  const rows = await ctx.tx
    .select({ openId, basis, target, behind })
    .from(commissionMonths)
    .where(and(eq(commissionMonths.month, month), eq(commissionMonths.schemeId, inForce.scheme.id)))
  const valid = await validRows(ctx, wanted, rows)
  return [...coveredBy(people, inForce.terms).keys()].filter((one) => !valid.has(one))
}

async function keep(
  ctx: ComputeCtx,
  inForce: InForce,
  month: string,
  people: People,
  openIds: readonly string[],
): Promise<void> {
  if (openIds.length === 0) return
  const schemeId = inForce.scheme.id
  // Before the facts: a target that is set meanwhile differs from the one that is written here.
  const standing = await standingOf(ctx, { inForce, month }, openIds, people)
  const worked = await computeScheme(ctx, { inForce, month, openIds, people })
  const rows = openIds.map((openId): typeof commissionMonths.$inferInsert => {
    const own = worked.get(openId)
    const lines = own?.computed.lines ?? []
    const { basis } = standing(openId)
    const target = own ? own.inputs.target : standing(openId).target
    return {
      ...{ month, schemeId, openId, basis, target },
      hasFacts: (own?.facts.length ?? 0) > 0,
      subtotalFen: subtotalOf(lines),
      cameBack: own?.cameBack ?? [],
      behind: own?.behind ?? {},
      lines: lines.filter(({ kind }) => kind !== 'coefficient' && kind !== 'cap'),
    }
  })
  await ctx.tx
    .delete(commissionMonths)
    .where(
      and(
        eq(commissionMonths.month, month),
        eq(commissionMonths.schemeId, schemeId),
        sql`open_id in ${list(openIds)}`,
      ),
    )
  for (let i = 0; i < rows.length; i += rowsAtOnce)
    await ctx.tx.insert(commissionMonths).values(rows.slice(i, i + rowsAtOnce))
}

/** Each has a month's lines in it. */
const rowsAtOnce = 50

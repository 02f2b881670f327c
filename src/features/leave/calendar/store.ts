/** Company days: what is ahead, changed by admins, kept with who did it. */
import { and, asc, eq, gte, inArray, isNull, lte, or, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { CompanyDay } from '../../../../cards/leave/calendar.ts'
import type { LeavePart } from '../../../../cards/leave/view.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import type { Tx } from '../../../db/client.ts'
import { addDays, daysFrom, type LocalDate } from '../../../domain/time.ts'
import { calendarDays } from '../../org/tables.ts'
import { calendarChangeDays, calendarChanges } from '../tables.ts'

/** Days of one scope: `org` or `team:<code>`. */
export interface CompanyDays {
  readonly scope: string
  readonly from: LocalDate
  readonly to: LocalDate
  readonly part: LeavePart
}

export type Change = typeof calendarChanges.$inferSelect
type ChangedDay = Omit<typeof calendarChangeDays.$inferSelect, 'changeId'>

const companyKinds: CompanyDay[] = ['holiday', 'workday']

/** Company days from a date on, days in a row as one, soonest first. `scopes` limits whose. */
export async function daysAhead(
  tx: Tx,
  today: LocalDate,
  scopes: readonly string[] | null,
): Promise<(CompanyDays & { kind: CompanyDay })[]> {
  const rows = await tx
    .select()
    .from(calendarDays)
    .where(
      and(
        gte(calendarDays.date, today),
        inArray(calendarDays.kind, companyKinds),
        scopes
          ? inArray(calendarDays.scope, [...scopes])
          : or(eq(calendarDays.scope, 'org'), sql`${calendarDays.scope} like 'team:%'`),
      ),
    )
    .orderBy(
      asc(calendarDays.scope),
      asc(calendarDays.kind),
      asc(calendarDays.part),
      asc(calendarDays.date),
    )
  const runs: (CompanyDays & { kind: CompanyDay })[] = []
  for (const row of rows) {
    const date = row.date as LocalDate
    const kind: CompanyDay = row.kind === 'workday' ? 'workday' : 'holiday'
    const last = runs.at(-1)
    const goesOn =
      last?.scope === row.scope &&
      last.kind === kind &&
      last.part === row.part &&
      addDays(last.to, 1) === date
    if (last && goesOn) runs[runs.length - 1] = { ...last, to: date }
    else runs.push({ scope: row.scope, kind, part: row.part, from: date, to: date })
  }
  return runs.toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0))
}

/** Adds the days that are not there yet; null when all of them are. */
export async function addDaysOf(
  ctx: ActorCtx,
  asked: CompanyDays & { readonly kind: CompanyDay },
): Promise<{ change: Change; days: ChangedDay[] } | null> {
  const { scope, from, to, part, kind } = asked
  const added = await ctx.tx
    .insert(calendarDays)
    .values(daysFrom(from, to).map((date) => ({ scope, date, kind, part })))
    .onConflictDoNothing()
    .returning({ date: calendarDays.date })
  const days = added.map(({ date }) => ({ date, kind, part }))
  return keep(ctx, asked, 'added', days)
}

/** Removes what is there of the days, of one kind or of both; null when nothing is. */
export async function removeDaysOf(
  ctx: ActorCtx,
  asked: CompanyDays & { readonly kind: CompanyDay | null },
): Promise<{ change: Change; days: ChangedDay[] } | null> {
  const { scope, from, to, part, kind } = asked
  const gone = await ctx.tx
    .delete(calendarDays)
    .where(
      and(
        eq(calendarDays.scope, scope),
        gte(calendarDays.date, from),
        lte(calendarDays.date, to),
        inArray(calendarDays.kind, kind ? [kind] : companyKinds),
        // Whole days asked for mean whatever part of them is there.
        part === '' ? undefined : eq(calendarDays.part, part),
      ),
    )
    .returning()
  const days = gone.map((row) => ({
    date: row.date,
    kind: row.kind === 'workday' ? ('workday' as const) : ('holiday' as const),
    part: row.part,
  }))
  return keep(ctx, asked, 'removed', days)
}

async function keep(
  ctx: ActorCtx,
  asked: CompanyDays & { readonly kind: CompanyDay | null },
  action: Change['action'],
  days: ChangedDay[],
): Promise<{ change: Change; days: ChangedDay[] } | null> {
  if (days.length === 0) return null
  const change: Change = {
    id: uuidv7(),
    byOpenId: ctx.actor.openId,
    at: ctx.now,
    action,
    scope: asked.scope,
    fromDate: asked.from,
    toDate: asked.to,
    kind: asked.kind,
    part: asked.part,
    undoneAt: null,
    undoneBy: null,
  }
  await ctx.tx.insert(calendarChanges).values(change)
  await ctx.tx
    .insert(calendarChangeDays)
    .values(days.map((day) => ({ ...day, changeId: change.id })))
  return { change, days }
}

/** The same change made before by the same admin: a second click finds it. */
export async function sameChange(
  ctx: ActorCtx,
  asked: CompanyDays & { readonly kind: CompanyDay | null },
  action: Change['action'],
): Promise<Change | null> {
  const { scope, from, to, part, kind } = asked
  const [found] = await ctx.tx
    .select()
    .from(calendarChanges)
    .where(
      and(
        eq(calendarChanges.byOpenId, ctx.actor.openId),
        eq(calendarChanges.action, action),
        eq(calendarChanges.scope, scope),
        eq(calendarChanges.fromDate, from),
        eq(calendarChanges.toDate, to),
        eq(calendarChanges.part, part),
        kind ? eq(calendarChanges.kind, kind) : isNull(calendarChanges.kind),
        isNull(calendarChanges.undoneAt),
      ),
    )
    .orderBy(sql`${calendarChanges.at} desc`)
    .limit(1)
  return found ?? null
}

/** A change, held until the transaction ends; null when there is none. */
export async function lockChange(tx: Tx, id: string): Promise<Change | null> {
  const [change] = await tx
    .select()
    .from(calendarChanges)
    .where(eq(calendarChanges.id, id))
    .for('update')
  return change ?? null
}

export async function daysOfChange(tx: Tx, changeId: string): Promise<ChangedDay[]> {
  return tx
    .select({
      date: calendarChangeDays.date,
      kind: calendarChangeDays.kind,
      part: calendarChangeDays.part,
    })
    .from(calendarChangeDays)
    .where(eq(calendarChangeDays.changeId, changeId))
    .orderBy(asc(calendarChangeDays.date))
}

/** The calendar is as it was before a change; what others changed since stays. */
export async function takeBack(ctx: ActorCtx, change: Change): Promise<ChangedDay[]> {
  const days = await daysOfChange(ctx.tx, change.id)
  for (const day of days) {
    if (change.action === 'removed') {
      await ctx.tx
        .insert(calendarDays)
        .values({ scope: change.scope, ...day })
        .onConflictDoNothing()
    } else {
      await ctx.tx
        .delete(calendarDays)
        .where(
          and(
            eq(calendarDays.scope, change.scope),
            eq(calendarDays.date, day.date),
            eq(calendarDays.kind, day.kind),
            eq(calendarDays.part, day.part),
          ),
        )
    }
  }
  await ctx.tx
    .update(calendarChanges)
    .set({ undoneAt: ctx.now, undoneBy: ctx.actor.openId })
    .where(eq(calendarChanges.id, change.id))
  return days
}

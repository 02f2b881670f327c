/** Works a month out and keeps it: its facts, its ideas, and what came of the changes of the month. */
import { and, between, eq, gt, inArray, lt, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { RetroFacts } from '../../../cards/retro/view.ts'
import type { Ctx } from '../../bot/context.ts'
import { completionOf, sumFigures } from '../../domain/performance/figures.ts'
import { periodBefore, periodOf } from '../../domain/performance/periods.ts'
import { changesOf } from '../../domain/retro/changes.ts'
import { settings } from '../../domain/settings/index.ts'
import { addDays, type LocalDate, monthOf, monthRange } from '../../domain/time.ts'
import type { User } from '../org/store.ts'
import { readPeriod } from '../performance/digest/period.ts'
import { figuresOverTime } from '../performance/metrics/read.ts'
import { calendarOf } from '../plans/people.ts'
import { type FoundIdea, ideasOf } from './ideas.ts'
import { measure } from './measure.ts'
import { repsIn, type Whose } from './people.ts'
import { retroIdeas, retros } from './tables.ts'

const trendMonths = 6
/** A suggestion that was turned down does not come back before so many days. */
const quietDays = 90

/** The newest month that is over. */
export const lastMonth = (today: LocalDate): string =>
  monthOf(addDays(monthRange(monthOf(today)).from, -1))

/**
 * Works out a month that is over. Safe to repeat: decisions stay, open ideas follow the figures, and an
 * idea is made for the newest month alone, since older data says little about the rules of today.
 */
export async function makeRetro(ctx: Ctx, whose: Whose, month: string): Promise<RetroFacts> {
  const { scope } = whose
  await ctx.tx.execute(
    sql`select pg_advisory_xact_lock(hashtextextended(${`retro:${scope}:${month}`}, 0))`,
  )
  const reps = await repsIn(ctx, whose)
  const facts = await factsOf(ctx, whose, reps, month)
  const kept = { facts, madeAt: ctx.now }
  await ctx.tx
    .insert(retros)
    .values({ scope, month, ...kept })
    .onConflictDoUpdate({ target: [retros.scope, retros.month], set: kept })
  if (month === lastMonth(ctx.today)) await keepIdeas(ctx, whose, reps, month)
  await measureAccepted(ctx, whose, reps, month)
  return facts
}

async function factsOf(
  ctx: Ctx,
  whose: Whose,
  reps: readonly User[],
  month: string,
): Promise<RetroFacts> {
  const period = periodOf('monthly', monthRange(month).from)
  const before = periodBefore(period)
  const read = await readPeriod(ctx, reps, period)
  const people = [...read.people.values()]
  const calendar = await calendarOf(ctx, { openId: '', teamPath: whose.teamPath }, before.from)
  const sum = sumFigures(people.map(({ now }) => now))
  let first = period
  for (let n = 1; n < trendMonths; n++) first = periodBefore(first)
  const openIds = reps.map(({ openId }) => openId)
  const months = await figuresOverTime(ctx, { from: first.from, to: period.to, openIds }, 'month')
  const trend: RetroFacts['trend'][number][] = []
  for (let at = first; at.from <= period.from; at = periodOf('monthly', addDays(at.to, 1))) {
    const key = monthOf(at.from)
    const figures = months.get(key)
    trend.push({ month: key, rate: figures ? completionOf(figures) : null })
  }
  return {
    from: period.from,
    to: period.to,
    reps: reps.length,
    done: sum.done,
    planned: sum.planned,
    changes: changesOf(people, {
      now: calendar.workingDayCount(period.from, period.to),
      before: calendar.workingDayCount(before.from, before.to),
    }),
    trend,
  }
}

async function keepIdeas(
  ctx: Ctx,
  whose: Whose,
  reps: readonly User[],
  month: string,
): Promise<void> {
  const { scope } = whose
  const span = { ...monthRange(month), openIds: reps.map(({ openId }) => openId) }
  const found = await ideasOf(ctx, whose, reps, span)
  const known = await ctx.tx
    .select()
    .from(retroIdeas)
    .where(and(eq(retroIdeas.scope, scope), eq(retroIdeas.month, month)))
  const same = (a: { kind: string; subject: string }, b: { kind: string; subject: string }) =>
    a.kind === b.kind && a.subject === b.subject
  const gone = known
    .filter((row) => row.state === 'open' && !found.some((one) => same(one, row)))
    .map(({ id }) => id)
  if (gone.length > 0)
    await ctx.tx.update(retroIdeas).set({ state: 'over' }).where(inArray(retroIdeas.id, gone))
  // What nobody decided on in an older month is said by newer data now, or not at all.
  await ctx.tx
    .update(retroIdeas)
    .set({ state: 'over' })
    .where(
      and(eq(retroIdeas.scope, scope), lt(retroIdeas.month, month), eq(retroIdeas.state, 'open')),
    )
  const digestAt = ctx.rules.get(settings.digestDaily, whose.place)
  for (const idea of found) {
    const row = known.find((one) => same(one, idea))
    if (row && row.state !== 'open' && row.state !== 'over') continue
    if (!row && (await wasDismissed(ctx, scope, idea))) continue
    const { value, sample } = await measure(ctx, idea.measure, span, digestAt)
    const values = {
      why: idea.why,
      fromValue: idea.from ?? null,
      toValue: idea.to,
      sample: idea.sample,
      numbers: idea.numbers,
      codes: idea.codes ?? null,
      measure: idea.measure,
      before: value,
      beforeSample: sample,
      madeAt: ctx.now,
      state: 'open' as const,
    }
    const { kind, subject } = idea
    if (row) await ctx.tx.update(retroIdeas).set(values).where(eq(retroIdeas.id, row.id))
    else
      await ctx.tx
        .insert(retroIdeas)
        .values({ id: uuidv7(), scope, month, kind, subject, ...values })
  }
}

/** What a person has put aside lately is not said again, unless it says something else by now. */
async function wasDismissed(ctx: Ctx, scope: string, idea: FoundIdea): Promise<boolean> {
  const rows = await ctx.tx
    .select({ to: retroIdeas.toValue })
    .from(retroIdeas)
    .where(
      and(
        eq(retroIdeas.scope, scope),
        eq(retroIdeas.kind, idea.kind),
        eq(retroIdeas.subject, idea.subject),
        inArray(retroIdeas.state, ['dismissed', 'reverted']),
        gt(retroIdeas.decidedOn, addDays(ctx.today, -quietDays)),
      ),
    )
  return rows.some(({ to }) => JSON.stringify(to) === JSON.stringify(idea.to))
}

/**
 * The measure of each change that was accepted in the month, from the day after on; coverage is counted
 * by the month, so of the whole of it.
 */
async function measureAccepted(
  ctx: Ctx,
  whose: Whose,
  reps: readonly User[],
  month: string,
): Promise<void> {
  const { from, to } = monthRange(month)
  const rows = await ctx.tx
    .select()
    .from(retroIdeas)
    .where(
      and(
        eq(retroIdeas.scope, whose.scope),
        eq(retroIdeas.state, 'accepted'),
        between(retroIdeas.decidedOn, from, to),
      ),
    )
  const openIds = reps.map(({ openId }) => openId)
  const digestAt = ctx.rules.get(settings.digestDaily, whose.place)
  for (const { id, measure: what, decidedOn } of rows) {
    const next = addDays((decidedOn ?? from) as LocalDate, 1)
    const since = what === 'coverage' || next > to ? from : next
    const { value, sample } = await measure(ctx, what, { openIds, from: since, to }, digestAt)
    await ctx.tx
      .update(retroIdeas)
      .set({ after: value, afterSample: sample, afterFrom: since, afterTo: to })
      .where(eq(retroIdeas.id, id))
  }
}

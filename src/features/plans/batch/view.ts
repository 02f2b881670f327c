/** What the cards of a batch show. */
import { eq, inArray } from 'drizzle-orm'
import type { Card } from '../../../../cards/kit/card.ts'
import {
  batchResultCard,
  type Dealing,
  type FacetView,
  filterCard,
  previewCard,
} from '../../../../cards/plans/batch.ts'
import { cut } from '../../../../cards/plans/words.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import type { AskingCtx } from '../../../bot/slow-card.ts'
import { batchLimit } from '../../../domain/plans/batch.ts'
import { addDays, formatLocal } from '../../../domain/time.ts'
import { batchWords as w } from '../../../i18n/plan-batch.ts'
import { teams } from '../../org/tables.ts'
import { assignable } from '../assign/lookup.ts'
import { calendarOf } from '../people.ts'
import { countFilter, type FacetKey, type FilterCount, facetKeys } from './filter.ts'
import { undoMinutes } from './make.ts'
import { planBatch } from './plan.ts'
import type { Batch } from './store.ts'

/** Options of each select; with people and frame a card stays under 200 nodes. */
const offered: Readonly<Record<FacetKey, number>> = {
  type: 15,
  grade: 5,
  team: 15,
  line: 20,
  tag: 15,
  sinceDays: 5,
  silent: 1,
}

async function dealingOf(ctx: AskingCtx, batch: Batch): Promise<Dealing> {
  const { whom, from, perDay } = batch.draft
  const people = await assignable(ctx)
  // The next working day of the company, to begin with.
  const calendar = await calendarOf(ctx, { openId: '', teamPath: ctx.actor.teamPath }, ctx.today)
  const next = calendar.nextWorkingDay(ctx.today) ?? addDays(ctx.today, 1)
  return {
    batchId: batch.id,
    whom: whom === 'owner' ? [] : whom,
    from: batch.kind === 'filter' ? (from ?? next) : from,
    perDay,
    people: people.map(({ openId, name }) => ({ openId, name })),
  }
}

/** The conditions of a batch with their numbers, as they are now. */
export async function cardOfFilter(ctx: AskingCtx, batch: Batch): Promise<Card> {
  const filter = batch.draft.filter
  if (!filter) throw new Error(`batch ${batch.id} has no filter`)
  const count = await countFilter(ctx, filter)
  const view = {
    ...(await dealingOf(ctx, batch)),
    total: count.total,
    limit: batchLimit,
    facets: await facetViews(ctx, count, batch),
  }
  return filterCard(view, ctx.t)
}

async function facetViews(ctx: AskingCtx, count: FilterCount, batch: Batch): Promise<FacetView[]> {
  const { t } = ctx
  const labels: Record<FacetKey, string> = {
    type: t(w.type),
    grade: t(w.grade),
    team: t(w.team),
    line: t(w.line),
    tag: t(w.tag),
    sinceDays: t(w.since),
    silent: t(w.silent),
  }
  const codes = count.facets.team.map(({ value }) => value)
  const rows =
    codes.length > 0
      ? await ctx.tx
          .select({ code: teams.code, name: teams.name })
          .from(teams)
          .where(codes.length === 1 ? eq(teams.code, codes[0] ?? '') : inArray(teams.code, codes))
      : []
  const names = new Map(rows.map(({ code, name }) => [code, name]))
  const option = (key: FacetKey, value: string, n: number): string => {
    if (key === 'grade')
      return value === '-' ? t(w.noGrade, { n }) : t(w.gradeOption, { grade: value, n })
    if (key === 'sinceDays') return t(w.sinceOption, { days: value, n })
    if (key === 'silent') return t(w.silentOption, { n })
    return t(w.option, { value: cut(key === 'team' ? (names.get(value) ?? value) : value, 20), n })
  }
  return facetKeys.flatMap((key): FacetView[] => {
    const all = count.facets[key]
    const chosen = chosenOf(batch, key)
    if (all.length === 0 && chosen === null) return []
    const first = all.slice(0, offered[key])
    // What is chosen stays to be seen, also where nothing fits it any more.
    const own = chosen !== null && !first.some(({ value }) => value === chosen)
    const shown = own
      ? [...first, all.find(({ value }) => value === chosen) ?? { value: chosen, n: 0 }]
      : first
    const choices = shown.map(({ value, n }) => ({ value, label: option(key, value, n) }))
    return [{ key, label: labels[key], chosen, choices }]
  })
}

function chosenOf({ draft: { filter } }: Batch, key: FacetKey): string | null {
  if (!filter) return null
  if (key === 'silent') return filter.silent ? 'yes' : null
  return key === 'sinceDays' ? (filter.sinceDays?.toString() ?? null) : filter[key]
}

/** Who would visit how many when. */
export async function cardOfPreview(ctx: ActorCtx, batch: Batch): Promise<Card> {
  const { reps, left } = await planBatch(ctx, batch.draft)
  const view = {
    ...(await dealingOf(ctx, batch)),
    kind: batch.kind === 'list' ? ('list' as const) : ('filter' as const),
    reps: reps.map(({ rep, capacity, days }) => ({
      openId: rep.openId,
      name: rep.name,
      capacity,
      n: days.reduce((sum, { customers }) => sum + customers.length, 0),
      days: days.map(({ date, customers }) => ({ date, n: customers.length })),
    })),
    left,
    problems: batch.draft.problems,
  }
  return previewCard(view, ctx.t)
}

/** What came of it, with 撤销 while there is time. */
export function cardOfResult(ctx: AskingCtx, batch: Batch): Card {
  const { result, doneAt } = batch
  if (!result || !doneAt) throw new Error(`batch ${batch.id} has no result`)
  const until = new Date(doneAt.getTime() + undoMinutes * 60_000)
  return batchResultCard(
    {
      batchId: batch.id,
      reps: result.reps.map((rep) => ({ ...rep, capacity: Number.POSITIVE_INFINITY })),
      left: result.left,
      undoUntil: ctx.now <= until ? formatLocal(until, ctx.zone, 'time') : null,
      undone: batch.status === 'undone' ? (result.undone ?? 0) : null,
      list: result.list ?? null,
    },
    ctx.t,
  )
}

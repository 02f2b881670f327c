/** The figure that a change of a rule is judged by, before it and after it. */
import { sql } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import { sumFigures } from '../../domain/performance/figures.ts'
import type { IdeaMeasure } from '../../domain/retro/idea.ts'
import { timeToMinutes } from '../../domain/time.ts'
import { performance } from '../performance/figures/index.ts'
import { among, num } from '../performance/figures/scope.ts'
import type { Span } from './facts.ts'

export interface Measured {
  /** 0–1; null without anything to divide by. */
  readonly value: number | null
  /** What it is a share of. */
  readonly sample: number
}

const share = (part: number, whole: number): Measured => ({
  value: whole > 0 ? part / whole : null,
  sample: whole,
})

/** `digestAt`: when the daily digest goes out, for the share of visits that it can tell of. */
export async function measure(
  ctx: Pick<Ctx, 'tx' | 'zone'>,
  what: IdeaMeasure,
  span: Span,
  digestAt: string,
): Promise<Measured> {
  switch (what) {
    case 'coverage':
    case 'completion':
    case 'strike': {
      const sum = sumFigures([...(await performance(ctx, span)).values()])
      if (what === 'coverage') return share(sum.covered, sum.assigned)
      if (what === 'completion') return share(sum.completed, sum.planned)
      return sum.sales === null ? { value: null, sample: 0 } : share(sum.strikes, sum.done)
    }
    case 'short':
      return ofVisits(ctx, span, sql`v.stayed_enough is false`, sql`v.stayed_enough is not null`)
    case 'away':
      return ofVisits(
        ctx,
        span,
        sql`v.verdict in ('needs_reason', 'off_site')`,
        sql`v.verdict <> 'unverified'`,
      )
    case 'told': {
      const at = sql`(v.checked_out_at at time zone ${ctx.zone})`
      const minute = sql`extract(hour from ${at}) * 60 + extract(minute from ${at})`
      return ofVisits(
        ctx,
        span,
        sql`${minute} <= ${timeToMinutes(digestAt)}::int`,
        sql`v.closed_by = 'rep'`,
      )
    }
    case 'other':
    case 'skipped':
      return ofStops(ctx, span, what)
  }
}

async function ofVisits(
  ctx: Pick<Ctx, 'tx'>,
  span: Span,
  part: ReturnType<typeof sql>,
  whole: ReturnType<typeof sql>,
): Promise<Measured> {
  const [row] = await ctx.tx.execute<{ part: string; whole: string }>(sql`
    select count(*) filter (where ${part}) as part, count(*) as whole from visits v
    where v.status = 'closed' and v.date between ${span.from} and ${span.to} and ${whole}
      and ${among({ tx: ctx.tx, ...span }, sql`v.rep_open_id`)}`)
  return share(num(row?.part ?? 0), num(row?.whole ?? 0))
}

async function ofStops(
  ctx: Pick<Ctx, 'tx'>,
  span: Span,
  what: 'other' | 'skipped',
): Promise<Measured> {
  const [row] = await ctx.tx.execute<{ stops: string; skipped: string; other: string }>(sql`
    select count(*) filter (where s.counted) as stops,
      count(*) filter (where s.skip_reason is not null) as skipped,
      count(*) filter (where s.skip_reason = 'other' or s.skip_reason like 'other:%') as other
    from plan_stops s
    where s.date between ${span.from} and ${span.to}
      and (s.skip_reason is null
        or s.skip_reason not in ('leave', 'reassigned', 'dropped', 'left'))
      and ${among({ tx: ctx.tx, ...span }, sql`s.rep_open_id`)}`)
  const { stops, skipped, other } = row ?? { stops: '0', skipped: '0', other: '0' }
  return what === 'other' ? share(num(other), num(skipped)) : share(num(skipped), num(stops))
}

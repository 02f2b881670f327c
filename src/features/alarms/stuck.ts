/** 阶段停滞: deals that stay in a stage for too long, as alarms with the same thread and clock (A28). */
import { and, eq, inArray, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Ctx } from '../../bot/context.ts'
import { chooseForDay } from '../../domain/alarms/choose.ts'
import { alarmRunsDays } from '../../domain/alarms/ends.ts'
import { readStageDays, stuckDays } from '../../domain/customers/stages.ts'
import { settings } from '../../domain/settings/index.ts'
import { addDays, type LocalDate } from '../../domain/time.ts'
import { noteEvents } from './acts-store.ts'
import { refreshCards } from './clock.ts'
import { roomOn } from './scan/keep.ts'
import { alarmEvents, customerAlarms } from './tables.ts'

/**
 * Ends what is over and raises what is new, once a stage, the longest first, within the day's room of each
 * person; who finds no room today is found again tomorrow. A second run of the day changes nothing.
 */
export async function findStuck(ctx: Ctx): Promise<void> {
  await endStuck(ctx)
  const limits = readStageDays(ctx.rules.get(settings.stuckStages))
  if (limits.size === 0) return
  const found = (await inStages(ctx, limits)).flatMap((row) => {
    const days = stuckDays(limits, row.stage, row.since, ctx.today)
    if (days === null) return []
    const key = row.owner ? `rep:${row.owner}` : `team:${row.team ?? ''}`
    // Days stand in for money: what nobody has bought yet has none.
    return [{ ...row, days, key, customer: row.code, moneyAtRiskFen: days }]
  })
  const { chosen } = chooseForDay(found, await roomOn(ctx, ctx.today))
  if (chosen.length === 0) return
  const rows = chosen.map(({ code, owner, stage, since, days }) => ({
    ...{ id: uuidv7(), customerCode: code, ownerOpenId: owner, kind: 'stuck' as const },
    ...{ state: 'open' as const, score: days, chance: null, moneyAtRiskFen: 0 },
    numbers: { kind: 'stuck' as const, stage, since, days, limitDays: limits.get(stage) ?? 0 },
    ...{ dataAsOf: ctx.today, raisedOn: ctx.today, raisedAt: ctx.now },
  }))
  const written = await ctx.tx
    .insert(customerAlarms)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: customerAlarms.id })
  await noteEvents(
    ctx,
    'raised',
    written.map(({ id }) => ({ alarmId: id, by: null, note: null })),
  )
}

interface InStage extends Record<string, unknown> {
  code: string
  stage: string
  since: LocalDate
  owner: string | null
  team: string | null
}

/** Customers that are long enough in one of these stages and were not asked about in it. */
const inStages = (ctx: Ctx, limits: ReadonlyMap<string, number>): Promise<InStage[]> =>
  ctx.tx.execute<InStage>(sql`
    select c.code, c.stage, c.stage_since::text as since, u.open_id as owner, c.team_code as team
    from customers c left join users u on u.open_id = c.owner_open_id and u.status = 'active'
    where c.status = 'active' and c.stage is not null
      and c.stage_since <= ${addDays(ctx.today, -Math.min(...limits.values()))}
      and ${inArray(sql`c.stage`, [...limits.keys()])}
      and not exists (select 1 from customer_alarms a where a.customer_code = c.code and a.kind = 'stuck'
        and a.numbers->>'stage' = c.stage and a.numbers->>'since' = c.stage_since::text)
    order by c.code`)

/** Ends alarms whose customer came to another stage, was closed, or that nobody answered in all their time. */
export async function endStuck(ctx: Ctx, customerCode?: string): Promise<void> {
  const rows = await ctx.tx.execute<{
    id: string
    reason: 'movedOn' | 'closed' | 'unanswered'
  }>(sql`
    select a.id, case when c.code is null or c.status <> 'active' then 'closed'
      when a.numbers->>'stage' is distinct from c.stage then 'movedOn' else 'unanswered' end as reason
    from customer_alarms a left join customers c on c.code = a.customer_code
    where a.kind = 'stuck' and a.ended_at is null
      and ${customerCode === undefined ? sql`true` : sql`a.customer_code = ${customerCode}`}
      and (c.code is null or c.status <> 'active' or a.numbers->>'stage' is distinct from c.stage
        or a.raised_on <= ${addDays(ctx.today, -alarmRunsDays)})
    order by a.id for update of a`)
  for (const { id, reason } of rows) {
    await ctx.tx
      .update(customerAlarms)
      .set({ state: 'expired', endReason: reason, endedAt: ctx.now, dueAt: null })
      .where(and(eq(customerAlarms.id, id), sql`ended_at is null`))
    await ctx.tx
      .insert(alarmEvents)
      .values({ id: uuidv7(), alarmId: id, at: ctx.now, kind: 'ended', note: reason })
    await refreshCards(ctx, id)
  }
}

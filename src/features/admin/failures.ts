import { eq, sql } from 'drizzle-orm'
import { type Failure, failureActions, failuresCard } from '../../../cards/admin/failures.ts'
import { anyArguments } from '../../bot/arguments.ts'
import type { ActorCtx, Ctx } from '../../bot/context.ts'
import { admins, defineCommand, onAction } from '../../bot/define.ts'
import { replaceCard, sendCard } from '../../bot/reply.ts'
import type { Tx } from '../../db/client.ts'
import { inboundEvents, outbox } from '../../db/tables.ts'
import { formatLocal, isoWithOffset } from '../../domain/time.ts'
import { adminWords } from '../../i18n/admin.ts'
import type { Report } from '../../reports.ts'

interface Row extends Record<string, unknown> {
  source: 'event' | 'outbox'
  id: string
  kind: string
  name: string
  at: string
  who: string | null
  attempts: number
  error: string | null
}

/** What failed: events that are kept or given up, jobs and sends that are given up. Newest first. */
async function failures(tx: Tx, limit: number): Promise<{ rows: Row[]; total: number }> {
  const rows = await tx.execute<Row & { total: string }>(sql`
    with failed as (
      select 'event' as source, e.key as id, 'event' as kind, e.kind as name, e.received_at as at, u.name as who, e.attempts, e.error
      from inbound_events e left join users u on u.open_id = e.actor_open_id where e.status in ('failed', 'gave_up')
      union all
      select 'outbox', o.id::text, o.kind, case when o.name = '' then o.kind else split_part(o.name, ':', 1) end, o.created_at, u.name, o.attempts, o.error
      from outbox o left join users u on 'open_id:' || u.open_id = o.target where o.status = 'failed')
    select *, count(*) over () as total from failed order by at desc limit ${limit}`)
  return { rows: [...rows], total: Number(rows[0]?.total ?? 0) }
}

async function listCard(ctx: Ctx, t: ActorCtx['t']) {
  const { rows, total } = await failures(ctx.tx, 5)
  const shown = rows.map(
    (row): Failure => ({
      source: row.source,
      id: row.id,
      kind: row.kind === 'event' ? 'failedEvent' : row.kind === 'job' ? 'failedJob' : 'failedSend',
      name: row.name,
      at: formatLocal(new Date(row.at), ctx.zone, 'dateTime'),
      who: row.who ?? '',
      attempts: row.attempts,
      error: (row.error ?? '').split('\n')[0] ?? '',
    }),
  )
  return failuresCard(shown, total, t)
}

export const failuresCommand = defineCommand({
  name: 'failures',
  aliases: ['失败记录', '故障', 'failures'],
  who: admins,
  summary: adminWords.failuresSummary,
  usage: adminWords.none,
  example: '失败记录',
  args: anyArguments,
  run: async (ctx) => sendCard(await listCard(ctx, ctx.t)),
})

/** Makes an event or outbox row due now; the clock or the relay takes it up. */
export async function makeDue(
  ctx: Ctx,
  failure: { source: 'event' | 'outbox'; id: string } | 'all',
): Promise<void> {
  const one = failure === 'all' ? null : failure
  if (!one || one.source === 'event') {
    await ctx.tx
      .update(inboundEvents)
      .set({ status: 'failed', nextTryAt: ctx.now, attempts: 1 })
      .where(one ? eq(inboundEvents.key, one.id) : sql`status in ('failed', 'gave_up')`)
  }
  if (!one || one.source === 'outbox') {
    await ctx.tx
      .update(outbox)
      .set({
        status: 'pending',
        attempts: 0,
        leaseUntil: null,
        firstTriedAt: null,
        availableAt: sql`now()`,
      })
      .where(one ? sql`id = ${one.id} and status = 'failed'` : eq(outbox.status, 'failed'))
  }
}

export const failureHandlers = [
  onAction(failureActions.retry, { who: admins }, async (ctx, { payload }) => {
    await makeDue(ctx, payload)
    return replaceCard(await listCard(ctx, ctx.t), undefined, {
      type: 'success',
      text: ctx.t(adminWords.retrying),
    })
  }),
  onAction(failureActions.retryAll, { who: admins }, async (ctx) => {
    await makeDue(ctx, 'all')
    return replaceCard(await listCard(ctx, ctx.t), undefined, {
      type: 'success',
      text: ctx.t(adminWords.retrying),
    })
  }),
]

/** `rounds report failed-events`. */
export const failedEventsReport: Report = {
  name: 'failed-events',
  async run(ctx) {
    const { rows } = await failures(ctx.tx, 10_000)
    return rows.map((row) => ({
      id: row.id,
      kind: row.kind === 'event' ? row.name : `${row.kind} ${row.name}`,
      received_at: isoWithOffset(new Date(row.at), ctx.zone),
      attempts: row.attempts,
      error: row.error ?? '',
    }))
  },
}

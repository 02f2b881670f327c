/** Batches in rows: whose, what is asked for, what came of it. */
import { eq, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import type { ActorCtx, Ctx } from '../../../bot/context.ts'
import { type BatchDraft, batchDraft } from '../../../domain/plans/batch.ts'
import { localDate } from '../../../domain/time.ts'
import { UserError } from '../../../errors.ts'
import { botWords } from '../../../i18n/bot.ts'
import { batchWords } from '../../../i18n/plan-batch.ts'
import { message } from '../../../i18n/t.ts'
import { planBatches } from '../tables.ts'

type Row = typeof planBatches.$inferSelect
export type BatchKind = Row['kind']

export const batchResult = z.object({
  reps: z.array(
    z.object({
      openId: z.string(),
      name: z.string(),
      n: z.number(),
      added: z.number(),
      days: z.array(z.object({ date: localDate, n: z.number() })),
    }),
  ),
  left: z.array(
    z.object({
      name: z.string(),
      why: z.enum(['closed', 'noAddress', 'noOwner', 'notYours', 'noRoom', 'unknown']),
    }),
  ),
  /** How many were taken back. */
  undone: z.number().optional(),
  /** The list that they were ticked on. */
  list: z.object({ batchId: z.uuid(), page: z.number() }).optional(),
})
export type BatchResult = z.output<typeof batchResult>

export interface Batch extends Omit<Row, 'draft' | 'result'> {
  readonly draft: BatchDraft
  readonly result: BatchResult | null
}

const read = (row: Row): Batch => ({
  ...row,
  draft: batchDraft.parse(row.draft),
  result: row.result === null ? null : batchResult.parse(row.result),
})

export const emptyDraft: BatchDraft = {
  filter: null,
  items: [],
  whom: 'owner',
  from: null,
  perDay: null,
  problems: [],
}

/** A new draft for a person; with an id that is there already, that one. */
export async function openBatch(
  ctx: Pick<Ctx, 'tx' | 'now'>,
  batch: { id?: string; kind: BatchKind; byOpenId: string; draft: Partial<BatchDraft> },
): Promise<Batch> {
  const { id = uuidv7(), kind, byOpenId } = batch
  const [row] = await ctx.tx
    .insert(planBatches)
    .values({
      id,
      kind,
      byOpenId,
      status: 'draft',
      draft: { ...emptyDraft, ...batch.draft },
      createdAt: ctx.now,
    })
    .onConflictDoNothing()
    .returning()
  return row ? read(row) : lockBatch(ctx, id)
}

async function lockBatch(ctx: Pick<Ctx, 'tx'>, id: string): Promise<Batch> {
  const [row] = await ctx.tx.select().from(planBatches).where(eq(planBatches.id, id)).for('update')
  if (!row) throw new UserError(message(batchWords.gone))
  return read(row)
}

/** The actor's own batch, locked; others learn nothing of it. Throws UserError. */
export async function ownBatch(ctx: Pick<ActorCtx, 'tx' | 'actor'>, id: string): Promise<Batch> {
  const batch = await lockBatch(ctx, id)
  if (batch.byOpenId !== ctx.actor.openId) throw new UserError(message(botWords.notYours), 'error')
  return batch
}

export async function saveDraft(
  ctx: Pick<Ctx, 'tx'>,
  batch: Batch,
  change: Partial<BatchDraft>,
): Promise<Batch> {
  const draft = { ...batch.draft, ...change }
  await ctx.tx.update(planBatches).set({ draft }).where(eq(planBatches.id, batch.id))
  return { ...batch, draft }
}

export async function settleBatch(
  ctx: Pick<Ctx, 'tx' | 'now'>,
  batch: Batch,
  status: 'done' | 'undone',
  result: BatchResult,
): Promise<Batch> {
  const at = status === 'done' ? { doneAt: ctx.now } : { undoneAt: ctx.now }
  await ctx.tx
    .update(planBatches)
    .set({ status, result, ...at })
    .where(eq(planBatches.id, batch.id))
  return { ...batch, status, result, ...at }
}

/** Cancels the wishes of a batch that no visit has met and takes their stops off; the plans that changed. */
export async function cancelWishes(
  ctx: Pick<Ctx, 'tx'>,
  batchId: string,
): Promise<{ repOpenId: string; date: string; code: string }[]> {
  const rows = await ctx.tx.execute<{ rep: string; date: string; code: string }>(sql`
    update plan_wishes w set status = 'cancelled'
    where w.batch_id = ${batchId} and w.status = 'waiting' and not exists (
      select 1 from visits v where v.rep_open_id = w.rep_open_id and v.customer_code = w.customer_code
        and v.date = w.date and v.status <> 'cancelled')
    returning w.rep_open_id as rep, w.date::text as date, w.customer_code as code`)
  await ctx.tx.execute(sql`
    delete from plan_stops s using plan_wishes w
    where w.batch_id = ${batchId} and w.status = 'cancelled' and s.rep_open_id = w.rep_open_id
      and s.customer_code = w.customer_code and s.date = w.date and s.source = w.source
      and s.status = 'planned' and s.visit_id is null`)
  return rows.map(({ rep, date, code }) => ({ repOpenId: rep, date, code }))
}

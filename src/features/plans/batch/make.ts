/** Makes a batch, and takes it back within an hour. */
import type { ActorCtx } from '../../../bot/context.ts'
import type { LocalDate } from '../../../domain/time.ts'
import { UserError } from '../../../errors.ts'
import { planChanged } from '../../../events.ts'
import { batchWords } from '../../../i18n/plan-batch.ts'
import { message } from '../../../i18n/t.ts'
import { lockFor } from '../../../queue/run-job.ts'
import { findPlan } from '../generate.ts'
import { loadRep } from '../people.ts'
import { putOnPlan } from '../put.ts'
import { routePlan } from '../route.ts'
import { planBatch } from './plan.ts'
import { type Batch, type BatchResult, cancelWishes, settleBatch } from './store.ts'

export const undoMinutes = 60
/** Names of those left out that a card can show and a row keeps. */
const keptNames = 100

/** Asks for all its visits; a second time answers what came of the first. */
export async function makeBatch(
  ctx: ActorCtx,
  batch: Batch,
  list?: BatchResult['list'],
): Promise<Batch> {
  if (batch.status !== 'draft') return batch
  const { reps, left } = await planBatch(ctx, batch.draft)
  const source = batch.kind === 'anomaly' || batch.kind === 'neglected' ? 'anomaly' : 'manual'
  const done = new Map<string, BatchResult['reps'][number]>()
  // In one order everywhere, so that two managers do not wait for each other.
  for (const { rep, days } of reps.toSorted((a, b) => (a.rep.openId < b.rep.openId ? -1 : 1))) {
    let added = 0
    for (const { date, customers } of days) {
      const puts = customers.map(({ customer, note }) => ({ customer, note }))
      const asked = { source, by: ctx.actor, batchId: batch.id, anyway: true } as const
      added += (await putOnPlan(ctx, rep, date, puts, asked)).added.length
    }
    const n = days.reduce((sum, { customers }) => sum + customers.length, 0)
    done.set(rep.openId, {
      openId: rep.openId,
      name: rep.name,
      n,
      added,
      days: days.map(({ date, customers }) => ({ date, n: customers.length })),
    })
  }
  return settleBatch(ctx, batch, 'done', {
    reps: reps.flatMap(({ rep }) => done.get(rep.openId) ?? []),
    left: left.slice(0, keptNames).map(({ name, why }) => ({ name, why })),
    ...(list ? { list } : {}),
  })
}

/** Takes back what is not visited yet. Throws UserError after an hour. */
export async function undoBatch(ctx: ActorCtx, batch: Batch): Promise<Batch> {
  if (batch.status !== 'done' || !batch.result || !batch.doneAt) return batch
  if (ctx.now.getTime() - batch.doneAt.getTime() > undoMinutes * 60_000) {
    throw new UserError(message(batchWords.tooLate))
  }
  for (const openId of batch.result.reps.map((rep) => rep.openId).toSorted()) {
    await lockFor(ctx.tx, `person:${openId}`)
  }
  const gone = await cancelWishes(ctx, batch.id)
  const plans = new Map(
    gone.map(({ repOpenId, date }) => [`${repOpenId} ${date}`, { repOpenId, date }]),
  )
  for (const { repOpenId, date } of plans.values()) {
    const rep = await loadRep(ctx.tx, repOpenId)
    const plan = rep && (await findPlan(ctx.tx, repOpenId, date as LocalDate))
    if (rep && plan) await routePlan(ctx, rep, plan.id)
    await ctx.emit(planChanged, { repOpenId, date })
  }
  return settleBatch(ctx, batch, 'undone', { ...batch.result, undone: gone.length })
}

/** The stage of a customer (阶段) and its history. */
import { desc, eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import type { Tx } from '../../db/client.ts'
import { readStageDays } from '../../domain/customers/stages.ts'
import { settings } from '../../domain/settings/index.ts'
import type { LocalDate } from '../../domain/time.ts'
import { customerStageMoved } from '../../events.ts'
import type { Customer } from './store.ts'
import { customerStages, customers } from './tables.ts'

/** So many of a customer's stages a card shows. */
const shown = 6
/** So many a menu offers. */
const offered = 12

export interface StageRow {
  readonly stage: string | null
  readonly since: LocalDate
  readonly byOpenId: string | null
}

/** A customer's stages, newest first. */
export async function stagesOf(tx: Tx, code: string): Promise<StageRow[]> {
  const rows = await tx
    .select()
    .from(customerStages)
    .where(eq(customerStages.customerCode, code))
    .orderBy(desc(customerStages.since), desc(customerStages.notedAt))
    .limit(shown)
  return rows.map(({ stage, since, byOpenId }) => ({ stage, since: since as LocalDate, byOpenId }))
}

/** The words for stages that the company uses: those of the rule first, then the commonest. */
export async function knownStages(ctx: Ctx): Promise<string[]> {
  const ruled = [...readStageDays(ctx.rules.get(settings.stuckStages)).keys()]
  const rows = await ctx.tx.execute<{ stage: string }>(sql`
    select stage from customers where stage is not null and status = 'active'
    group by stage order by count(*) desc, stage limit ${offered}`)
  return [...new Set([...ruled, ...rows.map(({ stage }) => stage)])].slice(0, offered)
}

/** Somebody says that a customer is in another stage now. Answers whether it is news. */
export async function moveStage(
  ctx: Ctx,
  { code, stage: before, stageSince: from }: Customer,
  stage: string,
  by: string,
): Promise<boolean> {
  if (before === stage) return false
  const since = ctx.today
  await ctx.tx
    .update(customers)
    .set({ stage, stageSince: since, updatedAt: ctx.now })
    .where(eq(customers.code, code))
  // The stage that it leaves may never have been noted: the list of customers is older than its history.
  if (before !== null && from !== null)
    await ctx.tx
      .insert(customerStages)
      .values({ customerCode: code, since: from, stage: before, notedAt: ctx.now })
      .onConflictDoNothing()
  await ctx.tx
    .insert(customerStages)
    .values({ customerCode: code, since, stage, byOpenId: by, notedAt: ctx.now })
    .onConflictDoUpdate({
      target: [customerStages.customerCode, customerStages.since],
      set: { stage, byOpenId: by, notedAt: ctx.now },
    })
  await ctx.emit(customerStageMoved, { customerCode: code })
  return true
}

/** What somebody is collecting: one at a time, taking locations and photos for ten minutes after each step. */
import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { ActorCtx } from '../../../bot/context.ts'
import { checkInIntents } from '../../visits/tables.ts'
import { happenedAt } from '../../visits/when.ts'
import { placeDrafts } from '../tables.ts'

export type Draft = typeof placeDrafts.$inferSelect
type Values = Partial<Omit<typeof placeDrafts.$inferInsert, 'id' | 'byOpenId'>>

/** As long as the intent of a check-in, so that the newer of the two is the one that ends later. */
const openMinutes = 10

const until = (from: Date) => new Date(from.getTime() + openMinutes * 60_000)

/** Begins anew; what was being collected before is dropped. */
export async function startDraft(
  ctx: ActorCtx,
  draft: Values & { kind: Draft['kind'] },
): Promise<Draft> {
  const { tx, actor } = ctx
  await tx.delete(placeDrafts).where(eq(placeDrafts.byOpenId, actor.openId))
  const at = happenedAt(ctx)
  const [row] = await tx
    .insert(placeDrafts)
    .values({ ...draft, id: uuidv7(), byOpenId: actor.openId, startedAt: at, expiresAt: until(at) })
    .returning()
  if (!row) throw new Error('the draft of a place was not stored')
  return row
}

/** Notes a step, and keeps the draft open for another ten minutes. */
export async function updateDraft(ctx: ActorCtx, id: string, values: Values): Promise<Draft> {
  const [row] = await ctx.tx
    .update(placeDrafts)
    .set({ ...values, expiresAt: until(happenedAt(ctx)) })
    .where(eq(placeDrafts.id, id))
    .returning()
  if (!row) throw new Error(`no draft ${id} of a place`)
  return row
}

export async function dropDraft(ctx: ActorCtx, id: string): Promise<void> {
  await ctx.tx.delete(placeDrafts).where(eq(placeDrafts.id, id))
}

/** The draft of the person who acts; null when it is over or somebody else's. */
export async function ownDraft(ctx: ActorCtx, id: string): Promise<Draft | null> {
  const [row] = await ctx.tx.select().from(placeDrafts).where(eq(placeDrafts.id, id))
  return row?.byOpenId === ctx.actor.openId ? row : null
}

/**
 * The draft to which something belongs that the person sent just now: one that was open at that moment,
 * and after which they did not say `签到` at some customer.
 */
export async function draftFor(ctx: ActorCtx): Promise<Draft | null> {
  const { tx, actor } = ctx
  const at = happenedAt(ctx)
  const [row] = await tx
    .select({ draft: placeDrafts, intentUntil: checkInIntents.expiresAt })
    .from(placeDrafts)
    .leftJoin(checkInIntents, eq(checkInIntents.repOpenId, placeDrafts.byOpenId))
    .where(eq(placeDrafts.byOpenId, actor.openId))
  if (!row || at < row.draft.startedAt || at > row.draft.expiresAt) return null
  return row.intentUntil && row.intentUntil > row.draft.expiresAt ? null : row.draft
}

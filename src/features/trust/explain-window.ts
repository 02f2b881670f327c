/** For some minutes what a rep sends belongs to an explanation: they said so by a tap. */
import { and, eq, gt, ne } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import { visits } from '../visits/tables.ts'
import { explanationWindows } from './tables.ts'

export const windowMinutes = 10

export interface OpenWindow {
  readonly visitId: string
  readonly minutesLeft: number
}

export async function openWindow(ctx: Ctx, openId: string, visitId: string): Promise<void> {
  const expiresAt = new Date(ctx.now.getTime() + windowMinutes * 60_000)
  const opened = { visitId, openedAt: ctx.now, expiresAt }
  await ctx.tx
    .insert(explanationWindows)
    .values({ openId, ...opened })
    .onConflictDoUpdate({ target: explanationWindows.openId, set: opened })
}

export async function closeWindow(ctx: Ctx, openId: string): Promise<void> {
  await ctx.tx.delete(explanationWindows).where(eq(explanationWindows.openId, openId))
}

/**
 * The explanation to which something sent at an instant belongs. A check-in ends it: what is sent in the
 * next shop is that visit's.
 */
export async function windowOf(ctx: Ctx, openId: string, at: Date): Promise<OpenWindow | null> {
  const [row] = await ctx.tx
    .select()
    .from(explanationWindows)
    .where(and(eq(explanationWindows.openId, openId), gt(explanationWindows.expiresAt, at)))
  if (!row || at < row.openedAt) return null
  const [next] = await ctx.tx
    .select({ id: visits.id })
    .from(visits)
    .where(
      and(
        eq(visits.repOpenId, openId),
        eq(visits.status, 'open'),
        gt(visits.checkedInAt, row.openedAt),
        ne(visits.id, row.visitId),
      ),
    )
    .limit(1)
  if (next) return null
  const minutesLeft = Math.ceil((row.expiresAt.getTime() - at.getTime()) / 60_000)
  return { visitId: row.visitId, minutesLeft }
}

/** Visits that were forgotten: open over midnight, or longer than the rule allows. */
import { and, eq } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import { closeForgotten } from './close.ts'
import { sceneOf } from './scene.ts'
import { getVisit, type Visit } from './store/visits.ts'
import { visits } from './tables.ts'

/** All open visits that are stale now, or those of one person, one payload each. */
export async function staleVisits(
  ctx: Ctx,
  repOpenId?: string,
): Promise<{ visitId: string; repOpenId: string }[]> {
  const whose = repOpenId === undefined ? undefined : eq(visits.repOpenId, repOpenId)
  const open = await ctx.tx
    .select()
    .from(visits)
    .where(and(eq(visits.status, 'open'), whose))
  const stale: { visitId: string; repOpenId: string }[] = []
  for (const visit of open) {
    if (await isStale(ctx, visit)) stale.push({ visitId: visit.id, repOpenId: visit.repOpenId })
  }
  return stale
}

/** Ends a visit if it is still open and stale. */
export async function closeIfStale(ctx: Ctx, visitId: string): Promise<void> {
  const visit = await getVisit(ctx.tx, visitId)
  if (visit?.status === 'open' && (await isStale(ctx, visit))) await closeForgotten(ctx, visit)
}

async function isStale(ctx: Ctx, visit: Visit): Promise<boolean> {
  if (visit.date < ctx.today) return true
  const { rules } = await sceneOf(ctx, visit)
  return ctx.now.getTime() - visit.checkedInAt.getTime() > rules.maxHours * 3_600_000
}

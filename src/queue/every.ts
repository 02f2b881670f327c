/** Jobs that look several times a day whether there is something to do. */
import type { Ctx } from '../bot/context.ts'
import { formatLocal, type LocalDate, minutesToTime, timeToMinutes } from '../domain/time.ts'
import type { Due } from './define-job.ts'

/**
 * Due once in every so many minutes of today, from midnight on (`10` → 00:00, 00:10 …). What was missed
 * is not made up for: the next look finds the same.
 */
export const dueEvery =
  (minutes: number) =>
  async (ctx: Ctx, date: LocalDate): Promise<readonly Due[]> => {
    if (date !== ctx.today) return []
    const now = timeToMinutes(formatLocal(ctx.now, ctx.zone, 'time'))
    const at = minutesToTime(Math.floor(now / minutes) * minutes)
    return [{ scope: at, at }]
  }

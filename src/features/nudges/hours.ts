/** When the bot may say something unasked: within the attendance hours, and not on free time. */
import type { Ctx } from '../../bot/context.ts'
import { isWithin, lastClose, parseHours, whenOpen } from '../../domain/attendance.ts'
import type { MinuteRange } from '../../domain/customers/import-words.ts'
import type { Rules } from '../../domain/settings/define.ts'
import { settings } from '../../domain/settings/index.ts'
import { formatLocal, type LocalDate, minutesToTime, timeToMinutes } from '../../domain/time.ts'
import { noon } from '../../domain/work-calendar.ts'
import type { Due } from '../../queue/define-job.ts'
import { calendarOf } from '../plans/people.ts'

/** Minutes since midnight, in the organisation's zone. */
export const minuteOf = (ctx: Pick<Ctx, 'now' | 'zone'>): number =>
  timeToMinutes(formatLocal(ctx.now, ctx.zone, 'time'))

export const hoursOf = (rules: Rules, teams: readonly string[]): MinuteRange[] =>
  parseHours(rules.get(settings.hours, { teams }))

/** Whether a team's attendance hours are open now. */
export const isOpenNow = (
  ctx: Pick<Ctx, 'now' | 'zone' | 'rules' | 'today'>,
  teams: readonly string[],
): boolean => isWithin(hoursOf(ctx.rules, teams), minuteOf(ctx))

/** Whether a person works at this moment: within the hours, on a working day, not in a free half of it. */
export async function isAtWork(
  ctx: Ctx,
  person: { readonly openId: string; readonly teamPath: readonly string[] },
): Promise<boolean> {
  if (!isOpenNow(ctx, person.teamPath)) return false
  const day = (await calendarOf(ctx, person, ctx.today)).dayKind(ctx.today)
  if (day.kind === 'work') return true
  return day.part !== undefined && day.part !== (minuteOf(ctx) < timeToMinutes(noon) ? 'am' : 'pm')
}

/**
 * When the clock does for a team what a rule wants at `wanted`: then, or at the next opening of its hours;
 * nothing when none follows that day. With hours a late start of the day is no reason to leave it out.
 */
export function dueWithin(
  ctx: Pick<Ctx, 'now' | 'zone' | 'rules' | 'today'>,
  team: { readonly code: string; readonly path: readonly string[] },
  date: LocalDate,
  wanted: string,
  options: { readonly always?: boolean } = {},
): Due[] {
  if (date !== ctx.today) return [{ scope: team.code, at: wanted }]
  const hours = hoursOf(ctx.rules, team.path)
  const times = { wanted: timeToMinutes(wanted), now: minuteOf(ctx) }
  const at = whenOpen(hours, times, options)
  if (at === null) return []
  const close = lastClose(hours)
  const due = { scope: team.code, at: minutesToTime(at) }
  return [close === null ? due : { ...due, until: close === 1440 ? '24:00' : minutesToTime(close) }]
}

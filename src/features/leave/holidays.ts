/** The calendar library lags behind the State Council's notice: admins hear it in time. */
import { and, asc, eq, gte, lt } from 'drizzle-orm'
import { holidaysUnknownCard } from '../../../cards/leave/holidays.ts'
import type { Ctx } from '../../bot/context.ts'
import { settings } from '../../domain/settings/index.ts'
import { type LocalDate, startOfWeek } from '../../domain/time.ts'
import { workCalendar } from '../../domain/work-calendar.ts'
import { calendarDays, users } from '../org/tables.ts'

/**
 * The year after a day when its holidays are neither in the library nor imported for the company; null
 * when they are known or the company does not follow them.
 */
export async function unknownYear(ctx: Ctx, day: LocalDate): Promise<number | null> {
  if (!ctx.rules.get(settings.nationalHolidays)) return null
  const year = Number(day.slice(0, 4)) + 1
  const library = workCalendar({ restDays: 'double', exceptions: [], useNationalHolidays: true })
  if (library.knowsYear(year)) return null
  const imported = await ctx.tx.$count(
    calendarDays,
    and(
      eq(calendarDays.scope, 'org'),
      eq(calendarDays.kind, 'holiday'),
      gte(calendarDays.date, `${year}-01-01`),
      lt(calendarDays.date, `${year + 1}-01-01`),
    ),
  )
  return imported > 0 ? null : year
}

/** One card a week for each admin; a second run in that week changes nothing. */
export async function tellHolidaysUnknown(ctx: Ctx, year: number): Promise<void> {
  const admins = await ctx.tx
    .select()
    .from(users)
    .where(and(eq(users.role, 'admin'), eq(users.status, 'active')))
    .orderBy(asc(users.openId))
  for (const admin of admins) {
    const card = holidaysUnknownCard(year, ctx.tFor(admin.locale))
    const thing = `holidays:${year}:${startOfWeek(ctx.today)}`
    await ctx.show({ openId: admin.openId }, thing, card)
  }
}

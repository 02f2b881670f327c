/** Until when things are kept: the limits of one purge, by the rules. */
import { sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Ctx } from '../../bot/context.ts'
import { settings } from '../../domain/settings/index.ts'
import { addDays, type LocalDate, localInstant } from '../../domain/time.ts'

/** Instants (ISO); what is older goes. */
export const purgeLimits = z.object({
  photosBefore: z.iso.datetime(),
  locationsBefore: z.iso.datetime(),
  eventsBefore: z.iso.datetime(),
  /** Photos and texts that found no visit, and messages that waited for a consent. */
  looseBefore: z.iso.datetime(),
  keepMarks: z.boolean(),
})
export type PurgeLimits = z.infer<typeof purgeLimits>

const looseHours = 24

/** The limits of a day by the rules. A day to come counts as today: nothing goes before its time. */
export function limitsOf(ctx: Ctx, date: LocalDate): PurgeLimits {
  const day = date < ctx.today ? date : ctx.today
  const before = (days: number) => localInstant(addDays(day, -days), '00:00', ctx.zone)
  return {
    photosBefore: before(ctx.rules.get(settings.keepPhotosDays)).toISOString(),
    locationsBefore: before(ctx.rules.get(settings.keepLocationsDays)).toISOString(),
    eventsBefore: before(ctx.rules.get(settings.keepEventsDays)).toISOString(),
    looseBefore: new Date(ctx.now.getTime() - looseHours * 3_600_000).toISOString(),
    keepMarks: ctx.rules.get(settings.keepPhotoMarks),
  }
}

/** A limit in a query. */
export const at = (instant: string) => sql`${instant}::timestamptz`

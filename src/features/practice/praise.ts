import { dayText } from '../../../cards/plans/words.ts'
import type { ActorCtx } from '../../bot/context.ts'
import type { Lesson } from '../../domain/practice/lessons.ts'
import { settings } from '../../domain/settings/index.ts'
import { addDays } from '../../domain/time.ts'
import { practiceWords as w } from '../../i18n/practice.ts'
import { calendarOf } from '../plans/people.ts'

/** What was learnt, and after the last lesson what happens on the next working day. */
export async function praiseOf(ctx: ActorCtx, lesson: Lesson): Promise<string> {
  if (lesson === 1) return ctx.t(w.praise1)
  if (lesson === 2) return ctx.t(w.praise2)
  const { openId, teamPath } = ctx.actor
  const calendar = await calendarOf(ctx, { openId, teamPath }, ctx.today)
  const next = calendar.nextWorkingDay(ctx.today)
  if (next === null) return ctx.t(w.praise3Soon)
  const day = next === addDays(ctx.today, 1) ? ctx.t(w.tomorrow) : dayText(ctx.t, next)
  const time = ctx.rules.get(settings.morningCard, { teams: teamPath })
  return ctx.t(w.praise3, { day, time })
}

/** On Mondays each rep hears how the week before went, among what the bot says unasked. */
import { scorecardSection } from '../../../../cards/performance/period.ts'
import type { Ctx } from '../../../bot/context.ts'
import { isQuiet } from '../../../domain/performance/period-digest.ts'
import { type Period, periodBefore, periodOf } from '../../../domain/performance/periods.ts'
import { settings } from '../../../domain/settings/index.ts'
import { type LocalDate, localDate } from '../../../domain/time.ts'
import type { NudgeKind } from '../../nudges/send.ts'
import { addNudges } from '../../nudges/store.ts'
import { allTeamPaths, getUser } from '../../org/store.ts'
import { repsOf } from '../../plans/team.ts'
import { readPeriod } from './period.ts'
import { scorecardOf } from './period-view.ts'

export const scorecardKind = 'performance.scorecard'

/** The week before the one of a day. */
const weekBefore = (day: LocalDate): Period => periodBefore(periodOf('weekly', day))

/** Notes for the reps of a team that their week can be told; who did and sold nothing hears nothing. */
export async function noteScorecards(ctx: Ctx, teamCode: string, date: LocalDate): Promise<number> {
  const path = (await allTeamPaths(ctx.tx)).get(teamCode) ?? [teamCode]
  if (!ctx.rules.get(settings.digestScorecards, { teams: path })) return 0
  const week = weekBefore(date)
  const facts = await readPeriod(ctx, await repsOf(ctx, teamCode), week)
  const told = facts.reps.filter(({ openId }) => {
    const person = facts.people.get(openId)
    return person && !isQuiet([person])
  })
  for (const { openId } of told) await addNudges(ctx, openId, scorecardKind, [week.from])
  return told.length
}

/** Only the newest week is worth a word: what waited for longer is over. */
export const scorecardNudge: NudgeKind = {
  name: scorecardKind,
  async read(ctx, rep, subjects, t) {
    const week = weekBefore(ctx.today)
    const live = subjects.filter((from) => localDate.safeParse(from).data === week.from)
    const user = live.length > 0 ? await getUser(ctx.tx, rep.openId) : null
    if (!user || !ctx.rules.get(settings.digestScorecards, { teams: rep.teamPath }))
      return { live: [], section: null }
    const facts = await readPeriod(ctx, [user], week, [])
    return { live, section: scorecardSection(scorecardOf(ctx, facts, user, week), t) }
  },
}

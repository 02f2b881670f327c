/** A draft reaches the managers as one card per team and cycle, however many reps it has. */
import { eq } from 'drizzle-orm'
import { teamCycleCard } from '../../../cards/cycles/team.ts'
import type { Ctx } from '../../bot/context.ts'
import type { LocalDate } from '../../domain/time.ts'
import { loadActor } from '../org/store.ts'
import type { Rep } from '../plans/people.ts'
import { leadersOf, repsOf } from '../plans/team.ts'
import { cyclesOfTeam } from './store.ts'
import { cycles } from './tables.ts'
import { teamCycleView, teamThing } from './team.ts'

/**
 * Shows a team's drafts to its managers once every rep of the team has one; a draft that was worked out
 * again only follows on the card that is there.
 */
export async function showDraftToLeaders(
  ctx: Ctx,
  rep: Rep,
  cycleId: string,
  again: boolean,
): Promise<void> {
  const teamCode = rep.teamCode ?? ''
  const [made] = await ctx.tx.select().from(cycles).where(eq(cycles.id, cycleId))
  if (!made) return
  const from = made.fromDate as LocalDate
  const drafts = await cyclesOfTeam(ctx.tx, teamCode, from)
  const missing = (await repsOf(ctx, teamCode)).length - drafts.length
  for (const leader of await leadersOf(ctx, teamCode)) {
    const actor = await loadActor(ctx.tx, leader.openId)
    if (!actor) continue
    const view = await teamCycleView(ctx, actor, teamCode, from)
    await ctx.show(
      { openId: leader.openId },
      teamThing(teamCode, from),
      teamCycleCard(view, ctx.tFor(leader.locale)),
      { ifShown: again || missing > 0 },
    )
  }
}

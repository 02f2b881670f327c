/** A draft reaches the managers as one card per team and cycle, however many reps it has. */
import { eq } from 'drizzle-orm'
import { teamCycleCard } from '../../../cards/cycles/team.ts'
import type { Ctx } from '../../bot/context.ts'
import type { LocalDate } from '../../domain/time.ts'
import { loadActor } from '../org/store.ts'
import type { Rep } from '../plans/people.ts'
import { leadersOf } from '../plans/team.ts'
import { draftStarts } from './store.ts'
import { cycles } from './tables.ts'
import { teamCycleView, teamThing } from './team.ts'

/** Shows a team's drafts to its managers; one that was shown before follows what is new. */
export async function showDrafts(ctx: Ctx, teamCode: string): Promise<void> {
  for (const from of await draftStarts(ctx.tx, teamCode)) await showTo(ctx, teamCode, from, false)
}

/** A draft that was worked out again follows on the cards that are there. */
export async function followDraft(ctx: Ctx, rep: Rep, cycleId: string): Promise<void> {
  const [made] = await ctx.tx.select().from(cycles).where(eq(cycles.id, cycleId))
  if (made) await showTo(ctx, rep.teamCode ?? '', made.fromDate as LocalDate, true)
}

async function showTo(
  ctx: Ctx,
  teamCode: string,
  from: LocalDate,
  ifShown: boolean,
): Promise<void> {
  for (const leader of await leadersOf(ctx, teamCode)) {
    const actor = await loadActor(ctx.tx, leader.openId)
    if (!actor) continue
    const view = await teamCycleView(ctx, actor, teamCode, from)
    const card = teamCycleCard(view, ctx.tFor(leader.locale))
    await ctx.show({ openId: leader.openId }, teamThing(teamCode, from), card, { ifShown })
  }
}

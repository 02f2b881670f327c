import { teamCycleCard } from '../../../cards/cycles/team.ts'
import { weekCard } from '../../../cards/cycles/week.ts'
import { anyArguments } from '../../bot/arguments.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { defineCommand, leaders } from '../../bot/define.ts'
import { sendCard, toast } from '../../bot/reply.ts'
import { addDays, type LocalDate } from '../../domain/time.ts'
import { cycleWords as w } from '../../i18n/cycles.ts'
import { planWords } from '../../i18n/plans.ts'
import { authorize } from '../../policies.ts'
import { findTeam } from '../org/find-team.ts'
import { teamPath } from '../org/store.ts'
import { personNamed } from '../plans/named.ts'
import { loadRep } from '../plans/people.ts'
import { againForTeam, currentFrom, teamCycleView, teamThing } from './team.ts'
import { weekThing, weekView } from './week.ts'

const nextWords = /^(下周|下一周|next|next week)$/i

/** `周计划`, `周计划 下周`, `周计划 @李雷`. */
export const weekCommand = defineCommand({
  name: 'week',
  aliases: ['周计划', '本周计划', 'week'],
  who: ['rep', 'manager', 'admin'],
  summary: w.summary,
  usage: w.usage,
  example: '周计划 下周',
  args: anyArguments,
  async run(ctx, { text, mentions }) {
    let words = text
    for (const { name } of mentions) words = words.replaceAll(`@${name}`, ' ')
    const parts = words.split(/\s+/).filter(Boolean)
    const isNext = parts.some((word) => nextWords.test(word))
    const name = parts.filter((word) => !nextWords.test(word) && word !== 'week').join(' ')
    const day = addDays(ctx.today, isNext ? 7 : 0)
    const openId = mentions[0]?.openId ?? (name ? await personNamed(ctx, name) : ctx.actor.openId)
    if (!openId) return toast('warning', ctx.t(planWords.repUnknown, { name }))
    const rep = await loadRep(ctx.tx, openId)
    authorize(ctx.actor, 'plan.see', rep ?? { repOpenId: '', teamPath: [] })
    if (!rep) return toast('warning', ctx.t(planWords.repUnknown, { name }))
    const own = rep.openId === ctx.actor.openId
    const view = await weekView(ctx, rep, day, own)
    return sendCard(weekCard(view, ctx.t), own ? weekThing(rep.openId, view.from) : undefined)
  },
})

const againWords = /^(重新计算|重算|again)$/i

/** `周期计划`, `周期计划 一部`, `周期计划 一部 重新计算`. */
export const cycleCommand = defineCommand({
  name: 'cycle',
  aliases: ['周期计划', '容量', 'cycle', 'capacity'],
  who: leaders,
  summary: w.cycleSummary,
  usage: w.cycleUsage,
  example: '周期计划 一部',
  args: anyArguments,
  async run(ctx, { words }) {
    const again = words.some((word) => againWords.test(word))
    const name = words.filter((word) => !againWords.test(word)).join(' ')
    const teamCode = name ? await findTeam(ctx.tx, name) : await homeTeam(ctx)
    if (teamCode === null)
      return toast('warning', name ? ctx.t(w.teamUnknown, { name }) : ctx.t(w.noTeam))
    authorize(ctx.actor, 'team.see', { teamPath: await teamPath(ctx.tx, teamCode) })
    const from: LocalDate = await currentFrom(ctx, teamCode)
    if (again) {
      await againForTeam(ctx, teamCode, from)
      return toast('info', ctx.t(w.againDone))
    }
    const view = await teamCycleView(ctx, ctx.actor, teamCode, from)
    return sendCard(teamCycleCard(view, ctx.t), teamThing(teamCode, from))
  },
})

/** The team that the actor leads first, else the one they belong to. */
async function homeTeam(ctx: ActorCtx): Promise<string | null> {
  return ctx.actor.ledTeams[0] ?? ctx.actor.teamCode
}

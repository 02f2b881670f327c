/** Buttons of an analysis: other pages, days and people, and a visit that was not made. */
import { analysisActions } from '../../../cards/analysis/actions.ts'
import { dayText } from '../../../cards/plans/words.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { onAction } from '../../bot/define.ts'
import { type Reply, replaceCard, toast } from '../../bot/reply.ts'
import { UserError } from '../../errors.ts'
import { alarmActWords } from '../../i18n/alarms-acts.ts'
import { analysisWords as w } from '../../i18n/analysis.ts'
import { botWords } from '../../i18n/bot.ts'
import { message } from '../../i18n/t.ts'
import { may } from '../../policies.ts'
import { lockFor } from '../../queue/run-job.ts'
import { plannedFrom } from '../alarms/acts-store.ts'
import { getCustomer } from '../customers/store.ts'
import { loadRep } from '../plans/people.ts'
import { putOnPlan, whyRefused } from '../plans/put.ts'
import { soonestDay } from '../plans/soon.ts'
import { answer, cardFor, thingOf } from './answer.ts'

/** A card that was forwarded to a group shows its figures to whoever pressed, in private. */
const onShow = onAction(analysisActions.show, { who: 'member' }, async (ctx, { payload }) => {
  if (!ctx.inGroup) return answer(ctx, payload, replaceCard)
  const thing = `${thingOf(ctx)}:${ctx.actor.openId}`
  await ctx.show({ openId: ctx.actor.openId }, thing, await cardFor(ctx, payload, thing))
  return toast('success', ctx.t(w.sentPrivately))
})

const onPlan = onAction(analysisActions.plan, { who: 'member' }, async (ctx, { payload }) => {
  const { customerCode, ...ask } = payload
  const { day, was } = await planSoon(ctx, customerCode)
  const text = ctx.t(was ? alarmActWords.plannedThere : alarmActWords.plannedToast, { day })
  const said = { type: was ? ('info' as const) : ('success' as const), text }
  if (ctx.inGroup) return toast(said.type, said.text)
  return answer(ctx, ask, (card, thing): Reply => replaceCard(card, thing, said))
})

/** The owner's next sensible day; where somebody has it on a plan already, that day stays. */
async function planSoon(ctx: ActorCtx, code: string): Promise<{ day: string; was: boolean }> {
  const customer = await getCustomer(ctx.tx, code)
  const rep = customer?.ownerOpenId ? await loadRep(ctx.tx, customer.ownerOpenId) : null
  if (!customer || !rep) throw new UserError(message(botWords.notYours), 'error')
  if (!may(ctx.actor, 'plan.change', rep) && !may(ctx.actor, 'plan.assign', rep))
    throw new UserError(message(botWords.notYours), 'error')
  if (whyRefused(customer) !== null) throw new UserError(message(alarmActWords.cannotVisit))
  await lockFor(ctx.tx, `person:${rep.openId}`)
  const there = (await plannedFrom(ctx.tx, [code], ctx.today)).get(code)
  const on = there?.on ?? (await soonestDay(ctx, rep, customer))
  if (on === null) throw new UserError(message(alarmActWords.noDay))
  if (!there) {
    const note = ctx.tFor(rep.locale)(w.planNote)
    const by = { openId: ctx.actor.openId, name: ctx.actor.name }
    await putOnPlan(ctx, rep, on, [{ customer, note }], { source: 'manual', by })
  }
  return { day: dayText(ctx.t, on), was: there !== undefined }
}

export const analysisHandlers = [onShow, onPlan]

import { firstStepActions, isOpen, stepsCard } from '../../../cards/first-steps/steps.ts'
import { offerCard } from '../../../cards/practice/lessons.ts'
import { anyArguments } from '../../bot/arguments.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { admins, defineCommand, onAction } from '../../bot/define.ts'
import { type Reply, replaceCard, sendCard } from '../../bot/reply.ts'
import type { Setting } from '../../domain/settings/define.ts'
import { settings } from '../../domain/settings/index.ts'
import { firstStepWords as w } from '../../i18n/first-steps.ts'
import { changeSetting, loadRules } from '../admin/settings-store.ts'
import { welcomeReply } from '../org/welcome.ts'
import { newReps } from '../practice/new-reps.ts'
import { repsWithCustomers, stepSettings, stepsView } from './view.ts'

const thing = 'first-steps'

/** `开始`: for an admin what is left to set up, for everybody else the hello. */
export const startCommand = defineCommand({
  name: 'start',
  aliases: ['开始', 'start'],
  who: 'member',
  summary: w.summary,
  usage: w.none,
  example: '开始',
  args: anyArguments,
  run: async (ctx) => (ctx.actor.role === 'admin' ? firstSteps(ctx) : welcomeReply(ctx)),
})

/** The checklist as a new card. */
async function firstSteps(ctx: ActorCtx): Promise<Reply> {
  return sendCard(stepsCard(await stepsView(ctx, ctx.t), ctx.t), thing)
}

/** The checklist while something on it is open; null when all is set up. */
export async function stepsLeft(ctx: ActorCtx): Promise<Reply | null> {
  const view = await stepsView(ctx, ctx.t)
  if (!isOpen(view, ctx.t)) return null
  return sendCard(stepsCard(view, ctx.t), thing)
}

async function again(ctx: ActorCtx, said?: string): Promise<Reply> {
  const card = stepsCard(await stepsView(ctx, ctx.t), ctx.t, said)
  return replaceCard(card, thing, said ? { type: 'success', text: said } : undefined)
}

/** Writes a rule of the company and answers with the card as it is then. */
async function decide<V>(
  ctx: ActorCtx,
  list: readonly Setting<V>[],
  valueFor: (s: Setting<V>) => V,
) {
  for (const setting of list) {
    const change = { scope: 'org', value: valueFor(setting), by: ctx.actor.openId, at: ctx.now }
    await changeSetting(ctx.tx, setting, change)
  }
  return again({ ...ctx, rules: await loadRules(ctx.tx) }, ctx.t(w.saved))
}

const onRefresh = onAction(firstStepActions.refresh, { who: admins }, (ctx) => again(ctx))

const onKeep = onAction(firstStepActions.keep, { who: admins }, (ctx, { payload: { step } }) =>
  decide(ctx, stepSettings[step], (one) => ctx.rules.get(one)),
)

const onAskConsent = onAction(firstStepActions.askConsent, { who: admins }, (ctx) =>
  decide(ctx, [settings.consentRequired], () => true),
)

/** The plans of today, one job per rep as at night; who has one already keeps it. */
const onMakePlans = onAction(firstStepActions.makePlans, { who: admins }, async (ctx) => {
  const n = await forEachRep(ctx, 'plans.generate')
  return again(ctx, n > 0 ? ctx.t(w.planStarted, { n }) : ctx.t(w.planNobody))
})

/** The morning cards of today now; who has got one gets no second. */
const onSendPlans = onAction(firstStepActions.sendPlans, { who: admins }, async (ctx) => {
  const n = await forEachRep(ctx, 'plans.send')
  return again(ctx, n > 0 ? ctx.t(w.planSending, { n }) : ctx.t(w.planNobody))
})

/** Queues a job of today for every rep who owns customers; answers how many. */
async function forEachRep(ctx: ActorCtx, job: 'plans.generate' | 'plans.send'): Promise<number> {
  const reps = await repsWithCustomers(ctx.tx)
  for (const repOpenId of reps) await ctx.enqueue(job, { repOpenId, date: ctx.today })
  return reps.length
}

/** One card each: who was offered it before keeps that card. */
const onOfferPractice = onAction(firstStepActions.offerPractice, { who: admins }, async (ctx) => {
  const reps = await newReps(ctx.tx)
  for (const { openId, locale } of reps)
    await ctx.show({ openId }, `practice-offer:${openId}`, offerCard(ctx.tFor(locale)))
  return again(ctx, ctx.t(w.practiceOffered, { n: reps.length }))
})

export const firstStepHandlers = [
  onRefresh,
  onKeep,
  onAskConsent,
  onOfferPractice,
  onMakePlans,
  onSendPlans,
]

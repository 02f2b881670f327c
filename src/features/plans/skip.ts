/** 跳过: the rep says why, a manager or the rule decides. */
import { and, asc, eq } from 'drizzle-orm'
import { planActions } from '../../../cards/plans/actions.ts'
import {
  type SkipRequest,
  skipRefusedCard,
  skipRequestCard,
} from '../../../cards/plans/rule-skip.ts'
import { skipFormCard } from '../../../cards/plans/stop.ts'
import { skipLabel } from '../../../cards/plans/words.ts'
import type { ActorCtx, Ctx } from '../../bot/context.ts'
import { onAction } from '../../bot/define.ts'
import { replaceCard, type Toast, toast } from '../../bot/reply.ts'
import { settings } from '../../domain/settings/index.ts'
import { allSkips, keepSkip, offeredSkips } from '../../domain/settings/skip-reasons.ts'
import type { LocalDate } from '../../domain/time.ts'
import { planChanged } from '../../events.ts'
import { planWords } from '../../i18n/plans.ts'
import { inLocale, type Word } from '../../i18n/t.ts'
import { getUser, managersOf, type User } from '../org/store.ts'
import { users } from '../org/tables.ts'
import type { Rep } from './people.ts'
import { planDayCard, planThing } from './show.ts'
import { lineOf, type Stop, type StopOfRep, stopFor } from './stop.ts'
import { planStops } from './tables.ts'

/** One card per request and manager. */
const requestThing = (stopId: string) => `plan-skip:${stopId}`

export const needsApproval = (ctx: Ctx, rep: Whose) =>
  ctx.rules.get(settings.skipNeedsApproval, { teams: rep.teamPath })

/** Whose rules hold: only the teams matter. */
type Whose = Pick<Rep, 'teamPath'>

export const reasonsFor = (ctx: Ctx, rep: Whose) =>
  ctx.rules.get(settings.skipReasons, { teams: rep.teamPath })

/** Why a stop cannot be skipped any more, or null. */
function whyNot(ctx: Ctx, { stop, date }: StopOfRep): Word<never> | null {
  if (date < ctx.today) return planWords.dayIsOver
  if (stop.status === 'visited') return planWords.alreadyVisited
  if (stop.status === 'skipped') return planWords.alreadySkipped
  if (stop.visitId) return planWords.visitOpen
  return stop.skipState === 'asked' ? planWords.alreadyAsked : null
}

async function backToPlan(ctx: ActorCtx, { rep, date }: StopOfRep, said: Toast) {
  const card = await planDayCard(ctx, rep, date, { own: true, t: ctx.t })
  return replaceCard(card, planThing(rep.openId, date), said)
}

/** 跳过: asks for the reason. */
export const onSkip = onAction(planActions.skip, { who: 'member' }, async (ctx, { payload }) => {
  const found = await stopFor(ctx, payload.stopId, 'plan.change')
  const refusal = whyNot(ctx, found)
  if (refusal) return backToPlan(ctx, found, { type: 'warning', text: ctx.t(refusal) })
  const stop = await lineOf(ctx, found.stop)
  const view = { stop, repOpenId: found.rep.openId, date: found.date }
  return replaceCard(
    skipFormCard(
      {
        ...view,
        reasons: reasonsFor(ctx, found.rep),
        needsApproval: needsApproval(ctx, found.rep),
      },
      ctx.t,
    ),
    planThing(found.rep.openId, found.date),
  )
})

/** The reason is given: the managers are asked, or the rule lets it pass. */
export const onSubmitSkip = onAction(
  planActions.submitSkip,
  { who: 'member' },
  async (ctx, { payload, form }) => {
    const found = await stopFor(ctx, payload.stopId, 'plan.change')
    const refusal = whyNot(ctx, found)
    if (refusal) return backToPlan(ctx, found, { type: 'warning', text: ctx.t(refusal) })
    const read = readReason(ctx, found.rep, form)
    if ('refused' in read) return toast('warning', read.refused)
    const { skipReason } = read

    const judges = needsApproval(ctx, found.rep) ? await judgesOf(ctx, found.rep) : null
    await save(
      ctx,
      found.stop.id,
      judges
        ? { skipReason, skipState: 'asked', skipRuledBy: null }
        : { skipReason, skipState: 'approved', status: 'skipped', skipRuledBy: null },
    )
    await tellJudges(
      ctx,
      { ...found.stop, skipReason, skipState: 'asked' },
      found.rep,
      judges ?? [],
    )
    const said = judges ? planWords.skipAsked : planWords.skipDone
    return backToPlan(ctx, found, { type: 'success', text: ctx.t(said) })
  },
)

/** The reason as it is kept, or what is missing, in words. */
export function readReason(
  ctx: ActorCtx,
  rep: Whose,
  form: { kind?: string | undefined; reason?: string | undefined },
): { readonly skipReason: string } | { readonly refused: string } {
  const reasons = reasonsFor(ctx, rep)
  const read = keepSkip(reasons, { kind: form.kind, text: form.reason })
  if ('kept' in read) return { skipReason: read.kept }
  const chosen = allSkips(reasons).find(({ value }) => value === form.kind)
  if (read.problem === 'note' && chosen && chosen.value !== 'other') {
    const reason = inLocale(skipLabel(chosen), ctx.t.locale)
    return { refused: ctx.t(planWords.noteMissing, { reason }) }
  }
  const byWords = offeredSkips(reasons).some(({ value }) => value === 'other')
  return { refused: ctx.t(byWords ? planWords.reasonMissing : planWords.reasonUnnamed) }
}

/** 同意 / 不同意: the first manager decides, everybody else sees who did. */
export const onRuleSkip = onAction(
  planActions.ruleSkip,
  { who: 'member' },
  async (ctx, { payload }) => {
    const found = await stopFor(ctx, payload.stopId, 'plan.rule')
    const { stop, rep, date } = found
    if (stop.skipState !== 'asked' || stop.status === 'visited') {
      const request = await requestOf(ctx, stop, rep)
      const said = { type: 'warning' as const, text: ctx.t(planWords.notAskedAnyMore) }
      const { ruling } = request
      if (ruling.kind === 'approved')
        said.text = ctx.t(planWords.approvedBy, { name: ruling.byName })
      if (ruling.kind === 'refused') said.text = ctx.t(planWords.refusedBy, { name: ruling.byName })
      if (ruling.kind === 'visited') said.text = ctx.t(planWords.visitedMeanwhile)
      return replaceCard(skipRequestCard(request, ctx.t), requestThing(stop.id), said)
    }
    const { approve } = payload
    const ruled = {
      skipState: approve ? ('approved' as const) : ('refused' as const),
      status: approve ? ('skipped' as const) : ('planned' as const),
      skipRuledBy: ctx.actor.openId,
    }
    await save(ctx, stop.id, ruled)
    const after = { ...stop, ...ruled }
    const others = (await judgesOf(ctx, rep)).filter((user) => user.openId !== ctx.actor.openId)
    await tellJudges(ctx, after, rep, others)
    if (!approve) {
      const { name: customerName } = await lineOf(ctx, after)
      const told = { repOpenId: rep.openId, date, customerName, byName: ctx.actor.name }
      await ctx.say({ openId: rep.openId }, skipRefusedCard(told, ctx.tFor(rep.locale)))
    }
    await ctx.emit(planChanged, { repOpenId: rep.openId, date })
    return replaceCard(
      skipRequestCard(await requestOf(ctx, after, rep), ctx.t),
      requestThing(stop.id),
    )
  },
)

async function save(ctx: Ctx, stopId: string, set: Partial<Stop>): Promise<void> {
  await ctx.tx.update(planStops).set(set).where(eq(planStops.id, stopId))
}

/** Who decides about a rep's plan: the managers above, or the admins where there are none. */
async function judgesOf(ctx: Ctx, rep: Rep): Promise<User[]> {
  const managers = await managersOf(ctx.tx, rep)
  if (managers.length > 0) return managers
  return ctx.tx
    .select()
    .from(users)
    .where(and(eq(users.role, 'admin'), eq(users.status, 'active')))
    .orderBy(asc(users.openId))
}

async function tellJudges(ctx: Ctx, stop: Stop, rep: Rep, judges: readonly User[]): Promise<void> {
  if (judges.length === 0) return
  const request = await requestOf(ctx, stop, rep)
  for (const judge of judges) {
    const card = skipRequestCard(request, ctx.tFor(judge.locale))
    // A second request for the same stop, after a refusal, disturbs again.
    const fresh = request.ruling.kind === 'open'
    await ctx.show({ openId: judge.openId }, requestThing(stop.id), card, { fresh })
  }
}

async function requestOf(ctx: Ctx, stop: Stop, rep: Rep): Promise<SkipRequest> {
  const line = await lineOf(ctx, stop)
  const by = stop.skipRuledBy ? await getUser(ctx.tx, stop.skipRuledBy) : null
  return {
    stop: line,
    date: stop.date as LocalDate,
    repName: rep.name,
    reason: { kept: stop.skipReason, reasons: reasonsFor(ctx, rep) },
    ruling: rulingOf(stop, by?.name ?? ''),
  }
}

function rulingOf(stop: Stop, byName: string): SkipRequest['ruling'] {
  if (stop.status === 'visited') return { kind: 'visited' }
  if (stop.skipState === 'approved' || stop.skipState === 'refused') {
    return { kind: stop.skipState, byName }
  }
  return { kind: 'open' }
}

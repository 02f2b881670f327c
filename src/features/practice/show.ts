/** The card of a practice as it stands: the real visit's card, with what to do next on top. */
import type { Card } from '../../../cards/kit/card.ts'
import { skipFormCard } from '../../../cards/plans/stop.ts'
import { arriveCard } from '../../../cards/practice/lessons.ts'
import { practised } from '../../../cards/practice/practised.ts'
import { needsReasonCard, noneNearCard } from '../../../cards/visits/check-in.ts'
import { openVisitCard } from '../../../cards/visits/open.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { type NextAct, nextAct } from '../../domain/practice/lessons.ts'
import { nextWords } from '../../i18n/practice.ts'
import { checkOutFormCard } from '../visits/form-view.ts'
import { problemsOf, summaryOf } from '../visits/scene.ts'
import { openView } from '../visits/views.ts'
import { practicePlanCard, skippedStop } from './plan.ts'
import type { Practice } from './store.ts'
import { type PracticeVisit, practiceRules, sceneOf, shopOf } from './visit.ts'

/** One card a lesson, for its whole life. */
export const practiceThing = ({ openId, lesson }: Pick<Practice, 'openId' | 'lesson'>) =>
  `practice:${openId}:${lesson}`

const nothingKnown = {
  older: { photos: 0, notes: 0 },
  facts: { last: null, orders: null, contact: null, phone: null },
} as const

/** The next act in words. */
export function nextText(ctx: ActorCtx, practice: Practice): string {
  const act = nextOf(ctx, practice)
  return act.code === 'summary'
    ? ctx.t(nextWords.summary, { n: act.n })
    : ctx.t(nextWords[act.code])
}

function nextOf(ctx: ActorCtx, practice: Practice): NextAct {
  const { lesson, phase, visit, formShown } = practice
  if (phase === 'done') return { code: 'alone' }
  const rules = practiceRules(ctx, ctx.actor)
  const scene = visit ? sceneOf(ctx, ctx.actor, practice, visit) : null
  return nextAct({
    lesson,
    phase,
    formShown,
    asksLocation: rules.enabled,
    required: rules.photos,
    photos: visit?.photos ?? [],
    problems: scene
      ? problemsOf(scene, { summary: summaryOf(scene), outcomeRequired: false }, ctx.now)
      : [],
  })
}

/** Marks a real card as practised; `says` in the place of what is next. */
export function lead(ctx: ActorCtx, practice: Practice, real: Card, says?: string): Card {
  const { lesson } = practice
  return practised(real, { lesson, says: says ?? nextText(ctx, practice) }, ctx.t)
}

/** Where the rep is. A practice that is done is shown by its end, which knows what was written. */
export function practiceCard(ctx: ActorCtx, practice: Practice): Card {
  return lead(ctx, practice, realCard(ctx, practice))
}

function realCard(ctx: ActorCtx, practice: Practice): Card {
  const { phase, visit, formShown } = practice
  const { actor, t } = ctx
  if (phase === 'skipping' && formShown) return skipFormCard(skippedStop(ctx), t)
  if (practice.lesson === 2 && !visit) return practicePlanCard(ctx, practice)
  if (visit && phase === 'explaining') return explainCard(ctx, practice, visit)
  if (visit && phase === 'visiting') {
    const scene = sceneOf(ctx, actor, practice, visit)
    return formShown
      ? checkOutFormCard(scene, { now: ctx.now, draft: {} }, t)
      : openVisitCard(openView(ctx, scene, nothingKnown), t)
  }
  const { enabled } = practiceRules(ctx, actor)
  return arriveCard({ shop: shopOf(practice, actor), asksLocation: enabled }, t)
}

/** Off the shop: the reason helps, or where the rules leave no room for one, the pin is wrong. */
function explainCard(ctx: ActorCtx, practice: Practice, visit: PracticeVisit): Card {
  const { t, actor } = ctx
  const name = shopOf(practice, actor)
  const shop = { code: name, name, grade: null }
  const fixId = visit.id
  const distanceM = visit.distanceM ?? 0
  if (visit.verdict === 'off_site') {
    return noneNearCard({ fixId, nearest: { ...shop, distanceM, planned: true }, unpinned: [] }, t)
  }
  const { toleranceM } = practiceRules(ctx, actor).checkIn
  return needsReasonCard({ fixId, customer: shop, planned: true, distanceM, toleranceM }, t)
}

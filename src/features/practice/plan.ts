/** The invented plan of lesson 2: a shop that is closed today, and the one to visit. */
import { planCard } from '../../../cards/plans/plan.ts'
import type { StopLine } from '../../../cards/plans/view.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { practiceWords } from '../../i18n/practice.ts'
import { needsApproval, reasonsFor } from '../plans/skip.ts'
import type { Practice } from './store.ts'
import { shopOf } from './visit.ts'

const stopIds = [
  '00000000-0000-7000-8000-000000000001',
  '00000000-0000-7000-8000-000000000002',
] as const

function stopOf(n: 1 | 2, name: string, mark: StopLine['mark']): StopLine & { stopId: string } {
  return {
    stopId: stopIds[n - 1] ?? stopIds[0],
    sequence: n,
    customerCode: name,
    name,
    grade: null,
    line: null,
    source: 'cycle',
    why: { code: 'neverVisited', daysKnown: 1 },
    byName: null,
    window: null,
    behind: null,
    eta: null,
    legM: null,
    mark,
    routed: true,
    point: null,
  }
}

const closedShop = (ctx: ActorCtx, mark: StopLine['mark']) =>
  stopOf(1, ctx.t(practiceWords.closedShop), mark)

/** The plan of the lesson as it stands, as the real card of a day. */
export function practicePlanCard(ctx: ActorCtx, practice: Practice) {
  const { openId, name } = ctx.actor
  const gone = needsApproval(ctx, ctx.actor) ? 'asked' : 'skipped'
  const first = closedShop(ctx, practice.phase === 'skipping' ? 'open' : gone)
  const stops = [first, stopOf(2, shopOf(practice, ctx.actor), 'open')]
  return planCard(
    {
      repOpenId: openId,
      repName: name,
      date: ctx.today,
      when: 'today',
      own: true,
      preview: false,
      totalM: 0,
      endsAt: null,
      stops,
      noAddress: 0,
    },
    ctx.t,
  )
}

/** What the form of 跳过 is about. */
export const skippedStop = (ctx: ActorCtx) => ({
  stop: closedShop(ctx, 'open'),
  repOpenId: ctx.actor.openId,
  date: ctx.today,
  reasons: reasonsFor(ctx, ctx.actor),
  needsApproval: needsApproval(ctx, ctx.actor),
})

/** From a visit's scene to what its cards show. */
import type { Card } from '../../../cards/kit/card.ts'
import { cancelledVisitCard } from '../../../cards/visits/done.ts'
import { openVisitCard } from '../../../cards/visits/open.ts'
import type { CustomerFacts, KindTick, PhotoView, VisitView } from '../../../cards/visits/view.ts'
import type { Ctx } from '../../bot/context.ts'
import { formatDate, formatLocal, type LocalDate } from '../../domain/time.ts'
import { dwellMinutes, isLongEnough } from '../../domain/visits/summary.ts'
import type { T } from '../../i18n/t.ts'
import { moneyFacts } from '../customers/facts.ts'
import { trustOfVisit } from '../trust/show.ts'
import { doneCard, nextStopOf } from './done-view.ts'
import { nameOf } from './names.ts'
import { outcomeLabel } from './rules.ts'
import { hasLeavingPlace, problemsOf, type Scene, summaryOf, usable } from './scene.ts'
import { shareOf } from './share.ts'
import { orderFacts } from './store/facts.ts'
import { heldNotes } from './store/notes.ts'
import { heldPhotos } from './store/photos.ts'
import { tipsOf } from './store/tips.ts'
import { closedVisitsOf } from './store/visits.ts'

/** How long what was sent before a check-in is kept. */
export const keptMinutes = 30

/** The card of a visit as it stands: open, closed or cancelled. */
export async function visitCard(ctx: Ctx, scene: Scene, t: T): Promise<Card> {
  const { visit, customer } = scene
  if (visit.status === 'open') {
    const [older, facts] = [await olderCounts(ctx, scene), await factsOf(ctx, scene)]
    return openVisitCard(openView(ctx, scene, { older, facts }), t)
  }
  const next = visit.date === ctx.today ? await nextStopOf(ctx, visit) : null
  if (visit.status === 'closed')
    return doneCard(ctx, scene, next, t, {
      trust: await trustOfVisit(ctx, visit.id),
      share: await shareOf(ctx, scene),
    })
  return cancelledVisitCard(
    nameOf(customer, visit.customerCode).name,
    next === 'none' ? null : next,
    t,
  )
}

/** What the card of an open visit shows, given what is known of the customer and waits besides. */
export function openView(
  ctx: Ctx,
  scene: Scene,
  besides: Pick<VisitView, 'older' | 'facts'>,
): VisitView {
  const { visit, rules, customer } = scene
  const summary = summaryOf(scene)
  const problems = problemsOf(scene, { summary, outcomeRequired: false }, ctx.now)
  return {
    id: visit.id,
    customer: nameOf(customer, visit.customerCode),
    planned: visit.planned,
    arrived: formatLocal(visit.checkedInAt, ctx.zone, 'time'),
    minutes: dwellMinutes(visit.checkedInAt, ctx.now),
    verdict: visit.verdict,
    weak: visit.verdict === 'unverified' && visit.reason !== null,
    distanceM: visit.distanceM,
    live: rules.enabled && rules.proof === 'live',
    problems,
    ticks: ticksOf(scene),
    summary: { needed: rules.summaryMin > 0, done: isLongEnough(summary, rules.summaryMin) },
    leaving: {
      required: rules.enabled && rules.checkOutPlace === 'required',
      distanceM: visit.checkOutDistanceM,
      done: hasLeavingPlace(scene, ctx.now),
    },
    notes: scene.notes,
    photos: photoViews(scene),
    ...besides,
  }
}

/** The photos of a visit as cards show them. */
export function photoViews({ photos }: Scene): PhotoView[] {
  return photos.flatMap(({ id, kind, status, cardImageKey }) =>
    status === 'deleted' ? [] : [{ id, kind, status, imageKey: cardImageKey }],
  )
}

function ticksOf({ photos, rules }: Scene): KindTick[] {
  const shown = usable(photos)
  return (['storefront', 'shelf'] as const).map((kind) => ({
    kind,
    need: rules.photos.filter((wanted) => wanted === kind).length,
    have: shown.filter((photo) => photo.kind === kind).length,
  }))
}

/** What was sent too early to attach by itself, and is still offered. */
export function olderSpan({ visit, rules }: Scene): { from: Date; until: Date } {
  const before = (minutes: number) => new Date(visit.checkedInAt.getTime() - minutes * 60_000)
  return { from: before(keptMinutes), until: before(rules.attachMinutes) }
}

async function olderCounts(ctx: Ctx, scene: Scene): Promise<VisitView['older']> {
  const { repOpenId } = scene.visit
  const span = olderSpan(scene)
  const photos = await heldPhotos(ctx.tx, repOpenId, span)
  const notes = await heldNotes(ctx.tx, repOpenId, span)
  return { photos: photos.length, notes: notes.length }
}

/** Sales of so many days are read with what is owed. */
const moneyDays = 90

async function factsOf(ctx: Ctx, { visit, customer, rules }: Scene): Promise<CustomerFacts> {
  const [last] = await closedVisitsOf(ctx.tx, visit.customerCode, {
    before: visit.checkedInAt,
    limit: 1,
  })
  const orders = await orderFacts(ctx.tx, visit.customerCode, ctx.today)
  const money = await moneyFacts(ctx.tx, visit.customerCode, ctx.today, {
    days: moneyDays,
    creditDays: customer?.creditDays ?? null,
  })
  return {
    last: last
      ? {
          date: formatDate(last.date as LocalDate, 'monthDay'),
          summary: last.summary,
          nextStep: last.nextStep,
          outcome: last.outcome ? outcomeLabel(last.outcome, rules.addedOutcomes) : null,
        }
      : null,
    orders: orders
      ? {
          lastOn: formatDate(orders.lastOn as LocalDate, 'monthDay'),
          lastFen: orders.lastFen,
          items: orders.items.map(({ name, quantity, unit }) => `${name} ${quantity}${unit}`),
        }
      : null,
    money:
      money && (orders || money.receivableFen !== 0)
        ? {
            receivableFen: money.receivableFen,
            overdue: money.overdue,
            asOf: formatDate(money.dataAsOf, 'monthDay'),
          }
        : null,
    contact: customer?.contact ?? null,
    phone: customer?.phone ?? null,
    gaps: await tipsOf(ctx.tx, visit.id),
    care: (customer?.grade && rules.care[customer.grade]) || null,
  }
}

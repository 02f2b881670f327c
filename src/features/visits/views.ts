/** From a visit's scene to what its cards show. */
import type { Card } from '../../../cards/kit/card.ts'
import { checkOutCard } from '../../../cards/visits/check-out.ts'
import { cancelledVisitCard, doneVisitCard } from '../../../cards/visits/done.ts'
import { openVisitCard } from '../../../cards/visits/open.ts'
import type { CustomerName } from '../../../cards/visits/parts.ts'
import type {
  CheckOutDraft,
  CustomerFacts,
  KindTick,
  NextStop,
  PhotoView,
  VisitView,
} from '../../../cards/visits/view.ts'
import type { Ctx } from '../../bot/context.ts'
import { distanceM as metresBetween, type Point } from '../../domain/geo.ts'
import { fenToYuan } from '../../domain/money.ts'
import { navigationLinks } from '../../domain/navigation.ts'
import { addDays, formatDate, formatLocal, type LocalDate } from '../../domain/time.ts'
import { dwellMinutes, isLongEnough } from '../../domain/visits/summary.ts'
import type { T } from '../../i18n/t.ts'
import { type Customer, getCustomers } from '../customers/store.ts'
import { outcomeLabel } from './rules.ts'
import { hasLeavingPlace, problemsOf, type Scene, summaryOf, usable } from './scene.ts'
import { orderFacts } from './store/facts.ts'
import { getFix, pointOf } from './store/fixes.ts'
import { heldNotes } from './store/notes.ts'
import { heldPhotos } from './store/photos.ts'
import { pointOfCustomer } from './store/places.ts'
import { stopsOf } from './store/plan.ts'
import { closedVisitsOf, type Visit } from './store/visits.ts'

/** How long what was sent before a check-in is kept. */
export const keptMinutes = 30

/** A customer as a card names it, also one that our files do not know yet. */
export function nameOf(customer: Customer | null, code: string): CustomerName {
  return { code, name: customer?.name ?? code, grade: customer?.grade ?? null }
}

/** The card of a visit as it stands: open, closed or cancelled. */
export async function visitCard(ctx: Ctx, scene: Scene, t: T): Promise<Card> {
  const { visit, customer } = scene
  if (visit.status === 'open') return openVisitCard(await openView(ctx, scene), t)
  const next = visit.date === ctx.today ? await nextStopOf(ctx, visit) : null
  if (visit.status === 'closed') return doneCard(ctx, scene, next, t)
  return cancelledVisitCard(
    nameOf(customer, visit.customerCode).name,
    next === 'none' ? null : next,
    t,
  )
}

async function openView(ctx: Ctx, scene: Scene): Promise<VisitView> {
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
    distanceM: visit.distanceM,
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
    older: await olderCounts(ctx, scene),
    facts: await factsOf(ctx, scene),
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

async function factsOf(ctx: Ctx, { visit, customer, rules }: Scene): Promise<CustomerFacts> {
  const [last] = await closedVisitsOf(ctx.tx, visit.customerCode, {
    before: visit.checkedInAt,
    limit: 1,
  })
  const orders = await orderFacts(ctx.tx, visit.customerCode, ctx.today)
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
    contact: customer?.contact ?? null,
    phone: customer?.phone ?? null,
  }
}

/** The form of the check-out, filled in with what is known. */
export function checkOutFormCard(
  scene: Scene,
  options: {
    now: Date
    draft: CheckOutDraft
    onTo?: { fixId: string; customer: CustomerName } | undefined
  },
  t: T,
): Card {
  const { visit, rules } = scene
  const draft: CheckOutDraft = {
    ...storedDraft(visit),
    summary: summaryOf(scene),
    ...options.draft,
  }
  const outcomeRequired = false
  const summary = draft.summary ?? ''
  return checkOutCard(
    {
      visitId: visit.id,
      customer: nameOf(scene.customer, visit.customerCode),
      planned: visit.planned,
      problems: problemsOf(
        scene,
        { summary, outcome: draft.outcome, outcomeRequired },
        options.now,
      ),
      outcomes: rules.outcomes,
      summaryMin: rules.summaryMin,
      draft,
      noteId: newestId(scene.notes),
      onTo: options.onTo,
    },
    t,
  )
}

function storedDraft(visit: Visit): CheckOutDraft {
  return {
    outcome: visit.outcome ?? undefined,
    orderAmount: visit.orderAmountFen === null ? undefined : fenToYuan(visit.orderAmountFen),
    nextStep: visit.nextStep ?? undefined,
    nextVisitOn: visit.nextVisitOn ?? undefined,
  }
}

/** Ids are in order of arrival. */
function newestId(notes: readonly { id: string }[]): string | undefined {
  return notes
    .map(({ id }) => id)
    .toSorted()
    .at(-1)
}

function doneCard(ctx: Ctx, scene: Scene, next: NextStop | 'none' | null, t: T): Card {
  const { visit, customer, rules, photos } = scene
  const placeShown = rules.enabled && rules.checkOutPlace !== 'off'
  const time = (at: Date) => formatLocal(at, ctx.zone, 'time')
  return doneVisitCard(
    {
      id: visit.id,
      customer: nameOf(customer, visit.customerCode),
      planned: visit.planned,
      arrived: time(visit.checkedInAt),
      left: visit.checkedOutAt ? time(visit.checkedOutAt) : null,
      minutes: visit.dwellMinutes,
      photos: usable(photos).length,
      failedPhotos: photos.length - usable(photos).length,
      orderFen: visit.orderAmountFen,
      summary: visit.summary,
      nextStep: visit.nextStep,
      nextVisitOn: visit.nextVisitOn
        ? formatDate(visit.nextVisitOn as LocalDate, 'monthDay')
        : null,
      outcome: visit.outcome ? outcomeLabel(visit.outcome, rules.addedOutcomes) : null,
      leavingDistanceM: placeShown || visit.checkOutFixId ? visit.checkOutDistanceM : undefined,
      bySystem: visit.closedBy === 'system',
      next,
    },
    t,
  )
}

/** The next planned stop of the day seen from a visit; `none` when all are done, null without a plan. */
export async function nextStopOf(ctx: Ctx, visit: Visit): Promise<NextStop | 'none' | null> {
  const stops = await stopsOf(ctx.tx, visit.repOpenId, ctx.today)
  const next = stops.find(
    ({ status, customerCode }) => status === 'planned' && customerCode !== visit.customerCode,
  )
  if (!next) return stops.length > 0 ? 'none' : null
  const known = await getCustomers(ctx.tx, [next.customerCode, visit.customerCode])
  const customer = known.get(next.customerCode) ?? null
  const here = known.get(visit.customerCode)
  const fix = await getFix(ctx.tx, visit.checkInFixId)
  const from: Point | null = fix ? pointOf(fix) : here ? pointOfCustomer(here) : null
  const to = customer ? pointOfCustomer(customer) : null
  return {
    customer: nameOf(customer, next.customerCode),
    distanceM: from && to ? metresBetween(from, to) : null,
    navigation: customer && to ? navigationLinks(to, customer.name).amap : null,
  }
}

/** Tomorrow: the first day that a next visit may be promised for. */
export const firstPromiseDay = (ctx: Ctx): LocalDate => addDays(ctx.today, 1)

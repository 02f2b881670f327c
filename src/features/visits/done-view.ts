/** What the card of a closed visit shows, and where the rep goes next. */
import type { Card } from '../../../cards/kit/card.ts'
import { doneVisitCard } from '../../../cards/visits/done.ts'
import type { DoneView, NextStop } from '../../../cards/visits/view.ts'
import type { Ctx } from '../../bot/context.ts'
import { distanceM as metresBetween, type Point } from '../../domain/geo.ts'
import { navigationLinks } from '../../domain/navigation.ts'
import { formatDate, formatLocal, type LocalDate } from '../../domain/time.ts'
import type { T } from '../../i18n/t.ts'
import { getCustomers } from '../customers/store.ts'
import { nameOf } from './names.ts'
import { outcomeLabel } from './rules.ts'
import { type Scene, usable } from './scene.ts'
import { getFix, pointOf } from './store/fixes.ts'
import { pointOfCustomer } from './store/places.ts'
import { stopsOf } from './store/plan.ts'
import type { Visit } from './store/visits.ts'

export function doneCard(
  ctx: Ctx,
  scene: Scene,
  next: NextStop | 'none' | null,
  t: T,
  more: Pick<DoneView, 'trust' | 'share'> = {},
): Card {
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
      ...more,
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

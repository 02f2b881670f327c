/** A location message: a check-in, the place of leaving, or a question. */
import { choosePlaceCard, noneNearCard } from '../../../cards/visits/check-in.ts'
import { awayCard, switchCard } from '../../../cards/visits/moving.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { visitors } from '../../bot/define.ts'
import type { LocationEvent } from '../../bot/inbound.ts'
import { type Reply, sayText, sendCard } from '../../bot/reply.ts'
import { isPlausible } from '../../domain/geo.ts'
import { settings } from '../../domain/settings/index.ts'
import { formatLocal } from '../../domain/time.ts'
import { type CheckInMatch, TOO_CLOSE_M } from '../../domain/visits/match-check-in.ts'
import { visitWords as w } from '../../i18n/visits.ts'
import { isUnverified } from '../customers/pins.ts'
import { isNotLive, liveLinkReply } from '../live/link.ts'
import { tryToBegin } from './begin.ts'
import {
  isWithinReach,
  judge,
  lookAround,
  match,
  optionOf,
  optionsOf,
  type Surroundings,
} from './candidates.ts'
import { nameOf } from './names.ts'
import { openVisit, retiredOf, visitThing } from './open-visit.ts'
import { type Scene, sceneOf } from './scene.ts'
import { type Fix, pointOf, saveFix } from './store/fixes.ts'
import { awayM, teamNear } from './store/places.ts'
import { updateVisit, type Visit } from './store/visits.ts'
import { visitCard } from './views.ts'
import { happenedAt } from './when.ts'

/** Keeps the location and answers with the visit, or with what is to be decided. */
export async function onLocation(ctx: ActorCtx, event: LocationEvent): Promise<Reply | null> {
  if (ctx.inGroup || !visitors.includes(ctx.actor.role)) return null
  const raw = { lng: event.lng, lat: event.lat }
  if (!isPlausible(raw)) return sayText(ctx.t(w.badLocation))
  const fix = await saveFix(ctx.tx, {
    repOpenId: ctx.actor.openId,
    messageId: event.messageId,
    name: event.name,
    raw,
    datum: ctx.rules.get(settings.datum),
    at: happenedAt(ctx),
  })
  const open = await openVisit(ctx)
  const around = await lookAround(ctx, fix)
  return open
    ? whileOpen(ctx, await sceneOf(ctx, open, ctx.actor), around)
    : arrive(ctx, around, match(ctx, around))
}

async function arrive(ctx: ActorCtx, around: Surroundings, found: CheckInMatch): Promise<Reply> {
  const { fix } = around
  // Where the whole team checks in live, a claimed place decides nothing: neither which shop nor how far.
  if (found.kind !== 'one' && isNotLive(ctx, fix, null))
    return liveLinkReply(ctx, { purpose: 'check_in', customer: null, chatPlace: true })
  if (found.kind === 'one') {
    const place = around.places.get(found.code)
    if (!place) throw new Error(`no candidate ${found.code}`)
    const planned = around.planned.includes(place.code)
    if (isNotLive(ctx, fix, place)) {
      const asked = { purpose: 'check_in', customer: place, planned, chatPlace: true } as const
      return liveLinkReply(ctx, asked)
    }
    const begun = await tryToBegin(ctx, fix, place, planned)
    return 'visit' in begun ? openedReply(ctx, begun.visit) : sendCard(begun.card)
  }
  if (found.kind === 'choose') {
    const options = optionsOf(
      around,
      found.options.map(({ code }) => code),
    )
    return sendCard(choosePlaceCard({ fixId: fix.id, options }, ctx.t))
  }
  return nobodyNear(ctx, around, found.nearest?.code)
}

/** A colleague's customer may be right here; else the way to the nearest planned one. */
async function nobodyNear(ctx: ActorCtx, around: Surroundings, nearest?: string): Promise<Reply> {
  const { fix } = around
  const team = await teamNear(ctx.tx, ctx.actor, pointOf(fix))
  const here = team.filter((place) => isWithinReach(ctx, fix, place)).slice(0, 5)
  if (here.length > 0) {
    const options = here.map((place) => optionOf(place, false))
    return sendCard(choosePlaceCard({ fixId: fix.id, options }, ctx.t))
  }
  const planned = around.planned.flatMap((code) => around.places.get(code) ?? [])
  const aim = planned
    .filter((one) => one.distanceM !== null && !isUnverified(one))
    .toSorted((a, b) => (a.distanceM ?? 0) - (b.distanceM ?? 0))[0]
  const place = around.places.get(
    around.intended && nearest === around.intended ? nearest : (aim?.code ?? nearest ?? ''),
  )
  // What has no point, or one that is only made from the address, may be right here.
  const unpinned = planned
    .filter((one) => one.distanceM === null || isUnverified(one))
    .toSorted((a, b) => (a.distanceM ?? 1e9) - (b.distanceM ?? 1e9))
    .slice(0, 3)
  return sendCard(
    noneNearCard(
      {
        fixId: fix.id,
        nearest: place ? optionOf(place, around.planned.includes(place.code)) : null,
        unpinned: unpinned.map((customer) => ({
          ...nameOf(customer, customer.code),
          doubtful: isUnverified(customer),
        })),
      },
      ctx.t,
    ),
  )
}

/** Another location during a visit: where the rep leaves from, or the next shop already. */
async function whileOpen(ctx: ActorCtx, scene: Scene, around: Surroundings): Promise<Reply> {
  const { visit, customer } = scene
  const { fix } = around
  const a = nameOf(customer, visit.customerCode)
  if (fix.sentAt < visit.checkedInAt) {
    const time = formatLocal(fix.sentAt, ctx.zone, 'time')
    return sayText(ctx.t(w.lateFix, { time, name: a.name }))
  }
  if (isNotLive(ctx, fix, customer)) {
    const visitId = visit.id
    return liveLinkReply(ctx, { purpose: 'check_out', customer, visitId, chatPlace: true })
  }
  const judgement = customer ? judge(ctx, fix, customer) : null
  const distanceM = customer ? awayM(pointOf(fix), customer) : null
  const others = match(ctx, around, visit.customerCode)
  const codes =
    others.kind === 'one'
      ? [others.code]
      : others.kind === 'choose'
        ? others.options.map(({ code }) => code)
        : []
  const options = optionsOf(around, codes).slice(0, 4)
  const isHere =
    judgement === null || judgement.verdict === 'on_site' || judgement.verdict === 'unverified'
  const isNearerToB = nearerElsewhere(around, others, distanceM)
  if (isHere && !isNearerToB) return leavingNoted(ctx, visit, fix, distanceM)
  const open = { visitId: visit.id, customer: a, fixId: fix.id }
  if (options.length > 0) return sendCard(switchCard({ ...open, options }, ctx.t))
  return sendCard(awayCard({ ...open, distanceM }, ctx.t))
}

/** Whether a named or planned customer is clearly nearer than the one whose visit is open. */
function nearerElsewhere(
  around: Surroundings,
  others: CheckInMatch,
  distanceM: number | null,
): boolean {
  if (others.kind !== 'one') return false
  if (others.code === around.intended) return true
  if (others.judgement.verdict !== 'on_site') return false
  return distanceM === null || distanceM - others.judgement.distanceM > TOO_CLOSE_M
}

async function leavingNoted(
  ctx: ActorCtx,
  visit: Visit,
  fix: Fix,
  distanceM: number | null,
): Promise<Reply> {
  return openedReply(ctx, await noteLeaving(ctx, visit, fix, distanceM))
}

/** Keeps where the rep leaves from. */
export async function noteLeaving(
  ctx: ActorCtx,
  visit: Visit,
  fix: Fix,
  distanceM: number | null,
): Promise<Visit> {
  return updateVisit(ctx.tx, visit.id, {
    checkOutFixId: fix.id,
    checkOutDistanceM: distanceM,
  })
}

/** The visit as a new card at the end of the chat. */
export async function openedReply(ctx: ActorCtx, visit: Visit): Promise<Reply> {
  const isForm = visit.formShown
  if (isForm) await updateVisit(ctx.tx, visit.id, { formShown: false })
  const scene = await sceneOf(ctx, visit, ctx.actor)
  const card = await visitCard(ctx, scene, ctx.t)
  return sendCard(card, visitThing(visit), undefined, isForm ? undefined : retiredOf(scene, ctx))
}

/** A position that the page measured: it checks in or notes the leaving, as a location of the chat would. */
import type { ActorCtx } from '../../bot/context.ts'
import type { PageEvent } from '../../bot/inbound.ts'
import { held, type Reply } from '../../bot/reply.ts'
import { isPlausible } from '../../domain/geo.ts'
import { ageOf, freshness, isInTime, maxAgeS } from '../../domain/live/fix.ts'
import { isWeak, liveStep } from '../../domain/live/step.ts'
import { settings } from '../../domain/settings/index.ts'
import type { Customer } from '../customers/store.ts'
import { holdUntilConsent } from '../privacy/hold.ts'
import { beginVisit } from '../visits/begin.ts'
import {
  isWithinReach,
  judge,
  lookAround,
  match,
  optionOf,
  optionsOf,
} from '../visits/candidates.ts'
import { fixForClick } from '../visits/fix-for-click.ts'
import { customerForClick } from '../visits/handlers/check-in.ts'
import { nameOf } from '../visits/names.ts'
import { noteLeaving } from '../visits/on-location.ts'
import { openVisit, showVisit } from '../visits/open-visit.ts'
import { rulesFor, sceneOf } from '../visits/scene.ts'
import { type Fix, pointOf, saveFix } from '../visits/store/fixes.ts'
import { awayM, teamNear } from '../visits/store/places.ts'
import type { Visit } from '../visits/store/visits.ts'
import type { LiveAct } from './body.ts'
import { retireLinkCard } from './link.ts'
import { liveVisit, openVisitOf } from './show.ts'
import { type LiveSession, noteVisit } from './store.ts'
import type { LiveAnswer, LiveOption } from './wire.ts'

type PositionAct = Extract<LiveAct, { do: 'position' }>
type DecideAct = Extract<LiveAct, { do: 'decide' }>

export interface Given {
  readonly reason: string
  readonly pinIsWrong: boolean
}
const nothingGiven: Given = { reason: '', pinIsWrong: false }

/** Takes a measured position in, unless it is none of now. */
export async function onPosition(
  ctx: ActorCtx,
  session: LiveSession,
  event: PageEvent,
  from: { deviceId: string; platform: string },
  act: PositionAct,
): Promise<LiveAnswer | Reply> {
  const raw = { lng: act.fix.lng, lat: act.fix.lat }
  if (!isPlausible(raw)) return { state: 'implausible' }
  const pressedAt = new Date(act.pressedAt)
  const measuredAt = act.fix.measuredAt === null ? null : new Date(act.fix.measuredAt)
  const ageS = ageOf(measuredAt, pressedAt)
  const fresh = freshness(ageS)
  if (fresh === 'stale') return { state: 'stale', ageS: ageS ?? 0, maxS: maxAgeS }
  if (fresh === 'clock') return { state: 'clock' }
  const at = ctx.sentAt < session.openedAt ? session.openedAt : ctx.sentAt
  if (!isInTime(at, session.openedAt)) return { state: 'expired' }
  if (await holdUntilConsent(ctx)) return held
  const fix = await saveFix(ctx.tx, {
    repOpenId: ctx.actor.openId,
    messageId: event.key,
    name: '',
    raw,
    datum: act.fix.datum,
    at,
    live: {
      accuracyM: act.fix.accuracyM,
      ageS,
      clientSentAt: pressedAt,
      receivedAt: ctx.now,
      deviceId: from.deviceId,
      platform: from.platform || null,
      queued: act.queued,
    },
  })
  return session.purpose === 'check_out'
    ? leave(ctx, session, fix, nothingGiven)
    : arrive(ctx, session, fix)
}

/** The rep chose a shop, or gave a reason, for a position that was taken in before. */
export async function onDecision(
  ctx: ActorCtx,
  session: LiveSession,
  act: DecideAct,
): Promise<LiveAnswer> {
  const fix = await fixForClick(ctx, act.fixId)
  if (session.purpose === 'check_out') return leave(ctx, session, fix, act)
  const open = await openVisit(ctx)
  if (open) return besideOpen(ctx, session, open)
  return checkInAt(ctx, session, fix, await customerForClick(ctx, act.customerCode), act)
}

async function arrive(ctx: ActorCtx, session: LiveSession, fix: Fix): Promise<LiveAnswer> {
  const open = await openVisit(ctx)
  if (open) return besideOpen(ctx, session, open)
  if (session.customerCode !== null) {
    const customer = await customerForClick(ctx, session.customerCode)
    return checkInAt(ctx, session, fix, customer, nothingGiven)
  }
  const around = await lookAround(ctx, fix)
  const found = match(ctx, around)
  if (found.kind === 'one') {
    const place = around.places.get(found.code)
    if (!place) throw new Error(`no candidate ${found.code}`)
    return checkInAt(ctx, session, fix, place, nothingGiven)
  }
  if (found.kind === 'choose') {
    const codes = found.options.map(({ code }) => code)
    return { state: 'choose', fixId: fix.id, options: optionsOf(around, codes).map(brief) }
  }
  const team = await teamNear(ctx.tx, ctx.actor, pointOf(fix))
  const here = team.filter((place) => isWithinReach(ctx, fix, place)).slice(0, 5)
  // A planned shop without a point may be right here.
  const unpinned = around.planned
    .flatMap((code) => around.places.get(code) ?? [])
    .filter(({ distanceM }) => distanceM === null)
    .slice(0, 3)
  const options = [
    ...here.map((place) => brief(optionOf(place, false))),
    ...unpinned.map((place) => brief(optionOf(place, true))),
  ]
  if (options.length > 0) return { state: 'choose', fixId: fix.id, options }
  const nearest = found.nearest ? around.places.get(found.nearest.code) : undefined
  const shop = nearest ? brief(optionOf(nearest, around.planned.includes(nearest.code))) : null
  return { state: 'far', fixId: fix.id, shop }
}

/** Opens the visit, or says what is missing for it. */
async function checkInAt(
  ctx: ActorCtx,
  session: LiveSession,
  fix: Fix,
  customer: Customer,
  { reason, pinIsWrong }: Given,
): Promise<LiveAnswer> {
  const maxM = maxErrorM(ctx, customer)
  const weak = isWeak(fix.accuracyM, maxM)
  const step = liveStep(judge(ctx, fix, customer), { weak, reason: reason !== '', pinIsWrong })
  const { code, name } = nameOf(customer, customer.code)
  const shop = { code, name }
  switch (step.kind) {
    case 'weak':
      return { state: 'weak', fixId: fix.id, shop, accuracyM: fix.accuracyM, maxM }
    case 'needsReason': {
      const { distanceM, toleranceM } = step
      return { state: 'needsReason', fixId: fix.id, shop, distanceM, toleranceM }
    }
    case 'far': {
      const { distanceM } = step
      return { state: 'far', fixId: fix.id, shop: { ...shop, distanceM, planned: false } }
    }
    case 'begin': {
      const why = reason === '' ? {} : { reason }
      const visit = await beginVisit(ctx, { customer, fix, verdict: step.verdict, ...why })
      await noteVisit(ctx.tx, session.id, visit.id)
      await retireLinkCard(ctx)
      await showVisit(ctx, visit, { fresh: true })
      return { state: 'begun', visit: await liveVisit(ctx, session, visit) }
    }
  }
}

/** The same shop twice is the same visit; another one waits for the end of the first. */
async function besideOpen(ctx: ActorCtx, session: LiveSession, open: Visit): Promise<LiveAnswer> {
  const isSame = session.visitId === open.id || session.customerCode === open.customerCode
  if (isSame) {
    await noteVisit(ctx.tx, session.id, open.id)
    return { state: 'begun', visit: await liveVisit(ctx, session, open) }
  }
  const { customer } = await sceneOf(ctx, open, ctx.actor)
  const { code, name } = nameOf(customer, open.customerCode)
  return { state: 'otherOpen', shop: { code, name } }
}

/** Notes where the rep leaves from, however far: a weak position only with a reason. */
async function leave(
  ctx: ActorCtx,
  session: LiveSession,
  fix: Fix,
  { reason }: Given,
): Promise<LiveAnswer> {
  const visit = await openVisitOf(ctx, session)
  if (!visit || fix.sentAt < visit.checkedInAt) return { state: 'over' }
  const { customer } = await sceneOf(ctx, visit, ctx.actor)
  const maxM = maxErrorM(ctx, customer)
  if (reason === '' && isWeak(fix.accuracyM, maxM)) {
    const { code, name } = nameOf(customer, visit.customerCode)
    const shop = { code, name }
    return { state: 'weak', fixId: fix.id, shop, accuracyM: fix.accuracyM, maxM }
  }
  const noted = await noteLeaving(ctx, visit, fix, customer ? awayM(pointOf(fix), customer) : null)
  await retireLinkCard(ctx)
  await showVisit(ctx, noted, { fresh: true })
  return { state: 'left', visit: await liveVisit(ctx, session, noted) }
}

function maxErrorM(ctx: ActorCtx, customer: Customer | null): number {
  return customer
    ? rulesFor(ctx, ctx.actor, customer).maxAccuracyM
    : ctx.rules.get(settings.maxAccuracyM, { teams: ctx.actor.teamPath })
}

const brief = ({ code, name, distanceM, planned }: LiveOption): LiveOption => ({
  code,
  name,
  distanceM,
  planned,
})

/** From the state of a visit to what the page shows. */
import type { ActorCtx } from '../../bot/context.ts'
import { challengeCode, challengeOf } from '../../domain/live/challenge.ts'
import { formatLocal, toLocalDate } from '../../domain/time.ts'
import { nameOf } from '../visits/names.ts'
import { sceneOf } from '../visits/scene.ts'
import { getVisit, type Visit } from '../visits/store/visits.ts'
import { openView } from '../visits/views.ts'
import type { LiveSession } from './store.ts'
import type { LiveAnswer, LiveVisit } from './wire.ts'

/** What the actor shows on the photos of a page, by the day on which it was opened. */
export function challengeFor(ctx: ActorCtx, { openedAt }: LiveSession): string {
  const date = toLocalDate(openedAt, ctx.zone)
  return challengeCode(challengeOf(ctx.links.mark(`challenge/${ctx.actor.openId}/${date}`)))
}

export async function liveVisit(
  ctx: ActorCtx,
  session: LiveSession,
  visit: Visit,
): Promise<LiveVisit> {
  const scene = await sceneOf(ctx, visit, ctx.actor)
  const none = { photos: 0, notes: 0 }
  const facts = { last: null, orders: null, contact: null, phone: null }
  const { ticks } = openView(ctx, scene, { older: none, facts })
  const { code, name } = nameOf(scene.customer, visit.customerCode)
  return {
    shop: { code, name },
    time: formatLocal(visit.checkedInAt, ctx.zone, 'time'),
    distanceM: visit.distanceM,
    verified: visit.verdict !== 'unverified',
    photos: {
      challenge: challengeFor(ctx, session),
      kinds: ticks.filter(({ need }) => need > 0),
    },
  }
}

/** The visit of an opened page, if it is the actor's and still open. */
export async function openVisitOf(ctx: ActorCtx, session: LiveSession): Promise<Visit | null> {
  const visit = session.visitId === null ? null : await getVisit(ctx.tx, session.visitId)
  return visit?.repOpenId === ctx.actor.openId && visit.status === 'open' ? visit : null
}

/** Where the page stands before anything is pressed, or after it was opened again. */
export async function standing(
  ctx: ActorCtx,
  session: LiveSession,
  ready: LiveAnswer,
): Promise<LiveAnswer> {
  if (session.visitId === null) return ready
  const visit = await openVisitOf(ctx, session)
  if (!visit) return { state: 'over' }
  if (session.purpose === 'check_in')
    return { state: 'begun', visit: await liveVisit(ctx, session, visit) }
  if (session.purpose === 'photo')
    return { state: 'photos', visit: await liveVisit(ctx, session, visit) }
  return ready
}

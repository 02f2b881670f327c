/** The arrival at an invented shop, judged by the rules of the real ones. */
import { uuidv7 } from 'uuidv7'
import type { ActorCtx } from '../../bot/context.ts'
import { offset } from '../../domain/geo.ts'
import { shopDistanceM } from '../../domain/practice/lessons.ts'
import { judgeCheckIn } from '../../domain/visits/check-in.ts'
import type { Practice } from './store.ts'
import { emptyVisit, practiceRules } from './visit.ts'

/** Where the rep stands does not matter: the shop lies so many metres from there. */
const anywhere = { lng: 120, lat: 30 }

/** The practice after a location was sent at an instant: checked in, or a reason is asked for. */
export function arrive(ctx: ActorCtx, practice: Practice, at: Date): Practice {
  const { checkIn } = practiceRules(ctx, ctx.actor)
  const north = shopDistanceM(practice.lesson, checkIn)
  const judged = judgeCheckIn(
    { point: anywhere },
    { point: offset(anywhere, { north, east: 0 }) },
    checkIn,
  )
  const distanceM = judged.verdict === 'unverified' ? null : judged.distanceM
  const visit = {
    ...emptyVisit,
    photos: [],
    notes: [],
    id: uuidv7(),
    arrivedAt: at.toISOString(),
    verdict: judged.verdict,
    distanceM,
  }
  const needsWords = judged.verdict === 'needs_reason' || judged.verdict === 'off_site'
  return { ...practice, visit, formShown: false, phase: needsWords ? 'explaining' : 'visiting' }
}

/** The practice after 签到 where the rules ask for no location. */
export function openWithoutPlace(ctx: ActorCtx, practice: Practice): Practice {
  const visit = {
    ...emptyVisit,
    photos: [],
    notes: [],
    id: uuidv7(),
    arrivedAt: ctx.now.toISOString(),
    verdict: 'unverified' as const,
    distanceM: null,
  }
  return { ...practice, visit, formShown: false, phase: 'visiting' }
}

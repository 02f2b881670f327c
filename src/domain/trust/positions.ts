/** What a position allows to be said: how sure it is, how far it lies, in which direction. Metres. */
import { distanceM, type Point } from '../geo.ts'
import type { Position } from './evidence.ts'

/**
 * The error that is taken for a chat location, which tells none: the worst that is believed of a live
 * one, so that nobody is worse off for what the chat cannot say.
 */
export const chatAccuracyM = 100
/** A fix that is less sure than this proves nothing either way. */
export const worstAccuracyM = 100
/** A fix that is older than this may be of another place. */
export const oldestFixS = 60

/** The radius of 68 % that counts. */
export const accuracyOf = ({ accuracyM }: Position): number =>
  Math.min(Math.max(0, accuracyM ?? chatAccuracyM), worstAccuracyM)

/**
 * A fix that can carry a strong flag: measured by the phone, there and then, with a known and usable
 * error, and not kept on the phone.
 */
export const isSound = (fix: Position): boolean =>
  fix.source === 'live' &&
  !fix.queued &&
  fix.accuracyM !== null &&
  fix.accuracyM <= worstAccuracyM &&
  fix.ageS !== null &&
  fix.ageS <= oldestFixS

/**
 * How far a fix may lie from where the phone is: twice the 68 % radius is the 99 % radius of a round
 * normal error (methods B5).
 */
export const errorOf = (fix: Position): number => 2 * accuracyOf(fix)

/** A step east and north. */
export interface Vector {
  readonly eastM: number
  readonly northM: number
}

/** From one point to another, good for some kilometres. */
export function vectorBetween(from: Point, to: Point): Vector {
  const north = distanceM(from, { lng: from.lng, lat: to.lat })
  const east = distanceM({ lng: from.lng, lat: to.lat }, to)
  return {
    eastM: to.lng < from.lng ? -east : east,
    northM: to.lat < from.lat ? -north : north,
  }
}

export const lengthOf = ({ eastM, northM }: Vector): number => Math.hypot(eastM, northM)

export const apart = (a: Vector, b: Vector): number =>
  Math.hypot(a.eastM - b.eastM, a.northM - b.northM)

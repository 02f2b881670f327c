/** How a day is bent: what the kinds of cheat have in common. */
import { distanceM, offset } from '../../src/domain/geo.ts'
import type { Position, SimilarPhoto } from '../../src/domain/trust/evidence.ts'
import type { Draw } from './draw.ts'
import { chatPin, liveFix, mockFix } from './fixes.ts'
import { type Done, photosOf, similarTo } from './honest.ts'

export const minutes = 60_000
export const later = (at: Date, ms: number) => new Date(at.getTime() + ms)

/** Where the rep says it is: a mock app, or a pin that is dragged there. */
export const faked = (draw: Draw, done: Done, at: Date): Position =>
  done.rep.source === 'live'
    ? mockFix(draw, done.rep, done.shop.point, at)
    : chatPin(offset(done.shop.point, { north: 15 * draw.normal(), east: 15 * draw.normal() }), at)

/** Gives visits new times, in a row: gap before, stay, both in minutes. */
export function retimed(
  draw: Draw,
  day: readonly Done[],
  start: Date,
  gap: [number, number],
  stay: [number, number],
): Done[] {
  let now = start
  return day.map((done) => {
    now = later(now, minutes * draw.between(...gap))
    const checkedInAt = now
    now = later(now, minutes * draw.between(...stay))
    return {
      ...{ ...done, checkedInAt, checkedOutAt: now, checkOut: null },
      dwellMinutes: Math.floor((now.getTime() - checkedInAt.getTime()) / minutes),
      checkIn: { ...done.checkIn, at: checkedInAt },
      photos: photosOf(draw, { ...done.rep, sendsAtOnce: false }, checkedInAt, done.photos.length),
    }
  })
}

/** Made up at one place: gaps and stays in minutes, each shop's own position. */
export const fromSofa = (
  draw: Draw,
  day: readonly Done[],
  gap: [number, number],
  stay: [number, number],
): Done[] =>
  retimed(draw, day, firstAt(day), gap, stay).map((done) => ({
    ...done,
    checkIn: faked(draw, done, done.checkedInAt),
    checkOut: done.rep.source === 'live' ? faked(draw, done, done.checkedOutAt as Date) : null,
  }))

export const firstAt = (day: readonly Done[]) => (day[0] as Done).checkedInAt
export const evening = (day: readonly Done[]) => new Date(`${(day[0] as Done).date}T20:10:00+08:00`)

/** One photo of each visit is an old one. */
export const reused = (
  draw: Draw,
  day: readonly Done[],
  share: number,
  kind: SimilarPhoto['kind'],
  isOwn: boolean,
): Done[] =>
  day.map((done) => {
    const photo = done.photos[0]
    if (!photo || !draw.chance(share)) return { ...done, similar: [] }
    const old = similarTo(draw, done.rep, done.shop, photo, done.checkedInAt, kind)
    const whose = isOwn ? {} : { otherRepOpenId: 'ou_other', otherCustomerCode: 'other' }
    return { ...done, similar: [{ ...old, ...whose }], photosCompared: true }
  })

/** An honest fix at home. */
export function soundFix(draw: Draw, done: Done, at: Date): Position {
  const place = done.rep.home
  return liveFix(
    draw,
    done.rep,
    { ...done.shop, surroundings: 'open' },
    { at, place, before: place },
  )
}

/** Shops of a day that lie at least so far from the one before. */
export function apart(day: readonly Done[], leastM: number): Done[] {
  const kept: Done[] = []
  for (const done of day) {
    const last = kept.at(-1)
    if (!last || distanceM(last.shop.point, done.shop.point) >= leastM) kept.push(done)
  }
  return kept
}

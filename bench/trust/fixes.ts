/** What a phone tells of where it is: honest errors, old fixes, wrong datums, networks that come later. */
import { fromGcj02, offset, type Point } from '../../src/domain/geo.ts'
import type { Position } from '../../src/domain/trust/evidence.ts'
import type { Draw } from './draw.ts'
import type { Rep, Shop } from './world.ts'

const rounded = ({ lng, lat }: Point, decimals: number): Point => ({
  lng: Number(lng.toFixed(decimals)),
  lat: Number(lat.toFixed(decimals)),
})
const scattered = (draw: Draw, from: Point, sigma: number): Point =>
  offset(from, { north: sigma * draw.normal(), east: sigma * draw.normal() })

/** Metres, the 68 % radius that phones report. */
function accuracyAt(draw: Draw, surroundings: Shop['surroundings']): number {
  if (draw.chance(0.03)) return draw.between(100, 1_500)
  const [median, least] = { open: [8, 5], canyon: [25, 8], indoors: [35, 10] }[surroundings] as [
    number,
    number,
  ]
  return Math.min(100, Math.max(least, draw.around(median, 0.5)))
}

/** A 68 % radius is 1.52 deviations of one axis. Phones flatter themselves, more so between tall houses. */
function measured(draw: Draw, at: Point, accuracyM: number, surroundings: Shop['surroundings']) {
  const sigma = (accuracyM / 1.52) * draw.around(1, 0.3)
  const reflected = surroundings === 'canyon' && draw.chance(0.08) ? draw.between(1, 3) : 0
  const drift = draw.chance(0.001) ? draw.between(300, 900) : 0
  const turn = draw.between(0, 2 * Math.PI)
  const bias = reflected * accuracyM + drift
  return scattered(
    draw,
    offset(at, { north: bias * Math.cos(turn), east: bias * Math.sin(turn) }),
    sigma,
  )
}

export interface Where {
  readonly at: Date
  /** Where the phone is. */
  readonly place: Point
  /** Where it was a minute and some minutes ago, on the way. */
  readonly before: Point
}

export const between = (a: Point, b: Point, share: number): Point => ({
  lng: a.lng + (b.lng - a.lng) * share,
  lat: a.lat + (b.lat - a.lat) * share,
})

/** A fix of the live page. */
export function liveFix(draw: Draw, rep: Rep, shop: Shop, where: Where): Position {
  const { at } = where
  const ageS = draw.chance(0.05) ? Math.round(draw.between(15, 60)) : Math.round(draw.between(0, 8))
  // What was measured a moment ago was measured on the way.
  const place = ageS > 15 ? between(where.place, where.before, draw.between(0, 0.15)) : where.place
  const isWifi = shop.surroundings === 'indoors' && draw.chance(0.3)
  const accuracyM = isWifi ? shop.wifi.accuracyM : accuracyAt(draw, shop.surroundings)
  const found = isWifi ? shop.wifi.point : measured(draw, place, accuracyM, shop.surroundings)
  const told = rep.wrongDatum ? fromGcj02(found, 'wgs84') : found
  const queued = draw.chance(0.02)
  const waitedS = queued ? draw.around(20 * 60, 0.9) : draw.between(0.2, 8)
  const raw = rounded(told, rep.decimals)
  return {
    ...{ source: 'live', raw, point: raw, datum: 'gcj02', ageS, at, queued, name: null },
    accuracyM: Math.round(accuracyM * 10) / 10,
    clientAt: new Date(at.getTime() + rep.clockS * 1000),
    receivedAt: new Date(at.getTime() + waitedS * 1000),
    deviceId: rep.deviceId,
  }
}

/** A location of the chat: the phone's own, one that it remembered, or a place picked by name. */
export function chatFix(draw: Draw, rep: Rep, shop: Shop, where: Where): Position {
  const isPicked = rep.picksPlaces && draw.chance(0.8)
  const accuracyM = accuracyAt(draw, shop.surroundings)
  const place = draw.chance(0.02) ? where.before : where.place
  const found = isPicked
    ? scattered(draw, shop.point, draw.chance(0.5) ? 0.8 : 25)
    : measured(draw, place, accuracyM, shop.surroundings)
  const told = rep.wrongDatum && !isPicked ? fromGcj02(found, 'wgs84') : found
  return chatPin(told, where.at, isPicked ? shop.name : '')
}

/** Any pin of the chat. */
export function chatPin(point: Point, at: Date, name = ''): Position {
  const raw = rounded(point, 6)
  return {
    ...{ source: 'chat', raw, point: raw, datum: 'gcj02', at, queued: false, name },
    ...{ accuracyM: null, ageS: null, clientAt: null, receivedAt: null, deviceId: null },
  }
}

/** A fix of the live page that a mock app makes up: where it was told, a few metres about or none. */
export function mockFix(
  draw: Draw,
  rep: Rep,
  point: Point,
  at: Date,
  { sigma = 6, accuracyM = Math.round(draw.between(5, 20)) } = {},
): Position {
  const raw = sigma === 0 ? point : rounded(scattered(draw, point, sigma), 8)
  return {
    ...{ source: 'live', raw, point: raw, datum: 'gcj02', ageS: 0, at, queued: false, name: null },
    ...{ accuracyM, deviceId: rep.deviceId },
    clientAt: new Date(at.getTime() + rep.clockS * 1000),
    receivedAt: new Date(at.getTime() + draw.between(200, 3_000)),
  }
}

export const fixOf = (draw: Draw, rep: Rep, shop: Shop, where: Where): Position =>
  (rep.source === 'live' ? liveFix : chatFix)(draw, rep, shop, where)

/** What cheating reps do, one kind at a time: an honest day is bent the way that cheat needs it. */
import { distanceM, offset } from '../../src/domain/geo.ts'
import {
  apart,
  evening,
  faked,
  fromSofa,
  later,
  minutes,
  retimed,
  reused,
  soundFix,
} from './bend.ts'
import type { Draw } from './draw.ts'
import { chatPin, mockFix } from './fixes.ts'
import { type Done, photosOf } from './honest.ts'
import type { Rep } from './world.ts'

/** How often the photo bench finds a photo again after a change (`bench/results/photos.json`). */
export type Found = Readonly<Record<string, number>>

export interface Cheat {
  readonly name: string
  readonly about: string
  readonly sources: readonly Rep['source'][]
  /** Rules that are meant to see it; none: nothing that we know can, and we say so. */
  readonly seenBy: readonly string[]
  /** Days between its days: patterns need the same shops again. */
  readonly everyDays: number
  /** The same shops on each of its days. */
  readonly sameShops?: boolean
  /** From which of its days on the pattern can be known, 1 the first. */
  readonly fromDay: number
  /** The first visit of a day says nothing by itself. */
  readonly notFirst?: boolean
  bend(draw: Draw, day: readonly Done[], found: Found): Done[]
}

const photoCheat = (
  name: string,
  about: string,
  change: string,
  seenBy: readonly string[] = ['photo-same-shot'],
): Cheat => ({
  ...{ name, about, seenBy, sources: ['chat', 'live'], everyDays: 1, fromDay: 1 },
  bend: (draw, day, found) =>
    reused(
      draw,
      day,
      change === '' ? 1 : (found[change] ?? 0),
      change === '' ? 'exact' : 'near',
      false,
    ),
})

export const cheats: readonly Cheat[] = [
  {
    ...{
      name: 'teleport',
      about: 'from the sofa from shop to shop, 3 km or more in about a minute',
    },
    ...{
      sources: ['live', 'chat'],
      seenBy: ['impossible-travel', 'no-time-between', 'batch-check-ins'],
    },
    ...{ everyDays: 1, fromDay: 1, notFirst: true },
    bend: (draw, day) => fromSofa(draw, apart(day, 3_000), [0.5, 1.2], [4, 6]),
  },
  {
    ...{ name: 'hurried', about: 'the same in 1–3 minutes, which a fast car can do as well' },
    ...{
      sources: ['live', 'chat'],
      seenBy: ['impossible-travel', 'no-time-between', 'batch-check-ins'],
    },
    ...{ everyDays: 1, fromDay: 1, notFirst: true },
    bend: (draw, day) => fromSofa(draw, apart(day, 3_000), [1, 3], [4, 6]),
  },
  {
    ...{
      name: 'sofa',
      about: 'believable stays, but from shop to shop 2 km away in about a minute',
    },
    ...{ sources: ['live', 'chat'], seenBy: ['impossible-travel', 'no-time-between'] },
    ...{ everyDays: 1, fromDay: 3, notFirst: true },
    bend: (draw, day) => fromSofa(draw, apart(day, 2_000), [0.5, 1.5], [8, 25]),
  },
  {
    ...{ name: 'at-home', about: 'checks in from home, as it is; 1–14 km from the shops' },
    ...{ sources: ['live', 'chat'], seenBy: ['distance', 'one-place'], everyDays: 1, fromDay: 1 },
    bend: (draw, day) =>
      day
        .filter(({ rep, shop }) => distanceM(rep.home, shop.truth) >= 1_000)
        .map((done) => {
          const place = done.rep.home
          const where = { at: done.checkedInAt, place, before: place }
          const checkIn =
            done.rep.source === 'live' ? soundFix(draw, done, where.at) : chatPin(place, where.at)
          return { ...done, checkIn, checkOut: null }
        }),
  },
  {
    ...{ name: 'saved-point', about: 'a mock app that keeps one point a shop, week after week' },
    ...{
      sources: ['live'],
      seenBy: ['same-coordinates'],
      everyDays: 7,
      sameShops: true,
      fromDay: 3,
    },
    bend: (draw, day) =>
      day.map((done) => {
        const { point, code } = done.shop
        // The same few metres off each time, as it was once saved.
        const off = [...code].reduce((sum, char) => (sum * 31 + char.charCodeAt(0)) % 997, 7)
        const saved = offset(point, { north: (off % 30) - 15, east: ((off * 7) % 30) - 15 })
        return {
          ...done,
          checkIn: mockFix(draw, done.rep, saved, done.checkedInAt, { sigma: 0, accuracyM: 15 }),
        }
      }),
  },
  {
    ...{ name: 'pin-on-point', about: 'drags the pin onto the shop each time' },
    ...{ sources: ['chat'], seenBy: ['chat-on-point'], everyDays: 1, fromDay: 4 },
    bend: (draw, day) =>
      day.map((done) => ({
        ...done,
        checkIn: chatPin(
          offset(done.shop.point, { north: 0.8 * draw.normal(), east: 0.8 * draw.normal() }),
          done.checkedInAt,
        ),
        checkOut: null,
      })),
  },
  {
    ...{ name: 'buddys-phone', about: 'a colleague checks in for both on one phone' },
    ...{ sources: ['live'], seenBy: ['shared-phone'], everyDays: 1, fromDay: 1 },
    bend: (draw, day) =>
      day.map((done) => ({
        ...done,
        checkIn: { ...done.checkIn, deviceId: 'd_buddy' },
        sharedWith: ['ou_buddy'],
        photos: photosOf(draw, done.rep, done.checkedInAt, done.photos.length),
      })),
  },
  photoCheat('old-photo', 'the file of another visit', '', ['photo-same-file']),
  {
    ...photoCheat('own-old-photo', 'the own photo of the same shop, pressed again', 'q40'),
    bend: (draw, day, found) => reused(draw, day, found.q40 ?? 0, 'near', true),
  },
  photoCheat('crop', 'another visit’s photo, up to 15 % cut off', 'crop15'),
  photoCheat('screenshot', 'a screenshot of it: smaller, bars above and below', 'twoBands'),
  photoCheat('mirrored', 'mirrored and cut', 'mirrorCut'),
  photoCheat('photo-of-screen', 'photographed off a screen, filling the picture', 'screen'),
  {
    ...{ name: 'late-batch', about: 'all visits of the day in ten minutes of the evening' },
    ...{ sources: ['live', 'chat'], seenBy: ['batch-check-outs', 'batch-check-ins', 'distance'] },
    ...{ everyDays: 1, fromDay: 1 },
    bend: (draw, day) =>
      retimed(draw, day, evening(day), [0.2, 0.5], [0.4, 0.8]).map((done) => ({
        ...done,
        checkIn:
          done.rep.source === 'live'
            ? soundFix(draw, done, done.checkedInAt)
            : faked(draw, done, done.checkedInAt),
      })),
  },
  {
    ...{ name: 'drive-by', about: 'in and out within two minutes' },
    ...{ sources: ['live', 'chat'], seenBy: ['stay-too-short'], everyDays: 1, fromDay: 1 },
    bend: (draw, day) =>
      day.map((done) => {
        const out = later(done.checkedInAt, minutes * draw.between(0.5, 2))
        return {
          ...done,
          checkedOutAt: out,
          checkOut: null,
          outcome: 'restocked',
          dwellMinutes: Math.floor((out.getTime() - done.checkedInAt.getTime()) / minutes),
        }
      }),
  },
  {
    ...{ name: 'copied-words', about: 'one summary for all' },
    ...{ sources: ['live', 'chat'], seenBy: ['copied-summary'], everyDays: 1, fromDay: 2 },
    bend: (_draw, day) => day.map((done) => ({ ...done, summary: '正常拜访，客情良好，无异常' })),
  },
  {
    ...{ name: 'moved-pin', about: 'moved the shop to home, nobody looked' },
    ...{ sources: ['live', 'chat'], seenBy: ['moved-pin'], everyDays: 1, fromDay: 1 },
    bend: (draw, day) =>
      day.map((done) => {
        const shop = { ...done.shop, point: done.rep.home, doubtful: false }
        const moved = { ...done, shop, movedPin: { before: done.shop.point, daysAgo: 3 } }
        const at = done.checkedInAt
        return {
          ...{ ...moved, checkOut: null },
          checkIn:
            done.rep.source === 'live' ? soundFix(draw, moved, at) : chatPin(done.rep.home, at),
        }
      }),
  },
  {
    ...{ name: 'clock-set-back', about: 'the phone’s clock set back by 10 minutes to 3 hours' },
    ...{ sources: ['live'], seenBy: ['clock-skew'], everyDays: 1, fromDay: 1 },
    bend: (draw, day) =>
      day.map((done) => {
        const sent = later(done.checkedInAt, -minutes * draw.between(10, 180))
        return { ...done, checkIn: { ...done.checkIn, queued: false, clientAt: sent } }
      }),
  },
  {
    ...{
      name: 'careful-mock',
      about: 'a mock app with scatter, at believable times: nothing tells',
    },
    ...{ sources: ['live'], seenBy: [], everyDays: 1, fromDay: 1 },
    bend: (draw, day) =>
      day.map((done) => ({
        ...done,
        checkIn: faked(draw, done, done.checkedInAt),
        checkOut: null,
      })),
  },
  {
    ...{
      name: 'careful-pin',
      about: 'a pin dragged near the shop at believable times: nothing tells',
    },
    ...{ sources: ['chat'], seenBy: [], everyDays: 1, fromDay: 1 },
    bend: (draw, day) =>
      day.map((done) => ({
        ...done,
        checkIn: faked(draw, done, done.checkedInAt),
        checkOut: null,
      })),
  },
  {
    ...{
      name: 'foreign-screen',
      about: 'a photo off a screen that was never sent here: nothing tells',
    },
    ...{ sources: ['chat', 'live'], seenBy: [], everyDays: 1, fromDay: 1 },
    bend: (_draw, day) => day.map((done) => ({ ...done, similar: [] })),
  },
]

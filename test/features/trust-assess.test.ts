import { asc, eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { describe, expect, test } from 'vitest'
import { fromGcj02, offset, type Point } from '../../src/domain/geo.ts'
import type { Setting } from '../../src/domain/settings/define.ts'
import { settingList } from '../../src/domain/settings/index.ts'
import { photosWereCompared } from '../../src/events.ts'
import { photoFingerprints, photoMatches } from '../../src/features/photos/tables.ts'
import { customerPins } from '../../src/features/places/tables.ts'
import {
  attendanceFlows,
  datumAlarms,
  visitAssessments,
  visitSignals,
} from '../../src/features/trust/tables.ts'
import { locationFixes, visitPhotos, visits } from '../../src/features/visits/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, northOf } from '../support/fixtures.ts'
import { plan, rule, street, visited } from './visits-support.ts'

const day = '2026-03-02'
const at = (time: string, date = day) => new Date(`${date}T${time}:00+08:00`)

/** A closed visit with live fixes, written straight into the database. */
async function stayed(
  bot: TestBot,
  rep: { openId: string },
  customerCode: string,
  point: Point,
  when: { from: string; to: string; date?: string },
  fix: Partial<typeof locationFixes.$inferInsert> = {},
): Promise<string> {
  const { from, to, date = day } = when
  const [id, fixId] = [uuidv7(), uuidv7()]
  await bot.db.insert(locationFixes).values({
    ...{
      id: fixId,
      repOpenId: rep.openId,
      messageId: fixId,
      source: 'live',
      accuracyM: 12,
      ageS: 2,
    },
    ...{ rawLng: point.lng, rawLat: point.lat, rawDatum: 'gcj02' },
    ...{ lngGcj: point.lng, latGcj: point.lat, sentAt: at(from, date), receivedAt: at(from, date) },
    ...{ clientSentAt: at(from, date), deviceId: `of-${rep.openId}` },
    ...fix,
  })
  const minutes = (at(to, date).getTime() - at(from, date).getTime()) / 60_000
  await bot.db.insert(visits).values({
    ...{ id, repOpenId: rep.openId, customerCode, date, planned: false, status: 'closed' },
    ...{ checkedInAt: at(from, date), checkInFixId: fixId, locationSource: fix.source ?? 'live' },
    ...{ distanceM: 400, verdict: 'on_site', checkedOutAt: at(to, date), dwellMinutes: minutes },
    ...{ summary: `记录 ${crypto.randomUUID()}`, outcome: 'stocked', closedBy: 'rep' },
    ...{ photosComplete: true, stayedEnough: true },
  })
  return id
}

const signalsOf = async (bot: TestBot, visitId: string) =>
  Object.fromEntries(
    (await bot.db.select().from(visitSignals).where(eq(visitSignals.visitId, visitId))).map(
      (one) => [one.ruleId, one.state === 'flag' ? `flag ${one.strength}` : one.state],
    ),
  )

const setting = (key: string) => settingList.find((one) => one.key === key) as Setting

async function company() {
  const bot = await startBot({ now: '2026-03-02T19:00:00+08:00' })
  await bot.team()
  const wang = await bot.manager('王芳')
  const li = await bot.rep('李雷')
  const shops = await Promise.all(
    [0, 1, 2, 3, 4, 5].map((i) =>
      bot.customer({
        code: `A${i}`,
        name: `店 ${i}`,
        lat: centre.lat,
        lng: Number(offset(centre, { east: 3_000 * i }).lng.toFixed(4)),
      }),
    ),
  )
  return { bot, wang, li, shops: shops as Point[] }
}

test('closing a visit in the chat has it assessed; the report tells trust and flags', async () => {
  const { bot, li, shop } = await street()
  await plan(bot, li.openId, ['A1'])
  await visited(li, northOf(shop, 20))
  bot.later(14)
  await li.clicks('签退')
  await li.clicks('提交', { outcome: '已开单', summary: '老板同意下周补二十箱，堆头谈好了' })
  const [row] = await bot.report('visits')
  expect(row).toMatchObject({ status: 'closed', trust: 86, flags: 'all-at-once' })
  const [visit] = await bot.db.select().from(visits)
  const signals = await signalsOf(bot, visit?.id ?? '')
  expect(signals).toMatchObject({
    distance: 'insufficient',
    'same-coordinates': 'insufficient',
    'shared-phone': 'insufficient',
    'stay-too-short': 'clear',
    // Photos were sent in the second of the check-in: the clock of this test stands still.
    'all-at-once': 'flag weak',
    'self-reported': 'flag info',
  })
  expect(signals).not.toHaveProperty('attendance')
})

test('an open visit has no score, and one that was never assessed counts as not red', async () => {
  const { bot, li, shops } = await company()
  await stayed(bot, li, 'A0', shops[0] as Point, { from: '09:00', to: '09:20' })
  expect(await bot.report('visits')).toMatchObject([{ trust: null, flags: '' }])
  const valid = async () =>
    (await bot.report('performance')).find((one) => one.open_id === li.openId)?.visits_valid
  expect(await valid()).toBe(1)
  await bot.job('visits.assess', { date: day })
  expect(await bot.report('visits')).toMatchObject([{ trust: 100, flags: '' }])
  expect(await valid()).toBe(1)
  await bot.db.update(visits).set({ status: 'open' })
  await bot.db.delete(visitAssessments)
  await bot.job('visits.assess', { date: day })
  expect(await bot.db.$count(visitAssessments)).toBe(0)
})

describe('a day of check-ins that cannot be', () => {
  test('strong flags make it red and invalid; a ruling stands above the score and stays', async () => {
    const { bot, li, shops } = await company()
    const far = offset(shops[0] as Point, { north: 40_000 })
    const id = await stayed(bot, li, 'A0', far, { from: '09:00', to: '09:20' })
    await stayed(bot, li, 'A1', shops[1] as Point, { from: '09:15', to: '09:40' })
    await bot.job('visits.assess', { date: day })
    const report = await bot.report('visits')
    expect(report).toMatchObject([
      { customer_code: 'A0', trust: 45, flags: 'distance' },
      { customer_code: 'A1', trust: 82, flags: 'impossible-travel;no-time-between' },
    ])
    const valid = async () =>
      (await bot.report('performance')).find((one) => one.open_id === li.openId)?.visits_valid
    expect(await valid()).toBe(1)

    await bot.db
      .update(visitAssessments)
      .set({ ruledAs: 'honest' })
      .where(eq(visitAssessments.visitId, id))
    expect(await valid()).toBe(2)
    // The rules change, the score with them; what a person decided does not.
    await rule(bot, setting('trust.distance'), false)
    await bot.job('visits.assess', { date: day })
    const [ruled] = await bot.db
      .select()
      .from(visitAssessments)
      .where(eq(visitAssessments.visitId, id))
    expect(ruled).toMatchObject({ score: 100, band: 'green', ruledAs: 'honest' })
    expect(await signalsOf(bot, id)).not.toHaveProperty('distance')
  })

  test('a second run changes nothing, not even the time of assessing', async () => {
    const { bot, li, shops } = await company()
    for (const [i, from] of ['09:00', '10:00', '11:00'].entries())
      await stayed(bot, li, `A${i}`, shops[i] as Point, { from, to: from.replace(':00', ':20') })
    await bot.job('visits.assess', { date: day })
    const read = async () => [
      await bot.db.select().from(visitAssessments).orderBy(asc(visitAssessments.visitId)),
      await bot.db
        .select()
        .from(visitSignals)
        .orderBy(asc(visitSignals.visitId), asc(visitSignals.ruleId)),
    ]
    const before = await read()
    expect(before[0]).toHaveLength(3)
    bot.later(5)
    await bot.job('visits.assess', { date: day })
    await bot.job('visits.assess', { date: day })
    expect(await read()).toEqual(before)
  })

  test('of a batch the last one tells, and the first ones are assessed anew', async () => {
    const { bot, li, shops } = await company()
    const ids: string[] = []
    for (const i of [0, 1, 2, 3, 4])
      ids.push(
        await stayed(bot, li, `A${i}`, shops[i] as Point, { from: `09:0${i}`, to: `18:5${i}` }),
      )
    const ctx = await bot.context()
    await ctx.emit(photosWereCompared, { visitId: ids[4] ?? '' })
    await bot.settle()
    for (const id of ids)
      expect(await signalsOf(bot, id)).toMatchObject({ 'batch-check-outs': 'flag strong' })
  })

  test('thresholds hold per team', async () => {
    const { bot, li, shops } = await company()
    await bot.team('T2')
    const han = await bot.rep('韩梅梅', { team: 'T2' })
    await rule(bot, setting('trust.distance.farM'), 20_000, 'team:T2')
    const far = offset(shops[0] as Point, { north: 5_000 })
    const ids = [
      await stayed(bot, li, 'A0', far, { from: '09:00', to: '09:20' }),
      await stayed(bot, han, 'A0', far, { from: '09:00', to: '09:20' }),
    ]
    await bot.job('visits.assess', { date: day })
    expect(await signalsOf(bot, ids[0] ?? '')).toMatchObject({ distance: 'flag strong' })
    expect(await signalsOf(bot, ids[1] ?? '')).toMatchObject({ distance: 'flag weak' })
  })
})

test('what the database knows reaches the rules: phones, days before, pins, attendance, usual stay', async () => {
  const { bot, li, shops } = await company()
  const han = await bot.rep('韩梅梅')
  const spot = { lng: 123.429134, lat: 41.796877 }
  for (const date of ['2026-02-09', '2026-02-16', '2026-02-23', '2026-01-12', '2026-01-19'])
    await stayed(bot, li, 'A0', spot, { from: '09:00', to: '09:40', date })
  await stayed(
    bot,
    han,
    'A1',
    shops[1] as Point,
    { from: '10:00', to: '10:30' },
    {
      deviceId: `of-${li.openId}`,
    },
  )
  await bot.db.insert(customerPins).values({
    ...{ id: uuidv7(), customerCode: 'A0', byOpenId: li.openId, status: 'approved' },
    ...{
      lngGcj: spot.lng,
      latGcj: spot.lat,
      rawLng: spot.lng,
      rawLat: spot.lat,
      rawDatum: 'gcj02',
    },
    ...{ oldLng: spot.lng, oldLat: spot.lat + 0.02, movedM: 2_200 },
    ...{ askedAt: at('09:00', '2026-02-20'), ruledAt: at('09:00', '2026-02-20'), ruledBy: null },
  })
  await rule(bot, setting('trust.attendance'), true)
  await bot.db.insert(attendanceFlows).values({
    ...{ recordId: 'r1', openId: li.openId, at: at('08:50'), risk: 'cheat-software' },
  })
  const id = await stayed(bot, li, 'A0', spot, { from: '09:00', to: '09:09' })
  await bot.job('visits.assess', { date: day })
  expect(await signalsOf(bot, id)).toMatchObject({
    distance: 'clear',
    'shared-phone': 'flag strong',
    'same-coordinates': 'flag strong',
    'moved-pin': 'flag weak',
    attendance: 'flag strong',
    'stay-too-short': 'flag weak',
    'clock-skew': 'clear',
  })
  const [row] = await bot.db.select().from(visitAssessments).where(eq(visitAssessments.visitId, id))
  expect(row).toMatchObject({ band: 'red', score: 0, evidence: 'live' })
})

test('photos that are compared later have the visit assessed anew', async () => {
  const { bot, li, shops } = await company()
  const old = await stayed(bot, li, 'A1', shops[1] as Point, {
    ...{ from: '09:00', to: '09:20', date: '2026-02-20' },
  })
  const id = await stayed(bot, li, 'A0', shops[0] as Point, { from: '09:00', to: '09:20' })
  const photos = [old, id].map((visitId) => ({ id: uuidv7(), visitId }))
  for (const one of photos)
    await bot.db.insert(visitPhotos).values({
      ...{ ...one, repOpenId: li.openId, messageId: one.id, imageKey: one.id, kind: 'shelf' },
      ...{ createdAt: one.visitId === id ? at('09:05') : at('09:05', '2026-02-20') },
      ...{ status: 'stored', sha256: 'same' },
    })
  await bot.job('visits.assess', { date: day })
  expect(await signalsOf(bot, id)).toMatchObject({ 'photo-same-file': 'insufficient' })

  const [before, now] = photos.map((one) => one.id) as [string, string]
  for (const photoId of [before, now])
    await bot.db.insert(photoFingerprints).values({
      ...{ photoId, takenAt: at('09:05'), method: 1, flat: false, comparedAt: at('09:30') },
    })
  await bot.db.insert(photoMatches).values({
    ...{ photoId: now, otherPhotoId: before, kind: 'exact', distance: 0, foundAt: at('09:30') },
  })
  const ctx = await bot.context()
  await ctx.emit(photosWereCompared, { visitId: id })
  await bot.settle()
  expect(await signalsOf(bot, id)).toMatchObject({ 'photo-same-file': 'flag strong' })
  expect(await bot.report('visits')).toMatchObject([{ trust: 40, flags: 'photo-same-file' }])
})

test('a datum that is wrong for many is one alarm to the admins and no flag', async () => {
  const { bot, shops } = await company()
  const admin = await bot.admin('陈总')
  const reps = []
  for (const name of ['甲', '乙', '丙', '丁']) reps.push(await bot.rep(name))
  const told = () => admin.messages.filter((one) => JSON.stringify(one).includes('坐标系')).length
  for (const [i, rep] of reps.entries())
    for (const [j, place] of shops.entries()) {
      const wrong = fromGcj02(offset(place, { north: 5 * i, east: 3 * j }), 'wgs84')
      const from = `${String(9 + j).padStart(2, '0')}:${10 + i}`
      const id = await stayed(bot, rep, `A${j}`, wrong, { from, to: from.replace(/:1/, ':4') })
      await bot.db.update(visits).set({ distanceM: 560 }).where(eq(visits.id, id))
    }
  await bot.job('visits.assess', { date: day })
  expect(told()).toBe(1)
  expect(await bot.db.select().from(datumAlarms)).toMatchObject([{ closedAt: null }])
  // Those that were assessed before the others were known, too.
  const report = await bot.report('visits')
  expect(report).toHaveLength(24)
  for (const { trust, flags } of report) expect({ trust, flags }).toEqual({ trust: 100, flags: '' })
})

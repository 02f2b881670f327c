import { eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { inboundEvents } from '../../src/db/tables.ts'
import { settings } from '../../src/domain/settings/index.ts'
import { changeSetting } from '../../src/features/admin/settings-store.ts'
import { customerPins, placeDrafts, placePhotos } from '../../src/features/places/tables.ts'
import { locationFixes, visitNotes, visitPhotos, visits } from '../../src/features/visits/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre } from '../support/fixtures.ts'
import '../support/matchers.ts'
import { plan } from './visits-support.ts'

/** A visit in March with a photo, another photo that was removed, and one that found no visit. */
async function world() {
  const bot = await startBot({ now: '2026-03-02T09:10:00+08:00' })
  await bot.team()
  const li = await bot.rep('李雷')
  const shop = await bot.customer({ name: '永辉' })
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation({ lng: shop.lng, lat: shop.lat, name: '人民路口' })
  await li.sendsPhoto()
  await li.says('店主说可乐卖得快')
  return { bot, li, shop }
}

const keysOf = async (bot: TestBot) =>
  (await bot.db.select({ key: visitPhotos.objectKey }).from(visitPhotos)).flatMap(
    ({ key }) => key ?? [],
  )

test('nothing goes before its time, and everything that is due goes: object, keys, place', async () => {
  const { bot } = await world()
  await bot.db.update(visits).set({ status: 'closed', closedBy: 'system' })
  const [key = ''] = await keysOf(bot)
  expect(await bot.runtime.objects.exists(key)).toBe(true)

  bot.at('2026-08-29T03:30:00+08:00')
  await bot.job('privacy.purge')
  expect(await bot.runtime.objects.exists(key)).toBe(true)
  expect(await bot.db.$count(locationFixes)).toBe(1)
  // A date to come deletes nothing before its time.
  await bot.job('privacy.purge', { date: '2027-08-29' })
  expect(await bot.runtime.objects.exists(key)).toBe(true)

  bot.at('2026-08-30T03:30:00+08:00')
  for (const _ of [1, 2]) {
    await bot.job('privacy.purge')
    expect(await bot.runtime.objects.exists(key)).toBe(false)
    expect(await bot.db.select().from(visitPhotos)).toMatchObject([
      { status: 'stored', objectKey: null, sha256: null, cardImageKey: null },
    ])
    expect(await bot.db.$count(visitPhotos, sql`image_key not like 'purged:%'`)).toBe(0)
    expect(await bot.db.$count(locationFixes)).toBe(0)
    expect(await bot.db.select().from(visits)).toMatchObject([
      { verdict: 'on_site', distanceM: 0, locationName: null, checkInFixId: null },
    ])
    // The words of a visit are its record.
    expect(await bot.db.$count(visitNotes)).toBe(1)
    expect(await bot.report('visits', { from: '2026-03-02' })).toMatchObject([{ photos: 1 }])
  }
})

test('a picture that another photo shows too stays until that one goes', async () => {
  const { bot } = await world()
  const [photo] = await bot.db.select().from(visitPhotos)
  if (!photo?.objectKey) throw new Error('no photo')
  const young = { id: crypto.randomUUID(), messageId: 'om_2', imageKey: 'img_2' }
  const createdAt = new Date('2026-06-01T09:00:00+08:00')
  await bot.db.insert(visitPhotos).values({ ...photo, ...young, createdAt })
  bot.at('2026-09-10T03:30:00+08:00')
  await bot.job('privacy.purge')
  expect(await keysOf(bot)).toEqual([photo.objectKey])
  expect(await bot.runtime.objects.exists(photo.objectKey)).toBe(true)
  bot.at('2026-12-10T03:30:00+08:00')
  await bot.job('privacy.purge')
  expect(await keysOf(bot)).toEqual([])
  expect(await bot.runtime.objects.exists(photo.objectKey)).toBe(false)
})

test('what found no visit, and a photo that the rep removed, go after a day', async () => {
  const { bot, li } = await world()
  const removed = (await bot.db.select().from(visitPhotos))[0]
  await bot.db.update(visitPhotos).set({ status: 'deleted' })
  await bot.db.update(visits).set({ status: 'closed', closedBy: 'rep', checkedOutAt: bot.now() })
  bot.at('2026-03-02T13:00:00+08:00')
  await li.sendsPhoto()
  await li.says('随手记一句')
  expect(await bot.db.$count(visitPhotos, isNull(visitPhotos.visitId))).toBe(1)
  const keys = await keysOf(bot)
  expect(keys).toHaveLength(2)

  bot.at('2026-03-03T03:30:00+08:00')
  await bot.job('privacy.purge')
  expect(await keysOf(bot)).toEqual(keys)
  bot.at('2026-03-04T03:30:00+08:00')
  await bot.job('privacy.purge')
  for (const key of keys) expect(await bot.runtime.objects.exists(key)).toBe(false)
  expect(await bot.db.select().from(visitPhotos)).toMatchObject([
    { id: removed?.id, status: 'deleted', objectKey: null },
  ])
  expect((await bot.db.select().from(visitNotes)).map(({ text }) => text)).toEqual([
    '店主说可乐卖得快',
  ])
})

test('messages go after a month, those that waited for a consent after a day', async () => {
  const { bot } = await world()
  const keep = await bot.rep('韩梅梅', { consented: false })
  await keep.sendsPhoto()
  const held = () => bot.db.$count(inboundEvents, eq(inboundEvents.status, 'held'))
  expect(await held()).toBe(1)
  bot.at('2026-03-04T03:30:00+08:00')
  await bot.job('privacy.purge')
  expect(await held()).toBe(0)
  expect(await bot.db.$count(inboundEvents)).toBe(3)
  bot.at('2026-04-02T03:30:00+08:00')
  await bot.job('privacy.purge')
  expect(await bot.db.$count(inboundEvents)).toBe(0)
})

test('fingerprints stay where the rule says so, and the clock starts the purge at night', async () => {
  const { bot } = await world()
  const change = { scope: 'org', by: null, at: bot.now() }
  await changeSetting(bot.db, settings.keepPhotoMarks, { ...change, value: true })
  await changeSetting(bot.db, settings.keepPhotosDays, { ...change, value: 30 })
  bot.at('2026-04-02T03:29:00+08:00')
  await bot.tick()
  expect(await keysOf(bot)).toHaveLength(1)
  bot.at('2026-04-02T03:31:00+08:00')
  await bot.tick()
  expect(await bot.db.select().from(visitPhotos)).toMatchObject([
    { objectKey: null, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
  ])
})

test('photos of 采点: kept as long as those of visits, those of what was given up for a day', async () => {
  const bot = await startBot({ now: '2026-03-02T09:10:00+08:00' })
  await bot.team()
  const [li, wang] = [await bot.rep('李雷'), await bot.manager('王芳')]
  const shop = await bot.customer({ name: '永辉', lngGcj: null, latGcj: null })
  await li.says('采点 永辉')
  await li.sendsLocation({ ...centre, name: '人民路口' })
  await li.sendsPhoto()
  await li.clicks('提交')
  await wang.clicks('同意')
  await li.says('新店')
  await li.sendsPhoto()
  const photos = () => bot.db.select().from(placePhotos).orderBy(placePhotos.createdAt)
  const [ofPin, givenUp] = await photos()
  const exists = (key = '') => bot.runtime.objects.exists(key)

  bot.at('2026-03-04T03:30:00+08:00')
  for (const _ of [1, 2]) await bot.job('privacy.purge')
  expect(await photos()).toEqual([ofPin])
  expect(await exists(givenUp?.objectKey ?? '')).toBe(false)
  expect(await exists(ofPin?.objectKey ?? '')).toBe(true)
  expect(await bot.db.$count(placeDrafts)).toBe(0)
  expect(await bot.db.$count(customerPins, isNotNull(customerPins.placeName))).toBe(1)

  bot.at('2026-08-30T03:30:00+08:00')
  await bot.job('privacy.purge')
  expect(await exists(ofPin?.objectKey ?? '')).toBe(false)
  expect(await photos()).toMatchObject([{ id: ofPin?.id, objectKey: null, cardImageKey: null }])
  // The point is the shop's; the name of the place where the rep stood is not.
  expect(await bot.db.select().from(customerPins)).toMatchObject([
    {
      customerCode: shop.code,
      status: 'approved',
      byOpenId: li.openId,
      placeName: null,
      fixId: null,
    },
  ])
})

import { eq, sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import { expect, test } from 'vitest'
import { settings } from '../../src/domain/settings/index.ts'
import { toLocalDate } from '../../src/domain/time.ts'
import { comparePhoto } from '../../src/features/photos/compare.ts'
import { photosCompared, similarPhotos } from '../../src/features/photos/similar.ts'
import { photoFingerprints, photoMatches } from '../../src/features/photos/tables.ts'
import { visitPhotos, visits } from '../../src/features/visits/tables.ts'
import { scenery, usedAgain, wall } from '../domain/photos/scenery.ts'
import { northOf } from '../support/fixtures.ts'
import { plan, rule, street } from './visits-support.ts'

type Street = Awaited<ReturnType<typeof street>>
type Rep = Street['li']

/** Checks in, sends photos, and is done. Answers the visit. */
async function visit({ bot }: Street, rep: Rep, place: Street['shop'], photos: Buffer[]) {
  await plan(bot, rep.openId, [place.code], toLocalDate(bot.now(), 'Asia/Shanghai'))
  await rep.sendsLocation(northOf(place, 20))
  for (const photo of photos) await rep.sendsPhoto(photo)
  const [open] = await bot.db.select().from(visits).where(eq(visits.status, 'open'))
  if (!open) throw new Error('no visit is open')
  await bot.db
    .update(visits)
    .set({ status: 'closed', closedBy: 'rep', checkedOutAt: bot.now() })
    .where(eq(visits.id, open.id))
  return open.id
}

/** Two visits of two reps at two shops, a week apart; the second sends the first one's photos again. */
async function usedTwice(first: Buffer[], second: Buffer[]) {
  const at = await street()
  const han = await at.bot.rep('韩梅梅')
  const other = await at.bot.customer({ code: 'B2', name: '大润发', ...northOf(at.shop, 3000) })
  const before = await visit(at, at.li, at.shop, first)
  at.bot.at('2026-03-09T10:00:00+08:00')
  const after = await visit(at, han, other, second)
  return { ...at, han, other, before, after }
}

test('a photo of another rep that is used again is found, cut or not; the earlier visit stays clean', async () => {
  const photo = await scenery(1)
  const { bot, li, before, after } = await usedTwice(
    [photo, await scenery(2)],
    [await usedAgain(photo), await scenery(3), photo],
  )
  const found = await bot.db.transaction((tx) => similarPhotos(tx, after))
  const other = { otherVisitId: before, otherRepOpenId: li.openId, otherCustomerCode: 'A1' }
  expect(found).toMatchObject([
    { kind: 'exact', distance: 0, flat: false, ...other },
    { kind: 'near', flat: false, ...other },
  ])
  expect(found[0]?.otherTakenAt.toISOString()).toBe('2026-03-02T01:10:00.000Z')
  expect(found[1]?.agreement).toBeGreaterThan(0.7)
  expect(await bot.db.transaction((tx) => similarPhotos(tx, before))).toEqual([])
  expect(await bot.db.transaction((tx) => photosCompared(tx, after))).toEqual({
    stored: 3,
    compared: 3,
  })
})

test('two of one visit, a photo that was taken back and a visit that was called off are no re-use', async () => {
  const photo = await scenery(4)
  const { bot, before, after } = await usedTwice([photo, await usedAgain(photo)], [photo])
  const found = (visitId: string) => bot.db.transaction((tx) => similarPhotos(tx, visitId))
  expect(await bot.db.$count(photoMatches)).toBe(3)
  expect(await found(before)).toEqual([])
  expect(await found(after)).toHaveLength(2)
  const [first] = await bot.db.select().from(visitPhotos).where(eq(visitPhotos.visitId, before))
  await bot.db
    .update(visitPhotos)
    .set({ status: 'deleted' })
    .where(eq(visitPhotos.id, first?.id ?? ''))
  expect(await found(after)).toHaveLength(1)
  await bot.db.update(visits).set({ status: 'cancelled' }).where(eq(visits.id, before))
  expect(await found(after)).toEqual([])
})

test('walls are alike and say nothing; only the same file is told, as flat', async () => {
  const { bot, after } = await usedTwice([await wall(90)], [await wall(93), await wall(90)])
  expect(await bot.db.transaction((tx) => similarPhotos(tx, after))).toMatchObject([
    { kind: 'exact', flat: true },
  ])
})

test('what is no picture is kept, marked and never compared', async () => {
  const text = Buffer.from('这不是照片')
  const { bot, after } = await usedTwice([text], [Buffer.concat([text, text])])
  expect(await bot.db.transaction((tx) => similarPhotos(tx, after))).toEqual([])
  expect(await bot.db.select().from(photoFingerprints)).toMatchObject([
    { flat: true, photoHashes: null, smallPicture: null },
    { flat: true, photoHashes: null, smallPicture: null },
  ])
})

test('older than the look-back is not compared; the rule moves it', async () => {
  const at = await street()
  await rule(at.bot, settings.photoLookBackDays, 30)
  const photo = await scenery(5)
  await visit(at, at.li, at.shop, [photo])
  at.bot.at('2026-04-02T09:00:00+08:00')
  const late = await visit(at, at.li, at.shop, [await usedAgain(photo)])
  expect(await at.bot.db.transaction((tx) => similarPhotos(tx, late))).toEqual([])
  await rule(at.bot, settings.photoLookBackDays, 60)
  at.bot.at('2026-04-03T09:00:00+08:00')
  const again = await visit(at, at.li, at.shop, [photo])
  const kinds = (await at.bot.db.transaction((tx) => similarPhotos(tx, again))).map((p) => p.kind)
  expect(kinds.toSorted()).toEqual(['exact', 'near'])
})

test('photos from before there were fingerprints get them at night, once', async () => {
  const photo = await scenery(6)
  const { bot, after } = await usedTwice([photo], [await usedAgain(photo)])
  await bot.db.delete(photoFingerprints)
  await bot.db.delete(photoMatches)
  for (const _ of [1, 2]) {
    await bot.job('photos.fingerprint')
    expect(await bot.db.$count(photoFingerprints)).toBe(2)
    expect(await bot.db.transaction((tx) => similarPhotos(tx, after))).toMatchObject([
      { kind: 'near' },
    ])
  }
  await bot.db.update(photoFingerprints).set({ comparedAt: null })
  for (const _ of [1, 2]) await bot.job('photos.compare')
  expect(await bot.db.$count(photoFingerprints, sql`compared_at is null`)).toBe(0)
  expect(await bot.db.$count(photoMatches)).toBe(1)
})

test('every process finds the same, one that starts and one that has known photos for long', async () => {
  const at = await street()
  const photo = await scenery(7)
  await visit(at, at.li, at.shop, [photo])
  const since = new Date('2026-01-01T00:00:00Z')
  // What a process knows belongs to its connection: another one knows nothing yet.
  const another = () => drizzle(at.bot.runtime.database.sql, { casing: 'snake_case' })
  const second = another()
  const matchesOf = async (db: typeof at.bot.db) => {
    const rows = await at.bot.db.select().from(photoFingerprints).orderBy(photoFingerprints.seq)
    return comparePhoto(db, rows.at(-1)?.photoId ?? '', since)
  }
  expect(await matchesOf(second)).toEqual([])
  at.bot.at('2026-03-09T10:00:00+08:00')
  await visit(at, at.li, at.shop, [await usedAgain(photo)])
  const known = await matchesOf(second)
  expect(known).toMatchObject([{ kind: 'near' }])
  expect(await matchesOf(another())).toEqual(known)
  expect(await comparePhoto(second, crypto.randomUUID(), since)).toBeNull()
})

test('fingerprints go with the photos; kept marks keep hashes, never the small copy', async () => {
  const photo = await scenery(8)
  const { bot } = await usedTwice([photo], [await usedAgain(photo)])
  await rule(bot, settings.keepPhotoMarks, true)
  bot.at('2026-10-01T03:30:00+08:00')
  await bot.job('privacy.purge')
  expect(await bot.db.$count(photoFingerprints, sql`photo_hashes is not null`)).toBe(2)
  expect(await bot.db.$count(photoFingerprints, sql`small_picture is not null`)).toBe(0)
  await bot.db.update(visitPhotos).set({ sha256: null })
  await bot.job('privacy.purge')
  expect(await bot.db.$count(photoFingerprints)).toBe(0)
  expect(await bot.db.$count(photoMatches)).toBe(1)
})

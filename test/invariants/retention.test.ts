/** Whatever may hold a position, a picture or free JSON has a time after which it is gone. */
import { join } from 'node:path'
import { getTableColumns, getTableName, is, sql } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { expect, test } from 'vitest'
import { retention } from '../../src/features/privacy/retention.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre } from '../support/fixtures.ts'
import { root, sourceFiles } from './files.ts'

const telling =
  /(lng|lat)(Gcj)?$|photo|image|picture|object|sha256|fixId|location|placeName|deviceId/i

async function tellingColumns(): Promise<string[]> {
  const files = sourceFiles('src/features', 'src/db').filter((file) => /\/tables\.ts$/.test(file))
  const found: string[] = []
  for (const file of files) {
    const module = (await import(join(root, file))) as Record<string, unknown>
    for (const value of Object.values(module)) {
      if (!is(value, PgTable)) continue
      for (const [name, column] of Object.entries(getTableColumns(value)))
        if (telling.test(name) || column.dataType === 'json')
          found.push(`${getTableName(value)}.${name}`)
    }
  }
  return found
}

/** Named besides, since their names do not tell. */
const besides = ['stored_objects.key']

test('every column that may hold a position or a picture is named with how long it stays', async () => {
  expect([...(await tellingColumns()), ...besides].toSorted()).toEqual(
    Object.keys(retention).toSorted(),
  )
})

const snake = (name: string) => name.replace(/[A-Z]/g, (char) => `_${char.toLowerCase()}`)
const ended = Object.entries(retention).filter(([, keep]) => typeof keep === 'string')

/** How many rows of a column still lead to something. */
async function holding(bot: TestBot, column: string): Promise<number> {
  const [table = '', name = ''] = column.split('.')
  const id = sql.identifier(snake(name))
  const [row] = await bot.db.execute<{ n: string }>(sql`
    select count(*) as n from ${sql.identifier(table)}
    where ${id} is not null and ${id}::text not like 'purged:%'`)
  return Number(row?.n ?? 0)
}

const raw = { rawLng: centre.lng, rawLat: centre.lat, rawDatum: 'gcj02' as const }
const point = { lngGcj: centre.lng, latGcj: centre.lat, ...raw }

/** One row of everything that ends, long ago; the files lie in the store. */
async function longAgo(bot: TestBot, key: { visit: string; place: string }): Promise<void> {
  const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
  const old = '2020-01-02T03:04:05Z'
  const insert = (table: string, values: Record<string, unknown>) => {
    const names = Object.keys(values).map((name) => sql.identifier(snake(name)))
    return bot.db.execute(sql`insert into ${sql.identifier(table)} (${sql.join(names, sql`, `)})
      values (${sql.join(
        Object.values(values).map((value) => sql`${value}`),
        sql`, `,
      )})`)
  }
  const keys = (objectKey: string, n: number) => ({
    ...{ messageId: `om_${n}`, imageKey: `img_${n}`, createdAt: old, status: 'stored' },
    ...{ objectKey, sha256: objectKey.slice(-64), cardImageKey: `img_card_${n}` },
  })
  await insert('location_fixes', {
    ...{ id: id(1), repOpenId: 'ou_1', messageId: 'om_9', sentAt: old, ...point },
    deviceId: 'd1',
  })
  await insert('visits', {
    ...{ id: id(2), repOpenId: 'ou_1', customerCode: 'C', date: '2020-01-02', planned: false },
    ...{ status: 'closed', checkedInAt: old, checkInFixId: id(1), checkOutFixId: id(1) },
    ...{ locationSource: 'chat', locationName: '人民路口', verdict: 'on_site', distanceM: 12 },
  })
  await insert('daily_plans', {
    ...{ id: id(20), repOpenId: 'ou_1', date: '2020-01-02', generatedAt: old },
    ...{ pictureKey: 'img_way', pictureOf: 'x' },
  })
  await insert('visit_photos', {
    ...{ id: id(3), visitId: id(2), repOpenId: 'ou_1', kind: 'shelf', ...keys(key.visit, 3) },
    deviceId: 'd1',
  })
  await insert('live_sessions', {
    ...{ id: id(21), repOpenId: 'ou_1', purpose: 'check_in', openedAt: old, deviceId: 'd1' },
  })
  await insert('photo_fingerprints', {
    ...{ photoId: id(3), takenAt: old, method: 1, flat: false },
    ...{ photoHashes: '\\x01', smallPicture: '\\x01' },
  })
  await insert('place_photos', { id: id(4), byOpenId: 'ou_1', ...keys(key.place, 4) })
  await insert('explanation_photos', {
    ...{ id: id(22), visitId: id(2), repOpenId: 'ou_1', ...keys(key.visit, 22) },
  })
  const asked = {
    byOpenId: 'ou_1',
    placeName: '人民路口',
    photoId: id(4),
    fixId: id(1),
    askedAt: old,
  }
  await insert('customer_pins', {
    ...{ id: id(5), customerCode: 'C', status: 'approved', ...point, ...asked, movedM: 40 },
    ...{ oldLng: centre.lng, oldLat: centre.lat },
  })
  await insert('customer_pins', {
    ...{ id: id(6), customerCode: 'C', status: 'declined', ...point, ...asked },
  })
  const who = { name: '新店', contact: '王老板', phone: '13900001111' }
  for (const [n, status] of ['approved', 'declined', 'asked'].entries())
    await insert('outlet_requests', { id: id(10 + n), status, ...who, ...point, ...asked })
  await insert('place_drafts', {
    ...{ id: id(7), byOpenId: 'ou_1', kind: 'pin', fixId: id(1), photoId: id(4) },
    ...{ startedAt: old, expiresAt: old },
  })
  await insert('users', {
    ...{ openId: 'ou_left', name: '离职者', role: 'rep', status: 'left' },
    ...{ homeLngGcj: centre.lng, homeLatGcj: centre.lat },
  })
  await insert('departures', { openId: 'ou_left', at: old })
  await insert('inbound_events', {
    ...{ key: 'message:om_1', kind: 'location', event: '{}', answer: '{}', status: 'handled' },
    receivedAt: old,
  })
  await insert('outbox', {
    ...{ id: id(8), kind: 'send', target: 'open_id:ou_1', payload: '{}', causeId: id(9) },
    ...{ status: 'failed', createdAt: old },
  })
  await bot.db.execute(sql`update stored_objects set stored_at = ${old}::timestamptz`)
}

test('what is named to end is gone after its time, rows and files alike; what is kept stays', async () => {
  const bot = await startBot({ now: '2026-03-02T03:40:00+08:00' })
  const { objects } = bot.runtime
  const put = async (text: string) =>
    (await objects.put(new TextEncoder().encode(text), 'image/jpeg')).key
  const key = { visit: await put('陈列照'), place: await put('门头照') }
  const forgotten = await put('没有人认的照片')
  await longAgo(bot, key)
  for (const [column] of ended)
    expect(await holding(bot, column), `${column} is not tried`).toBeGreaterThan(0)

  // A photo of a request that goes tonight follows the night after.
  for (const _ of [1, 2]) await bot.job('privacy.purge')
  for (const [column] of ended) expect(await holding(bot, column), column).toBe(0)
  for (const one of [key.visit, key.place, forgotten]) expect(await objects.exists(one)).toBe(false)

  const pins = await bot.db.execute(sql`select status, lng_gcj, moved_m from customer_pins`)
  expect(pins).toEqual([{ status: 'approved', lng_gcj: centre.lng, moved_m: 40 }])
  const shops = await bot.db.execute(sql`select status, name, contact, phone from outlet_requests`)
  expect(shops).toEqual([{ status: 'approved', name: '新店', contact: null, phone: null }])
  expect(await bot.db.execute(sql`select verdict, distance_m from visits`)).toEqual([
    { verdict: 'on_site', distance_m: 12 },
  ])
})

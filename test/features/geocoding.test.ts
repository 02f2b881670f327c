import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { mapFindings } from '../../src/cli/doctor-maps.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { geocodeRuns } from '../../src/features/geocoding/tables.ts'
import { importFile } from '../../src/features/imports/import-file.ts'
import { planStops } from '../../src/features/plans/tables.ts'
import { visits } from '../../src/features/visits/tables.ts'
import {
  type Amap,
  dayIsUsedUp,
  invalidKey,
  startAmap,
  type Trouble,
  tooFast,
} from '../support/amap.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { centre, northOf } from '../support/fixtures.ts'
import '../support/matchers.ts'

async function world(env: Record<string, string> = {}) {
  const amap = await startAmap()
  const bot = await startBot({
    now: '2026-03-02T09:10:00+08:00',
    mapTimeoutMs: 200,
    env: { MAP_PROVIDER: 'amap', MAP_KEY: amap.key, MAP_BASE_URL: amap.url, ...env },
  })
  await bot.team()
  const boss = await bot.admin('赵静')
  const [li, wang] = [await bot.rep('李雷'), await bot.manager('王芳')]
  return { amap, bot, boss, li, wang }
}

const file = (rows: readonly string[]) =>
  Buffer.from(`code,name,address,lng,lat,owner_open_id,team_code\n${rows.join('\n')}\n`)
const row = (code: string, address: string, point = ',') =>
  `${code},店${code},${address},${point},李雷,T1`
const place = (amap: Amap, address: string, metres: number, level = '门牌号') =>
  amap.places.set(address, { ...northOf(centre, metres), level })

const pinsOf = async (bot: TestBot) => {
  const rows = await bot.db.select().from(customers).orderBy(customers.code)
  return Object.fromEntries(rows.map((one) => [one.code, one]))
}

test('addresses of an import get points that are 待核实; the card counts them, and each address is asked once', async () => {
  const { amap, bot, boss, li } = await world({ MAP_CITY: '沈阳' })
  for (let i = 0; i < 12; i++) place(amap, `和平区南京街${i}号`, 1000 + i)
  place(amap, '沈阳市浑南区', 9000, '区县')
  place(amap, '沈阳市苏家屯路', 5000, '道路')
  const rows = Array.from({ length: 12 }, (_, i) => row(`A${i + 10}`, `和平区南京街${i}号`))
  await boss.sendsFile(
    '客户.csv',
    file([
      ...rows,
      row('B1', '和平区 南京街 0号 13900001111'),
      row('C1', '沈阳市浑南区'),
      row('C2', '不存在的地方'),
      row('C3', '沈阳市苏家屯路'),
      row('D1', '和平区南京街1号', '123.5,41.9'),
      row('D2', ''),
    ]),
  )
  expect(boss.card).toShow('新增 18', '按地址定位完成：16/16', '定位成功 14 家')
  expect(boss.card).toShow('只能定位到区县或乡镇 1 家', '没找到 1 家', '待核实')
  expect(boss.card).toShow('待补地址 1 家、待采点 2 家')
  expect(boss.cards).toHaveLength(1)

  const pins = await pinsOf(bot)
  expect(pins.A10).toMatchObject({
    lngGcj: centre.lng,
    rawDatum: 'gcj02',
    pinSource: 'geocoder',
    pinLevel: '门牌号',
    pinConfirmedAt: null,
  })
  expect(pins.B1?.latGcj).toBe(pins.A10?.latGcj)
  expect(pins.C3).toMatchObject({ pinSource: 'geocoder', pinLevel: '道路' })
  expect([pins.C1?.lngGcj, pins.C2?.lngGcj, pins.D2?.lngGcj]).toEqual([null, null, null])
  expect(pins.D1).toMatchObject({ lngGcj: 123.5, pinSource: 'file' })
  // 15 addresses: 12 shops, one unknown, one district, one road; none twice, no telephone numbers.
  const asked = amap.requests.flatMap(({ addresses }) => addresses)
  expect(asked).toHaveLength(15)
  expect(new Set(asked).size).toBe(15)
  expect(asked.join()).not.toContain('1390000')
  expect(amap.requests.map(({ city, addresses }) => `${city} ${addresses.length}`)).toEqual([
    ...['沈阳 10', '沈阳 3', 'null 2'],
  ])

  // The same file again asks nothing, nor does the night.
  await boss.sendsFile('客户.csv', file([row('C2', '不存在的地方'), row('A10', '和平区南京街0号')]))
  expect(boss.card).not.toShow('按地址定位')
  await bot.job('geocoding.locate')
  expect(amap.requests).toHaveLength(3)

  await li.says('客户 待补')
  expect(li.card).toShow(
    '待采点 2 家',
    '坐标待核实 14 家',
    '按地址只能到区县',
    '地图上没找到这个地址',
  )
  expect(li.card).toShow('坐标待核实（按地址：门牌号）')
  await li.says('客户 C3')
  expect(li.card).toShow('待核实', '还没人核实')
  const findings = await mapFindings(bot.db, bot.runtime.maps)
  expect(findings.map(({ part, state, detail }) => `${part} ${state} ${detail}`)).toEqual([
    expect.stringContaining('map service ok amap: the key answers'),
    expect.stringContaining('2 without a pin, 0 with a suspected pin, 14 with an unverified pin'),
  ])
})

test('a check-in close by confirms the pin, one far off is unverified and not the rep’s fault', async () => {
  const { amap, bot, boss, li } = await world()
  place(amap, '沈阳市甲路1号', 0)
  place(amap, '沈阳市乙路2号', 20_000)
  const both = [row('A', '沈阳市甲路1号'), row('B', '沈阳市乙路2号')]
  await boss.sendsFile('客户.csv', file(both))

  await li.says('签到 店A')
  await li.sendsLocation(northOf(centre, 250))
  expect(li.card).toShow('拜访中 · 店A', '250 米')
  expect((await pinsOf(bot)).A).toMatchObject({
    pinSource: 'geocoder',
    pinConfirmedAt: bot.now(),
    pinConfirmedBy: li.openId,
  })
  await bot.db.update(visits).set({ status: 'closed', closedBy: 'rep', checkedOutAt: bot.now() })
  bot.later(30)
  await li.says('签到 店B')
  await li.sendsLocation(northOf(centre, 5_000))
  expect(li.card).toShow('拜访中 · 店B', '离按地址的位置 15 公里', '不算范围外', '采点')
  expect(await bot.report('visits')).toMatchObject([
    { customer_code: 'A', verdict: 'on_site', distance_m: 250 },
    { customer_code: 'B', verdict: 'unverified', distance_m: 15_000 },
  ])
  expect((await pinsOf(bot)).B?.pinConfirmedAt).toBeNull()
  // A confirmed pin judges like every other.
  await bot.db.update(visits).set({ status: 'closed', closedBy: 'rep', checkedOutAt: bot.now() })
  bot.later(30)
  await li.says('签到 店A')
  await li.sendsLocation(northOf(centre, 900))
  expect(li.card).toShow('不在门店附近', '900 米')
})

test('off every pin the planned shops of unverified pins are offered; 采点 sets theirs', async () => {
  const { amap, bot, boss, li, wang } = await world()
  place(amap, '沈阳市乙路2号', 4_000)
  await boss.sendsFile('客户.csv', file([row('B', '沈阳市乙路2号')]))
  await wang.says('安排 李雷 B 今天')
  expect(await bot.db.select().from(planStops)).toMatchObject([{ customerCode: 'B', routed: true }])
  await li.sendsLocation(centre)
  expect(li.card).toShow('不在门店附近', '店B（坐标待核实）')
  await li.clicks('签到 店B（坐标待核实）')
  expect(li.card).toShow('拜访中 · 店B')
  expect(await bot.db.select().from(visits)).toMatchObject([{ verdict: 'unverified' }])

  await wang.says('采点 B')
  await wang.sendsLocation(centre)
  await wang.clicks('确认', { reason: '店在这里' })
  expect((await pinsOf(bot)).B).toMatchObject({
    latGcj: centre.lat,
    pinSource: 'rep',
    pinLevel: null,
  })
  await wang.says('客户 待补')
  expect(wang.card).toShow('地址和坐标都齐了')
})

test('what a person set stays; a changed address is looked up anew', async () => {
  const { amap, bot, boss } = await world()
  for (const [i, street] of ['甲路1号', '乙路2号', '丙路3号'].entries())
    place(amap, `沈阳市${street}`, i * 1000)
  const mine = { pinSource: 'rep' as const, address: '沈阳市甲路1号' }
  await bot.customer({ code: 'R', name: '店R', ...mine, ...northOf(centre, 7_000) })
  await boss.sendsFile('客户.csv', file([row('R', '沈阳市乙路2号'), row('G', '沈阳市乙路2号')]))
  expect((await pinsOf(bot)).R).toMatchObject({
    latGcj: northOf(centre, 7_000).lat,
    pinSource: 'rep',
  })
  const before = (await pinsOf(bot)).G
  await boss.sendsFile('客户.csv', file([row('G', '沈阳市丙路3号')]))
  const after = (await pinsOf(bot)).G
  expect(after?.latGcj).toBeGreaterThan(before?.latGcj ?? 90)
  // A file's own coordinates are the company's word.
  await boss.sendsFile('客户.csv', file([row('G', '沈阳市丙路3号', '123.5,41.9')]))
  expect((await pinsOf(bot)).G).toMatchObject({ lngGcj: 123.5, pinSource: 'file', pinLevel: null })
  await boss.sendsFile('客户.csv', file([row('G', '沈阳市甲路1号')]))
  expect((await pinsOf(bot)).G).toMatchObject({ lngGcj: 123.5, pinSource: 'file' })
})

test('four shops that an address sends to one point are suspected, and told once', async () => {
  const { amap, boss, li } = await world()
  for (let i = 0; i < 4; i++) place(amap, `沈阳市商场${i}层`, 0, '兴趣点')
  const rows = [0, 1, 2, 3].map((i) => row(`S${i}`, `沈阳市商场${i}层`))
  await boss.sendsFile('客户.csv', file(rows))
  await li.says('客户 待补')
  expect(li.card).toShow('坐标存疑 4 家', '坐标待核实 4 家', '4 家同一点')
  expect(li.card).not.toShow('按地址：兴趣点')
})

test('a wrong key stops at once and says so; mended, 重试 goes on where it stopped', async () => {
  const { amap, bot, boss } = await world()
  amap.trouble = invalidKey
  place(amap, '沈阳市甲路1号', 0)
  await boss.sendsFile('客户.csv', file([row('A', '沈阳市甲路1号')]))
  expect(boss.card).toShow('新增 1', '按地址定位停在 0/1', '检查 MAP_KEY', '10001 INVALID_USER_KEY')
  expect(amap.requests).toHaveLength(1)
  const [service, run] = await mapFindings(bot.db, bot.runtime.maps)
  expect(service).toMatchObject({ state: 'fail', detail: 'amap: 10001 INVALID_USER_KEY' })
  expect(service?.fix).toContain('MAP_KEY')
  expect(run).toMatchObject({ part: 'address look-up', state: 'warn' })
  amap.trouble = null
  await boss.clicks('重试')
  expect(boss.card).toShow('按地址定位完成：1/1')
  expect((await pinsOf(bot)).A?.pinSource).toBe('geocoder')
})

test('when the day’s allowance is used up the rest waits for the night, what was found stays', async () => {
  const { amap, bot, boss } = await world()
  const rows = Array.from({ length: 25 }, (_, i) => row(`A${i + 10}`, `沈阳市甲路${i}号`))
  for (let i = 0; i < 25; i++) place(amap, `沈阳市甲路${i}号`, i)
  // Two requests are answered, then it is over.
  const answered = amap.places
  let asked = 0
  Object.defineProperty(amap, 'trouble', {
    get: (): Trouble | null => (++asked > 2 && asked < 5 ? dayIsUsedUp : null),
  })
  expect(answered.size).toBe(25)
  await boss.sendsFile('客户.csv', file(rows))
  expect(boss.card).toShow('先停在 20/25', '额度用完', '10003 DAILY_QUERY_OVER_LIMIT')
  expect(boss.card).not.toShow('重试')
  expect(await bot.db.select().from(geocodeRuns)).toMatchObject([{ status: 'paused' }])
  // Still used up just after midnight of another clock; then it goes on.
  bot.at('2026-03-03T00:41:00+08:00')
  await bot.tick()
  expect(boss.card).toShow('先停在 20/25')
  bot.at('2026-03-04T00:41:00+08:00')
  await bot.tick()
  expect(boss.card).toShow('按地址定位完成：25/25')
  expect(asked).toBe(5)
})

test('limits by the second and time-outs are waited for, then it goes on by itself', async () => {
  const { amap, bot, boss } = await world()
  place(amap, '沈阳市甲路1号', 0)
  amap.next.push(tooFast, 'silence')
  await boss.sendsFile('客户.csv', file([row('A', '沈阳市甲路1号')]))
  expect(amap.requests).toHaveLength(3)
  expect(boss.card).toShow('按地址定位完成：1/1')
  expect(await bot.db.select().from(geocodeRuns)).toMatchObject([{ status: 'done', problem: null }])
})

test('a file on the command line is looked up too, by a worker; two files at once ask for each customer once', async () => {
  const { amap, bot } = await world()
  for (let i = 0; i < 30; i++) place(amap, `沈阳市甲路${i}号`, i)
  const put = (from: number, to: number) =>
    importFile({
      db: bot.db,
      platform: bot.runtime.platform,
      zone: bot.runtime.house.zone,
      now: bot.now(),
      kind: 'customers',
      fileName: 'customers.csv',
      bytes: file(
        Array.from({ length: to - from }, (_, i) =>
          row(`A${10 + from + i}`, `沈阳市甲路${from + i}号`),
        ),
      ),
      canLocate: true,
    })
  const results = await Promise.all([put(0, 20), put(10, 30)])
  expect(results.reduce((sum, { locating }) => sum + locating, 0)).toBe(30)
  await bot.settle()
  expect(await bot.db.$count(customers, eq(customers.pinSource, 'geocoder'))).toBe(30)
  const runs = await bot.db.select().from(geocodeRuns)
  expect(runs.map(({ status }) => status)).toEqual(['done', 'done'])
  expect(new Set(amap.requests.flatMap(({ addresses }) => addresses)).size).toBe(30)
})

test('without a map key nothing is asked and nothing is said of it', async () => {
  const bot = await startBot()
  await bot.team()
  await bot.rep('李雷')
  const boss = await bot.admin()
  await boss.sendsFile('客户.csv', file([row('A', '沈阳市甲路1号')]))
  expect(boss.card).toShow('新增 1', '待采点 1 家')
  expect(boss.card).not.toShow('定位')
  await bot.job('geocoding.locate')
  expect(await bot.db.$count(geocodeRuns)).toBe(0)
  expect(await mapFindings(bot.db, bot.runtime.maps)).toMatchObject([
    { part: 'map service', state: 'ok' },
    { part: 'customer points', detail: expect.stringContaining('1 without a pin') },
  ])
  expect(await bot.db.$count(customers, eq(customers.pinSource, 'geocoder'))).toBe(0)
})

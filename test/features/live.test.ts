/** The live page from its link to the visit: who, once, where, when, and never twice. */
import { eq } from 'drizzle-orm'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { inboundEvents } from '../../src/db/tables.ts'
import { fromGcj02 } from '../../src/domain/geo.ts'
import { readChallenge } from '../../src/domain/live/challenge.ts'
import { settings } from '../../src/domain/settings/index.ts'
import { liveSessions } from '../../src/features/live/tables.ts'
import { locationFixes, visitPhotos, visits } from '../../src/features/visits/tables.ts'
import { startBot } from '../support/bot.ts'
import { northOf } from '../support/fixtures.ts'
import '../support/matchers.ts'
import { acts, devices, fixAt, linkOn, liveStreet, opens, photographs } from './live-support.ts'
import { plan, rule, textOf } from './visits-support.ts'

const jpeg = (shade: number) =>
  sharp({ create: { width: 64, height: 48, channels: 3, background: { r: shade, g: 90, b: 40 } } })
    .jpeg()
    .toBuffer()

test('签到 leads to the page, the page to the visit that the chat shows, with its evidence', async () => {
  const { bot, li, shop } = await liveStreet()
  await plan(bot, li.openId, [shop.code])
  await li.says('签到 永辉')
  expect(li.card).toShow('签到 · 永辉·人民路店', '打开签到页')
  const opened = await opens(bot, linkOn(li), li.openId)
  expect(opened).toMatchObject({
    status: 200,
    body: { answer: { state: 'ready', shop: { code: 'A1' }, consented: true } },
  })
  const { pass } = opened.body
  const place = northOf(shop, 40)
  const begun = await acts(bot, pass, fixAt(bot, place, { accuracyM: 12.5, ageS: 4 }))
  expect(begun.body).toMatchObject({
    state: 'begun',
    visit: { shop: { name: '永辉·人民路店' }, time: '09:10', distanceM: 40, verified: true },
  })
  expect(li.card).toShow('拜访中 · 永辉·人民路店', '距门店 40 米', '计划内')
  expect(await bot.db.select().from(visits)).toMatchObject([
    { status: 'open', locationSource: 'live', verdict: 'on_site', planned: true },
  ])
  expect(await bot.db.select().from(locationFixes)).toMatchObject([
    {
      ...{ source: 'live', accuracyM: 12.5, ageS: 4, rawDatum: 'gcj02', queued: false },
      ...{ deviceId: devices.li, platform: 'android' },
      ...{ clientSentAt: bot.now(), receivedAt: bot.now(), sentAt: bot.now() },
    },
  ])
  // The card with the link has done its work.
  expect(li.cards.map(textOf).some((text) => text.includes('打开签到页'))).toBe(false)
})

test('a photo of the camera fills its kind, keeps the challenge of the day, and is shown in the chat', async () => {
  const { bot, li, shop } = await liveStreet()
  await li.says('签到 永辉')
  const { pass } = (await opens(bot, linkOn(li), li.openId)).body
  const begun = await acts(bot, pass, fixAt(bot, shop))
  const { challenge } = (begun.body as unknown as { visit: { photos: { challenge: string } } })
    .visit.photos
  expect(readChallenge(challenge)).not.toBeNull()
  const key = crypto.randomUUID()
  for (const _ of [1, 2]) {
    const said = await photographs(bot, pass, await jpeg(10), { kind: 'shelf', key })
    expect(said.body).toMatchObject({
      state: 'photos',
      visit: {
        photos: {
          kinds: [
            { kind: 'storefront', need: 1, have: 0 },
            { kind: 'shelf', need: 1, have: 1 },
          ],
        },
      },
    })
  }
  expect(await bot.db.select().from(visitPhotos)).toMatchObject([
    {
      ...{ source: 'live', kind: 'shelf', kindByHand: true, status: 'stored', challenge },
      ...{ mime: 'image/jpeg', cardImageKey: expect.any(String), deviceId: devices.li },
    },
  ])
  expect(li.card).toShow('还差 1 张门头照')
  const none = await photographs(bot, pass, new TextEncoder().encode('<svg onload=alert(1)>'))
  expect(none.status).toBe(415)
  expect(await bot.db.$count(visitPhotos)).toBe(1)
})

test('the same press twice, at once and later, is one visit with one answer', async () => {
  const { bot, li, shop } = await liveStreet()
  await li.says('签到 永辉')
  const { pass } = (await opens(bot, linkOn(li), li.openId)).body
  const key = crypto.randomUUID()
  const act = fixAt(bot, shop)
  const both = await Promise.all([1, 2, 3].map(() => acts(bot, pass, act, { key })))
  bot.later(2)
  const late = await acts(bot, pass, act, { key })
  for (const said of [...both, late]) expect(said.body).toEqual(both[0]?.body)
  expect(late.body).toMatchObject({ state: 'begun' })
  // Another key is another press: the visit is there already.
  expect((await acts(bot, pass, fixAt(bot, shop))).body).toMatchObject({ state: 'begun' })
  expect(await bot.db.$count(visits)).toBe(1)
  expect(li.cards.map(textOf).filter((text) => text.includes('拜访中'))).toHaveLength(1)
})

test('what waited for a network keeps both clocks and counts from the press, not before the opening', async () => {
  const { bot, li, shop } = await liveStreet()
  await li.says('签到 永辉')
  const { pass } = (await opens(bot, linkOn(li), li.openId)).body
  bot.later(12)
  const pressed = new Date(bot.now().getTime() - 5 * 60_000)
  expect((await acts(bot, pass, fixAt(bot, shop, { waitedS: 300 }))).body).toMatchObject({
    state: 'begun',
    visit: { time: '09:17' },
  })
  expect(await bot.db.select().from(locationFixes)).toMatchObject([
    { queued: true, clientSentAt: pressed, sentAt: pressed, receivedAt: bot.now(), ageS: 3 },
  ])
  expect(await bot.db.select().from(visits)).toMatchObject([{ checkedInAt: pressed }])
})

test('a phone cannot have been there before it opened the page, nor much later', async () => {
  const { bot, li, shop } = await liveStreet()
  await li.says('签到 永辉')
  const { pass } = (await opens(bot, linkOn(li), li.openId)).body
  const openedAt = bot.now()
  bot.later(31)
  expect((await acts(bot, pass, fixAt(bot, shop))).body).toMatchObject({ state: 'expired' })
  await acts(bot, pass, fixAt(bot, shop, { waitedS: 3 * 3600 }))
  expect(await bot.db.select().from(visits)).toMatchObject([{ checkedInAt: openedAt }])
})

test('old and weak positions and wrong clocks do not pass, and each says what to do', async () => {
  const { bot, li, wang, shop } = await liveStreet()
  await li.says('签到 永辉')
  const { pass } = (await opens(bot, linkOn(li), li.openId)).body
  const stale = await acts(bot, pass, fixAt(bot, shop, { ageS: 61 }))
  expect(stale.body).toEqual({ state: 'stale', ageS: 61, maxS: 60 })
  const future = await acts(bot, pass, fixAt(bot, shop, { ageS: -600 }))
  expect(future.body).toEqual({ state: 'clock' })
  expect(await bot.db.$count(locationFixes)).toBe(0)
  const nowhere = await acts(bot, pass, fixAt(bot, { lng: 0, lat: 0 }))
  expect(nowhere.body).toEqual({ state: 'implausible' })
  for (const accuracyM of [101, 5000, null]) {
    const weak = await acts(bot, pass, fixAt(bot, shop, { accuracyM }))
    expect(weak.body).toMatchObject({ state: 'weak', accuracyM, maxM: 100, shop: { code: 'A1' } })
  }
  expect(await bot.db.$count(visits)).toBe(0)
  const weak = await acts(bot, pass, fixAt(bot, shop, { accuracyM: 130 }))
  const { fixId } = weak.body as unknown as { fixId: string }
  const decision = {
    do: 'decide',
    fixId,
    customerCode: 'A1',
    reason: '地下一层没有信号',
    pinIsWrong: false,
  }
  expect((await acts(bot, pass, decision)).body).toMatchObject({
    state: 'begun',
    visit: { verified: false },
  })
  expect(await bot.db.select().from(visits)).toMatchObject([
    { verdict: 'unverified', reason: '地下一层没有信号', locationSource: 'live' },
  ])
  expect(li.card).toShow('未核对位置')
  expect(wang.cards).toHaveLength(0)
})

test('away from the shop: a reason inside the grace, further off not but for a wrong pin', async () => {
  const { bot, li, wang, shop } = await liveStreet()
  await li.says('签到 永辉')
  const { pass } = (await opens(bot, linkOn(li), li.openId)).body
  const far = await acts(bot, pass, fixAt(bot, northOf(shop, 900), { accuracyM: 60 }))
  expect(far.body).toMatchObject({ state: 'far', shop: { code: 'A1', distanceM: 900 } })
  const { fixId: farId } = far.body as unknown as { fixId: string }
  const decide = (fixId: string, reason: string) =>
    acts(bot, pass, { do: 'decide', fixId, customerCode: 'A1', reason, pinIsWrong: false })
  expect((await decide(farId, '路上堵车')).body).toMatchObject({ state: 'far' })
  // A huge error is no way in.
  const blurred = await acts(bot, pass, fixAt(bot, northOf(shop, 900), { accuracyM: 3000 }))
  expect(blurred.body).toMatchObject({ state: 'far' })

  const near = await acts(bot, pass, fixAt(bot, northOf(shop, 430), { accuracyM: 20 }))
  expect(near.body).toMatchObject({ state: 'needsReason', distanceM: 430, toleranceM: 300 })
  const { fixId } = near.body as unknown as { fixId: string }
  expect((await decide(fixId, '')).body).toMatchObject({ state: 'needsReason' })
  expect((await decide(fixId, '门口修路')).body).toMatchObject({ state: 'begun' })
  expect(wang.card).toShow('范围外签到', '门口修路')
})

test('a customer of somebody else cannot be decided for, nor another’s position used', async () => {
  const { bot, li, shop } = await liveStreet()
  await bot.team('T2', { name: '二部' })
  const zhao = await bot.rep('赵云', { team: 'T2' })
  await rule(bot, settings.proof, 'live')
  const foreign = await bot.customer({ code: 'B9', name: '外区店', owner: '赵云', teamCode: 'T2' })
  await li.says('签到 永辉')
  const { pass } = (await opens(bot, linkOn(li), li.openId)).body
  const far = await acts(bot, pass, fixAt(bot, northOf(shop, 900)))
  const { fixId } = far.body as unknown as { fixId: string }
  const decision = { do: 'decide', fixId, reason: '真的在', pinIsWrong: true }
  const said = await acts(bot, pass, { ...decision, customerCode: foreign.code })
  expect(said.body).toMatchObject({ state: 'refused' })
  await zhao.says('签到 外区')
  const theirs = await opens(bot, linkOn(zhao), zhao.openId, { device: devices.han })
  const other = await acts(
    bot,
    theirs.body.pass,
    { ...decision, customerCode: foreign.code },
    { device: devices.han },
  )
  expect(other.body).toMatchObject({ state: 'refused' })
  expect(await bot.db.$count(visits)).toBe(0)
})

test('wgs84 is converted and kept as it came', async () => {
  const { bot, li, shop } = await liveStreet()
  const { lng, lat } = fromGcj02({ lng: shop.lng, lat: shop.lat }, 'wgs84')
  await li.says('签到 永辉')
  const { pass } = (await opens(bot, linkOn(li), li.openId)).body
  const begun = await acts(bot, pass, fixAt(bot, { lng, lat }, { datum: 'wgs84' }))
  expect(begun.body).toMatchObject({ state: 'begun' })
  const [fix] = await bot.db.select().from(locationFixes)
  expect(fix).toMatchObject({ rawDatum: 'wgs84', rawLng: lng, rawLat: lat })
  expect(Math.abs((fix?.lngGcj ?? 0) - shop.lng)).toBeLessThan(1e-4)
})

test('where the place is to be live a location of the chat answers with the link', async () => {
  const { bot, li, shop } = await liveStreet()
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation({ lng: shop.lng, lat: shop.lat, name: '永辉' })
  expect(li.card).toShow('发的位置不算签到', '打开签到页')
  expect(await bot.db.$count(visits)).toBe(0)
  const { pass } = (await opens(bot, linkOn(li), li.openId)).body
  await acts(bot, pass, fixAt(bot, shop))
  expect(li.card).toShow('拜访中', '现场拍照')
  // Far from everybody it answers with the link too, and the claimed place does not end the visit.
  await li.sendsLocation({ ...northOf(shop, 5000), name: '家' })
  expect(li.card).toShow('发的位置不算签到')
  expect(await bot.db.select().from(visits)).toMatchObject([{ checkOutFixId: null }])
})

test('the rule by grade: an A shop is checked in at live, a B shop by the chat', async () => {
  const { bot, li, shop } = await liveStreet()
  await rule(bot, settings.proof, 'chat', 'team:T1')
  await rule(bot, settings.proof, 'live', 'grade:A')
  const small = await bot.customer({
    code: 'B1',
    name: '老王便利店',
    grade: 'B',
    ...northOf(shop, 2000),
  })
  await plan(bot, li.openId, [shop.code, small.code])
  await li.sendsLocation({ lng: shop.lng, lat: shop.lat, name: '' })
  expect(li.card).toShow('打开签到页')
  await li.sendsLocation({ lng: small.lng, lat: small.lat, name: '' })
  expect(li.card).toShow('拜访中 · 老王便利店')
  expect(li.card).not.toShow('现场拍照')
  expect(await bot.db.select().from(visits)).toMatchObject([{ locationSource: 'chat' }])
})

test('签到 on the plan card, and 签到 without a name: the page asks which shop it is', async () => {
  const { bot, li, shop } = await liveStreet()
  const next = await bot.customer({ code: 'A2', name: '联华·解放路店', ...northOf(shop, 30) })
  await plan(bot, li.openId, [shop.code, next.code])
  await li.says('计划')
  await li.clicks('签到')
  expect(li.card).toShow('签到 · 永辉·人民路店', '打开签到页')
  // What was named holds for ten minutes.
  bot.later(11)
  await li.says('签到')
  expect(li.card).toShow('打开签到页')
  const opened = await opens(bot, linkOn(li), li.openId)
  expect(opened.body).toMatchObject({ answer: { state: 'ready', shop: null } })
  const { pass } = opened.body
  const asked = await acts(bot, pass, fixAt(bot, northOf(shop, 14)))
  expect(asked.body).toMatchObject({
    state: 'choose',
    options: [
      { code: 'A1', distanceM: 14, planned: true },
      { code: 'A2', distanceM: 16, planned: true },
    ],
  })
  const { fixId } = asked.body as unknown as { fixId: string }
  const decision = { do: 'decide', fixId, customerCode: 'A2', reason: '', pinIsWrong: false }
  expect((await acts(bot, pass, decision)).body).toMatchObject({
    state: 'begun',
    visit: { shop: { code: 'A2' }, distanceM: 16 },
  })
  expect(await bot.db.select().from(visits)).toMatchObject([
    { customerCode: 'A2', planned: true, locationSource: 'live' },
  ])
})

test('a visit that began by the chat does not move to a shop that wants a live place', async () => {
  const { bot, li, shop } = await liveStreet()
  await rule(bot, settings.proof, 'chat', 'team:T1')
  const strict = await bot.customer({ code: 'A2', name: '联华·解放路店', ...northOf(shop, 40) })
  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation({ lng: shop.lng, lat: shop.lat, name: '' })
  await li.clicks('更多')
  await li.clicks('换客户')
  expect(li.card).toShow('联华·解放路店')
  await rule(bot, settings.proof, 'live', `customer:${strict.code}`)
  await li.clicks('联华·解放路店 · 40 米')
  expect(await bot.db.select().from(visits)).toMatchObject([{ customerCode: 'A1' }])
})

test('leaving: the visit’s card leads to the page, which notes the place', async () => {
  const { bot, li, shop } = await liveStreet()
  await rule(bot, settings.checkOutPlace, 'required')
  await li.says('签到 永辉')
  const { pass } = (await opens(bot, linkOn(li), li.openId)).body
  await acts(bot, pass, fixAt(bot, shop))
  bot.later(20)
  await li.clicks('离店定位')
  expect(li.card).toShow('离店前')
  const leaving = await opens(bot, linkOn(li), li.openId)
  expect(leaving.body).toMatchObject({ answer: { state: 'ready', shop: { code: 'A1' } } })
  const left = await acts(bot, leaving.body.pass, fixAt(bot, northOf(shop, 25)))
  expect(left.body).toMatchObject({ state: 'left' })
  expect(li.card).toShow('拜访中', '已记下离店位置，距门店 25 米')
  expect(await bot.db.select().from(visits)).toMatchObject([{ checkOutDistanceM: 25 }])
})

test('who has not read the notice: nothing is kept, what is sent waits, and counts afterwards once', async () => {
  const { bot, shop } = await liveStreet()
  const tom = await bot.rep('汤姆', { consented: false })
  const mine = await bot.customer({
    code: 'C1',
    name: '汤姆的店',
    owner: '汤姆',
    ...northOf(shop, 50),
  })
  await tom.says('签到 汤姆的店')
  const opened = await opens(bot, linkOn(tom), tom.openId)
  expect(opened.body).toMatchObject({ answer: { state: 'ready', consented: false } })
  expect(tom.card).toShow('我知道了')
  const key = crypto.randomUUID()
  const sent = await acts(bot, opened.body.pass, fixAt(bot, mine), { key })
  expect(sent.body).toMatchObject({ state: 'kept' })
  expect(await bot.db.$count(locationFixes)).toBe(0)
  await tom.clicks('我知道了')
  expect(await bot.db.select().from(visits)).toMatchObject([{ locationSource: 'live' }])
  expect((await acts(bot, opened.body.pass, fixAt(bot, mine), { key })).body).toMatchObject({
    state: 'begun',
  })
  expect(await bot.db.$count(visits)).toBe(1)
})

test('another visit that is open, and one that is over, are said', async () => {
  const { bot, li, shop } = await liveStreet()
  const next = await bot.customer({ code: 'A2', name: '联华·解放路店', ...northOf(shop, 1500) })
  await li.says('签到 联华')
  const second = linkOn(li)
  await li.says('签到 永辉')
  const { pass } = (await opens(bot, linkOn(li), li.openId)).body
  await acts(bot, pass, fixAt(bot, shop))
  const other = (await opens(bot, second, li.openId)).body
  expect((await acts(bot, other.pass, fixAt(bot, next))).body).toMatchObject({
    state: 'otherOpen',
    shop: { name: '永辉·人民路店' },
  })
  await bot.db.update(visits).set({ status: 'closed', closedBy: 'rep', checkedOutAt: bot.now() })
  expect((await acts(bot, pass, { do: 'look' })).body).toMatchObject({ state: 'over' })
})

test('what fails with us is kept and handled later, and the page hears it with its key', async () => {
  const { bot, li, shop } = await liveStreet()
  await li.says('签到 永辉')
  const { pass } = (await opens(bot, linkOn(li), li.openId)).body
  await bot.db.execute('alter table visits rename to visits_away')
  const key = crypto.randomUUID()
  const kept = await acts(bot, pass, fixAt(bot, shop), { key })
  expect(kept.body).toMatchObject({ state: 'kept', text: expect.stringContaining('自动重试') })
  await bot.db.execute('alter table visits_away rename to visits')
  const failed = eq(inboundEvents.status, 'failed')
  expect(await bot.db.$count(inboundEvents, failed)).toBe(1)
  bot.later(1)
  await bot.tick()
  expect((await acts(bot, pass, fixAt(bot, shop), { key })).body).toMatchObject({ state: 'begun' })
  expect(await bot.db.$count(visits)).toBe(1)
})

test('an admin sets it by words, and it holds from the next location on', async () => {
  const bot = await startBot({ now: '2026-03-02T09:10:00+08:00' })
  await bot.team()
  const [li, boss] = [await bot.rep('李雷'), await bot.admin('赵总')]
  const shop = await bot.customer({ code: 'A1', name: '永辉·人民路店' })
  await boss.says('规则 签到方式 现场签到页')
  await li.sendsLocation({ lng: shop.lng, lat: shop.lat, name: '' })
  expect(li.card).toShow('发的位置不算签到')
  await boss.says('规则 签到方式 聊天发位置')
  await li.sendsLocation({ lng: shop.lng, lat: shop.lat, name: '' })
  expect(li.card).toShow('临时拜访', '距门店 0 米')
})

test('what is over: the phone’s id goes with the position and the picture, used links with the messages', async () => {
  const { bot, li, shop } = await liveStreet()
  await li.says('签到 永辉')
  const { pass } = (await opens(bot, linkOn(li), li.openId)).body
  await acts(bot, pass, fixAt(bot, shop))
  await photographs(bot, pass, await jpeg(10))
  await bot.db.update(visits).set({ status: 'closed', closedBy: 'rep', checkedOutAt: bot.now() })
  bot.at('2026-03-30T03:30:00+08:00')
  await bot.job('privacy.purge')
  expect(await bot.db.$count(liveSessions)).toBe(1)
  bot.at('2026-09-01T03:30:00+08:00')
  await bot.job('privacy.purge')
  expect(await bot.db.$count(liveSessions)).toBe(0)
  expect(await bot.db.$count(locationFixes)).toBe(0)
  expect(await bot.db.select().from(visitPhotos)).toMatchObject([
    { source: 'live', deviceId: null, objectKey: null, cardImageKey: null },
  ])
})

/** What a visit leaves in the ledger, what it must not, and who is told of the head. */
import { sql } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { headText } from '../../src/features/ledger/chain.ts'
import { headOf } from '../../src/features/ledger/seal.ts'
import { startBot } from '../support/bot.ts'
import '../support/matchers.ts'
import { plan } from './visits-support.ts'

test('a visit is in the ledger without its place, photos and words; admins see the head', async () => {
  const bot = await startBot({ now: '2026-03-02T09:10:00+08:00' })
  await bot.team()
  const li = await bot.rep('李雷')
  const boss = await bot.admin()
  const shop = await bot.customer({ name: '永辉人民路' })
  await boss.says('台账')
  expect(boss.card).toShow('还没有记录', '条等封存')

  await plan(bot, li.openId, [shop.code])
  await li.sendsLocation({ lng: shop.lng, lat: shop.lat, name: '人民路口' })
  for (const _ of [1, 2]) await li.sendsPhoto()
  await li.clicks('签退')
  bot.at('2026-03-02T09:40:00+08:00')
  await li.clicks('提交', { summary: '店主说可乐卖得快，月底再补两箱', outcome: '已开单' })
  for (const _ of [1, 2]) await bot.job('ledger.seal')
  const head = await headOf(bot.db)
  const entries = await bot.db.execute<{ kind: string; text: string }>(
    sql`select kind, key::text || "row"::text as text from ledger_entries`,
  )
  expect(entries).toHaveLength(head.seq)
  const closed = entries.filter(({ kind, text }) => kind === 'visits' && text.includes('"closed"'))
  expect(closed.at(-1)?.text).toContain('"verdict": "on_site"')
  const all = entries.map(({ text }) => text).join('\n')
  const photos = await bot.db.execute<{ sha: string; key: string; id: string }>(
    sql`select sha256 as sha, image_key as key, id from visit_photos`,
  )
  expect(photos).toHaveLength(2)
  const [fix] = await bot.db.execute<{ id: string }>(sql`select id from location_fixes`)
  for (const secret of [
    ...['人民路口', '永辉人民路', '李雷', '店主说可乐', '可乐', fix?.id ?? 'no fix'],
    ...[String(shop.lng), String(shop.lat)],
    ...photos.flatMap(({ sha, key, id }) => [sha, key, id]),
  ])
    expect(all.includes(secret), secret).toBe(false)

  // The time of all that is private comes; the ledger neither hinders it nor has anything to lose.
  bot.at('2028-03-02T03:40:00+08:00')
  await bot.job('privacy.purge')
  expect(await bot.db.execute(sql`select id from location_fixes`)).toEqual([])
  await bot.job('ledger.seal')
  expect((await headOf(bot.db)).seq).toBe(head.seq)

  await boss.says('台账')
  expect(boss.card).toShow(`已封存 ${head.seq} 条`, headText(head))
  const before = li.cards.length
  await li.says('台账')
  expect(li.cards.slice(before).some((card) => JSON.stringify(card).includes(head.hash))).toBe(
    false,
  )
})

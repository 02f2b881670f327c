import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { missingScopes, neededScopes } from '../src/feishu/scopes.ts'
import { root } from './invariants/files.ts'
import { startBot } from './support/bot.ts'
import { northOf } from './support/fixtures.ts'

test('the console guide names every scope that is needed', () => {
  const guide = readFileSync(join(root, 'docs/feishu-console.md'), 'utf8')
  for (const need of neededScopes) expect(guide).toContain(`\`${need.anyOf[0]}\``)
})

test('one of several scopes is enough, none is told with its cost', () => {
  const all = new Set(neededScopes.map((need) => need.anyOf[0] ?? ''))
  expect(missingScopes(all)).toEqual([])
  all.delete('im:resource')
  expect(missingScopes(all).map((need) => need.without)).toEqual(['cards show no photos'])
})

test('the scopes that are asked for are enough for a visit, a group and people found by mobile', async () => {
  const bot = await startBot()
  await bot.team()
  const li = await bot.rep('李雷')
  const shop = await bot.customer({ name: '永辉·人民路店', grade: 'A' })
  bot.simulator.scopes.grantOnly(neededScopes.flatMap((need) => need.anyOf[0] ?? []))
  await li.says('签到 永辉')
  await li.sendsLocation({ ...northOf(shop, 38), name: '人民路' })
  await li.sendsPhoto()
  expect(li.card).toShow('拜访中 · 永辉·人民路店', '✓ 门头照')
  const chat = `oc_${'7'.repeat(32)}`
  bot.simulator.upsertGroups([{ chatId: chat, name: '一部', members: [li.openId] }])
  const added = await bot.simulator.addBotToGroup(chat, li.openId)
  expect(added.status).toBe(200)
  bot.simulator.upsertPeople([{ ...bot.simulator.as(li.openId).person, mobile: '+8613800000007' }])
  const found = await bot.runtime.platform.lookUp({ mobiles: ['13800000007'], emails: [] })
  expect(found.get('13800000007')).toBe(li.openId)
  const refused = bot.simulator.calls.filter((call) => call.code === 99991672)
  expect(refused.map((call) => call.path)).toEqual([])
})

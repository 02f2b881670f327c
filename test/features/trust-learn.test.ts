import { eq } from 'drizzle-orm'
import { expect, test } from 'vitest'
import { learnActions } from '../../cards/trust/actions.ts'
import { settingVersions } from '../../src/features/admin/tables.ts'
import { thresholdSuggestions, visitAssessments } from '../../src/features/trust/tables.ts'
import '../support/matchers.ts'
import { at, company, doubtful, forged } from './trust-support.ts'
import { cardsOf } from './visits-support.ts'

test('rulings suggest, an admin accepts, nothing changes by itself', async () => {
  const { bot, wang, admin } = await company(at('09:00', '2026-11-30'))
  const other = await bot.admin('另一位', { team: 'D' })
  const fast = async (kmh: number, ruledAs: 'honest' | 'false') => {
    const numbers = { kmh, maxKmh: 120, km: 40, minutes: 20 }
    const flags = [{ ruleId: 'impossible-travel', strength: 'weak' as const, weight: 18, numbers }]
    const id = await doubtful(bot, { flags, tell: false })
    await bot.db.update(visitAssessments).set({ ruledAs }).where(eq(visitAssessments.visitId, id))
  }
  for (let n = 0; n < 15; n += 1) await fast(134, 'honest')
  for (let n = 0; n < 8; n += 1) await fast(190, 'false')
  bot.at(at('09:31', '2026-11-30'))
  await bot.job('trust.learn')
  await bot.job('trust.learn')
  for (const one of [admin, other])
    expect(cardsOf(one).filter((text) => text.includes('1 条建议'))).toHaveLength(1)
  expect(admin.card).toShow('移动速度异常', '120 → 140 公里/小时', '属实 15', '少问 15 次')
  expect(await bot.db.$count(settingVersions)).toBe(0)

  const [row] = await bot.db.select().from(thresholdSuggestions)
  const call = learnActions.accept({ suggestionId: row?.id ?? '' })
  const refused = await forged(wang, call)
  expect(refused.toast?.type).toBe('error')
  expect(await bot.db.$count(settingVersions)).toBe(0)
  await admin.clicks('采纳')
  expect(admin.toast?.content).toContain('已采纳')
  expect(await bot.db.select().from(settingVersions)).toMatchObject([
    { key: 'trust.impossible-travel.maxKmh', scope: 'org', value: 140, byOpenId: admin.openId },
  ])
  await other.clicks('采纳')
  expect(other.toast).toMatchObject({ type: 'warning', content: '这条建议已由 管理员 处理。' })
  expect(await bot.db.$count(settingVersions)).toBe(1)
  await admin.says('阈值建议')
  expect(admin.card).toShow('没有建议', '23 次裁定')
})

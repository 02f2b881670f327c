/** A street of shops and a rep for the tests of visits. */
import { uuidv7 } from 'uuidv7'
import { cardText } from '../../simulator/client/card-view.ts'
import type { Setting } from '../../src/domain/settings/define.ts'
import { changeSetting } from '../../src/features/admin/settings-store.ts'
import { dailyPlans, planStops } from '../../src/features/plans/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'

export const textOf = (card: object | undefined) => cardText((card ?? {}) as never)

/** Everything that the bot put into somebody's chat, as texts, oldest first. */
export const cardsOf = (phone: { cards: object[] }) => phone.cards.map(textOf)

export async function street(now = '2026-03-02T09:10:00+08:00') {
  const bot = await startBot({ now })
  await bot.team()
  const wang = await bot.manager('王芳')
  const li = await bot.rep('李雷')
  const shop = await bot.customer({ code: 'A1', name: '永辉·人民路店', grade: 'A' })
  return { bot, li, wang, shop }
}

/** Puts customers on a rep's plan of a day, in this order. */
export async function plan(
  bot: TestBot,
  repOpenId: string,
  codes: string[],
  date = '2026-03-02',
): Promise<void> {
  const planId = uuidv7()
  await bot.db
    .insert(dailyPlans)
    .values({ id: planId, repOpenId, date, generatedAt: bot.now(), frozenAt: bot.now() })
  await bot.db.insert(planStops).values(
    codes.map((customerCode, i) => ({
      id: uuidv7(),
      planId,
      repOpenId,
      date,
      customerCode,
      sequence: i + 1,
      source: 'cycle' as const,
      reason: { code: 'dueInCycle', nth: 1, of: 4, daysSince: 7 },
      routed: true,
      counted: true,
    })),
  )
}

export async function rule<V>(
  bot: TestBot,
  setting: Setting<V>,
  value: V,
  scope = 'org',
): Promise<void> {
  await changeSetting(bot.db, setting, { scope, value, by: null, at: bot.now() })
}

/** Checks in at a shop and sends what the rules ask for. */
export async function visited(
  phone: TestBot extends { rep: (...args: never[]) => Promise<infer P> } ? P : never,
  place: { lng: number; lat: number },
): Promise<void> {
  await phone.sendsLocation(place)
  await phone.sendsPhoto()
  await phone.sendsPhoto()
  await phone.says('老板同意下周补二十箱，堆头谈好了')
}

/** What the first button of an action carries, as a forwarded card would. */
export function buttonValue(card: unknown, action: string): object {
  const found = find(card)
  if (!found) throw new Error(`no button of ${action}`)
  return found

  function find(value: unknown): object | undefined {
    if (value === null || typeof value !== 'object') return undefined
    if ('action' in value && value.action === action) return value
    for (const inner of Object.values(value)) {
      const hit = find(inner)
      if (hit) return hit
    }
    return undefined
  }
}

/** People, teams and doubtful visits for the tests of explanations, rulings and appeals. */
import { uuidv7 } from 'uuidv7'
import { toLocalDate } from '../../src/domain/time.ts'
import { visitAssessed } from '../../src/events.ts'
import { teamManagers } from '../../src/features/org/tables.ts'
import { visitAssessments, visitSignals } from '../../src/features/trust/tables.ts'
import { visits } from '../../src/features/visits/tables.ts'
import { startBot, type TestBot } from '../support/bot.ts'
import { openIdOf } from '../support/fixtures.ts'

export const tuesday = '2026-11-24'
export const at = (time: string, day = tuesday) => `${day}T${time}:00+08:00`

/** 大区 (李娜) over 一部 (王芳; 陈军 her deputy) and 二部 (赵二); 李雷 and 韩梅 visit for 一部. */
export async function company(now = at('10:00')) {
  const bot = await startBot({ now })
  await bot.team('D', { name: '大区' })
  await bot.team('T1', { name: '一部', parent: 'D' })
  await bot.team('T2', { name: '二部', parent: 'D' })
  const li = await bot.rep('李雷')
  const han = await bot.rep('韩梅')
  const wang = await bot.manager('王芳')
  const chen = await bot.manager('陈军', { leads: 'none' })
  await bot.db.insert(teamManagers).values({ teamCode: 'T1', openId: chen.openId, kind: 'deputy' })
  const zhao = await bot.manager('赵二', { team: 'T2', leads: 'T2' })
  const na = await bot.manager('李娜', { team: 'D', leads: 'D' })
  const admin = await bot.admin('管理员', { team: 'D' })
  const shop = await bot.customer({ code: 'A1', name: '永辉·人民路店' })
  await bot.customer({ code: 'A2', name: '联华·解放路店' })
  return { bot, li, han, wang, chen, zhao, na, admin, shop }
}

export const far = {
  ruleId: 'distance',
  strength: 'strong' as const,
  weight: 55,
  numbers: { distanceM: 812, limitM: 370, errorM: 70 },
}
export const short = {
  ruleId: 'stay-too-short',
  strength: 'weak' as const,
  weight: 15,
  numbers: { minutes: 2, limitMinutes: 3, usualMinutes: 0 },
}

interface Doubt {
  readonly rep?: string
  readonly customer?: string
  readonly score?: number
  readonly band?: 'green' | 'amber' | 'red'
  readonly flags?: readonly {
    ruleId: string
    strength: 'info' | 'weak' | 'strong'
    weight: number
    numbers: Record<string, number | string>
  }[]
  /** Minutes before now. */
  readonly ago?: number
  /** Without it nobody is told. */
  readonly tell?: boolean
}

/** A closed visit of a rep that was assessed just now, as the job would leave it. */
export async function doubtful(bot: TestBot, doubt: Doubt = {}): Promise<string> {
  const { rep = '李雷', customer = 'A1', score = 30, band = 'red', ago = 30 } = doubt
  const flags = doubt.flags ?? [far, short]
  const id = uuidv7()
  const checkedInAt = new Date(bot.now().getTime() - ago * 60_000)
  const date = toLocalDate(checkedInAt, 'Asia/Shanghai')
  const repOpenId = openIdOf(rep)
  await bot.db.insert(visits).values({
    id,
    repOpenId,
    customerCode: customer,
    date,
    planned: true,
    status: 'closed',
    closedBy: 'rep',
    checkedInAt,
    checkedOutAt: new Date(checkedInAt.getTime() + 2 * 60_000),
    dwellMinutes: 2,
    locationSource: 'chat',
    verdict: 'off_site',
    distanceM: 812,
    summary: '老板说下周再订',
  })
  await bot.db.insert(visitAssessments).values({
    visitId: id,
    repOpenId,
    customerCode: customer,
    date,
    score,
    band,
    evidence: 'chat',
    evidenceShare: 0.6,
    rulesHash: 'test',
    assessedAt: bot.now(),
  })
  const signals = [
    ...flags.map((one) => ({ ...one, state: 'flag' as const })),
    ...['same-coordinates', 'shared-phone'].map((ruleId) => ({
      ruleId,
      strength: 'info' as const,
      weight: 0,
      numbers: {},
      state: 'insufficient' as const,
    })),
  ]
  await bot.db.insert(visitSignals).values(signals.map((one) => ({ ...one, visitId: id })))
  if (doubt.tell !== false) await assessed(bot, id, repOpenId)
  return id
}

/** Tells that a visit was assessed, as the job does. */
export async function assessed(bot: TestBot, visitId: string, repOpenId: string): Promise<void> {
  const ctx = await bot.context()
  await ctx.emit(visitAssessed, { visitId, repOpenId })
  await bot.settle()
}

/** A click with a value that the person was never offered, as on a forwarded card. */
export async function forged(
  phone: {
    acts(messageId: string, action: never): Promise<unknown>
    cardMessages(): { messageId: string }[]
    says(text: string): Promise<unknown>
  },
  call: { value: object },
  form?: Record<string, string>,
) {
  if (phone.cardMessages().length === 0) await phone.says('帮助')
  const messageId = phone.cardMessages().at(-1)?.messageId ?? ''
  const action = { tag: 'button', value: call.value, ...(form ? { form_value: form } : {}) }
  return (await phone.acts(messageId, action as never)) as {
    toast?: { type: string; content: string }
    card?: object
  }
}

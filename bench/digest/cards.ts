/** Every card that somebody waits for, and who asks for it how. */

import type { ActionCall } from '../../cards/kit/action.ts'
import { digestActions } from '../../cards/performance/actions.ts'
import { localDate } from '../../src/domain/time.ts'
import type { Company } from './fill.ts'

export interface CardAsked {
  readonly name: string
  readonly who: string
  /** The n-th of those who ask. */
  person(n: number): string
  /** What is written (the n-th of those who ask), or clicked. A command that does not exist is left out. */
  readonly text?: string | ((n: number) => string)
  click?(n: number): ActionCall
}

const month = { kind: 'monthly', from: localDate.parse('2026-10-01') } as const

export function cards({ reps }: Company): CardAsked[] {
  const teams = Math.ceil(reps / 10)
  const step = (n: number, of: number) => (n * 37) % of
  const people = {
    rep: (n: number) => `ou_${step(n, reps)}`,
    'manager of 10': (n: number) => `ou_mT${step(n, teams)}`,
    'manager of 100': (n: number) => `ou_mR${step(n, Math.min(10, teams))}`,
    'head of all': () => 'ou_mALL',
    admin: () => 'ou_admin',
    finance: () => 'ou_cash',
  }
  const asks = (who: keyof typeof people, ...texts: string[]): CardAsked[] =>
    texts.map((text) => ({ name: `${text} · ${who}`, who, person: people[who], text }))
  const firstRepOf = (n: number) => `ou_${step(n, teams) * 10}`
  const said = (
    who: keyof typeof people,
    command: string,
    words: (n: number) => string,
  ): CardAsked => ({
    ...{ name: `${command} · ${who}`, who, person: people[who] },
    text: (n) => `${command} ${words(n)}`,
  })
  return [
    ...asks(
      'rep',
      '计划',
      '周计划',
      '日报',
      '周报',
      '月报',
      '月报 2026-09',
      '提成',
      '提成 2026-09',
    ),
    ...asks(
      'rep',
      '客户预警',
      '客户 第7店',
      '签到 第7店',
      '附近',
      '久未拜访',
      '说明情况',
      '业绩',
      '统计',
      '覆盖',
      '评分',
    ),
    ...asks(
      'manager of 10',
      '计划',
      '周计划',
      '日报',
      '周报',
      '月报',
      '提成',
      '客户预警',
      '久未拜访',
    ),
    ...asks('manager of 10', '核查', '业绩', '统计', '覆盖', '成交', '投产', '评分', '复盘'),
    ...asks(
      'manager of 100',
      '日报',
      '周报',
      '月报',
      '提成',
      '客户预警',
      '久未拜访',
      '核查',
      '业绩',
    ),
    ...asks('manager of 100', '统计', '覆盖', '成交', '投产', '评分', '复盘'),
    ...asks(
      'head of all',
      '日报',
      '周报',
      '月报',
      '月报 2026-09',
      '客户预警',
      '久未拜访',
      '核查',
      '业绩',
    ),
    ...asks('head of all', '统计', '覆盖', '成交', '投产', '评分', '复盘'),
    said(
      'manager of 10',
      '对比',
      (n) => `业务${step(n, teams) * 10} 业务${step(n, teams) * 10 + 1}`,
    ),
    said('head of all', '对比', (n) => `R${n % 10} R${(n + 1) % 10}`),
    ...asks('manager of 10', '指标', '安排 筛选', '成交 上月', '统计 上月'),
    ...asks('manager of 100', '指标', '安排 筛选'),
    ...asks('head of all', '指标', '安排 筛选'),
    ...asks('admin', '指标', '安排 筛选', '久未拜访', '客户预警', '核查'),
    ...asks('admin', '分级', '客户 第7店'),
    ...asks('finance', '提成'),
    {
      name: 'scorecard, a click · manager of 10',
      who: 'manager of 10',
      person: people['manager of 10'],
      click: (n) => digestActions.person({ ...month, openId: firstRepOf(n) }),
    },
    {
      name: 'page 2 of 月报, a click · head of all',
      who: 'head of all',
      person: people['head of all'],
      click: () => digestActions.period({ ...month, teamCode: 'ALL', page: 1, on: 'private' }),
    },
  ]
}

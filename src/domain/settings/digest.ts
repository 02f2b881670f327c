/** Rules of the digests: when, to whom, with which parts. */
import { z } from 'zod'
import { clock, numbers, onOff, say, setting, times, upToTeam } from './parts.ts'

export const digestAudiences = ['both', 'group', 'managers'] as const

const part = (key: string, zh: string, en: string) =>
  setting(`digest.${key}`, 'digest', upToTeam, z.boolean(), true, say(zh, en), { choices: onOff })

export const digestSettings = {
  digestWeekday: setting(
    'digest.weekday',
    'digest',
    upToTeam,
    z.number().int().min(1).max(7),
    1,
    say('周报星期几发（1 = 周一）', 'Weekday of the weekly digest (1: Monday)'),
    { choices: numbers(1, 5, 7) },
  ),
  digestWeeklyAt: setting(
    'digest.weeklyAt',
    'digest',
    upToTeam,
    clock,
    '09:00',
    say('周报时间', 'Weekly digest'),
    { choices: times('08:30', '09:00', '18:00') },
  ),
  digestMonthlyDay: setting(
    'digest.monthlyDay',
    'digest',
    upToTeam,
    z.number().int().min(1).max(28),
    1,
    say('月报几号发', 'Day of the monthly digest'),
    { choices: numbers(1, 2, 3, 5) },
  ),
  digestMonthlyAt: setting(
    'digest.monthlyAt',
    'digest',
    upToTeam,
    clock,
    '09:00',
    say('月报时间', 'Monthly digest'),
    { choices: times('08:30', '09:00', '18:00') },
  ),
  digestAudience: setting(
    'digest.audience',
    'digest',
    upToTeam,
    z.enum(digestAudiences),
    'both',
    say('日报周报月报发给谁', 'Digests go to'),
    {
      choices: [
        { value: 'both', label: say('团队群和主管', 'Group and managers') },
        { value: 'group', label: say('只发团队群', 'Group only') },
        { value: 'managers', label: say('只发主管', 'Managers only') },
      ],
    },
  ),
  digestCharts: part('charts', '日报周报月报带图表', 'Charts in digests'),
  digestTable: part('table', '日报周报月报带明细表', 'Table in digests'),
  digestWhy: part('why', '周报月报说变化原因', 'What changed in weekly and monthly digests'),
  digestScorecards: part('scorecards', '周一给业务员个人周报', 'Scorecards to reps on Mondays'),
  digestPraise: part('praise', '日报周报月报带表扬', 'Praise in digests'),
  retroMonthly: setting(
    'retro.monthly',
    'digest',
    upToTeam,
    z.boolean(),
    true,
    say('每月初给主管月度复盘', 'Monthly review to managers'),
    { choices: onOff },
  ),
}

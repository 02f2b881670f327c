/** Rules of customer alarms: when they are looked for, how many, how old the data may be. */
import { z } from 'zod'
import { clock, numbers, org, say, setting, times, upToTeam } from './parts.ts'

const days = say('天', 'days')

export const alarmSettings = {
  alarmsAt: setting(
    'alarms.scanAt',
    'alarms',
    org,
    clock,
    '05:30',
    say('每天几点找异常客户', 'Alarms are looked for at'),
    { choices: times('04:30', '05:30', '06:30') },
  ),
  alarmsPerRep: setting(
    'alarms.perRepDay',
    'alarms',
    upToTeam,
    z.number().int().min(0).max(50),
    5,
    say('每人每天最多新预警', 'New alarms per person and day at most'),
    { unit: say('家', ''), choices: numbers(0, 3, 5, 10) },
  ),
  alarmOldData: setting(
    'alarms.oldDataDays',
    'alarms',
    org,
    z.number().int().min(1).max(60),
    3,
    say('订单数据超过几天不预警', 'No alarms when orders are older than'),
    { unit: days, choices: numbers(2, 3, 5, 7) },
  ),
  alarmQuietDays: setting(
    'alarms.quietDays',
    'alarms',
    org,
    z.number().int().min(1).max(365),
    30,
    say('结束后几天内不再预警', 'After an end no new alarm for'),
    { unit: days, choices: numbers(14, 30, 60, 90) },
  ),
  baselineDrop: setting(
    'alarms.baselineDropPct',
    'alarms',
    upToTeam,
    z.number().int().min(5).max(90),
    20,
    say('交易客户或客单价比基线低多少提醒', 'Baselines: told when lower by'),
    { unit: say('%', '%'), choices: numbers(10, 15, 20, 30) },
  ),
} as const

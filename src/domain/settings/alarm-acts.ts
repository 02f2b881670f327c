/** Rules of what follows an alarm: when it is said, how long an answer may take, what may be offered. */
import { z } from 'zod'
import { all, clock, numbers, onOff, org, say, setting, texts, times, upToTeam } from './parts.ts'

export const alarmActSettings = {
  alarmSendAt: setting(
    'alarms.sendAt',
    'alarms',
    upToTeam,
    clock,
    '08:30',
    say('客户预警时间', 'Customer alarms are sent at'),
    { choices: times('08:00', '08:30', '09:00', '10:00') },
  ),
  alarmAnswerHours: setting(
    'alarms.answerHours',
    'alarms',
    upToTeam,
    z.number().int().min(4).max(336),
    48,
    say('预警多久没处理上报', 'An alarm goes up without an answer for'),
    { unit: say('小时', 'h'), choices: numbers(24, 48, 72) },
  ),
  alarmOffer: setting(
    'alarms.offer',
    'alarms',
    all,
    texts(60),
    '',
    say('预警建议优惠', 'Offer suggested with an alarm'),
    { choices: [{ value: '', label: say('没有', 'None') }] },
  ),
  alarmWeekly: setting(
    'alarms.weekly',
    'alarms',
    org,
    z.boolean(),
    true,
    say('每周一给主管异常客户', 'Abnormal customers to managers on Mondays'),
    { choices: onOff },
  ),
  stuckStages: setting(
    'alarms.stuckStages',
    'alarms',
    org,
    texts(200),
    '意向:30、报价:14、谈判:30',
    say('阶段停滞提醒（阶段:天数）', 'Stages and days after which a deal is stuck'),
    { choices: [{ value: '', label: say('不提醒', 'None') }] },
  ),
  rescueDays: setting(
    'alarms.rescueDays',
    'alarms',
    org,
    z.number().int().min(7).max(120),
    30,
    say('预警后多少天内下单算挽回', 'A rescue is an order within'),
    { unit: say('天', 'days'), choices: numbers(14, 30, 45, 60) },
  ),
} as const

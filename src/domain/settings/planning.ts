/** Rules of planning over weeks: the cycle, the length of a day, lunch. */
import { z } from 'zod'
import { all, clock, minutes, numbers, onOff, org, say, setting, times, upToTeam } from './parts.ts'

export const planningSettings = {
  cycleDays: setting(
    'plan.cycleDays',
    'plan',
    org,
    z.number().int().min(7).max(91),
    28,
    say('计划周期', 'Planning cycle'),
    { unit: say('天', 'days'), choices: numbers(7, 14, 28, 56) },
  ),
  cycleLeadDays: setting(
    'plan.cycleLeadDays',
    'plan',
    org,
    z.number().int().min(1).max(21),
    5,
    say('提前多少天出下周期计划', 'Next cycle is drafted ahead by'),
    { unit: say('天', 'days'), choices: numbers(2, 3, 5, 7) },
  ),
  cycleStartsItself: setting(
    'plan.cycleStartsItself',
    'plan',
    upToTeam,
    z.boolean(),
    true,
    say('没人发布时周期计划自动生效', 'An unpublished cycle starts by itself'),
    { choices: onOff },
  ),
  endOfDay: setting(
    'plan.endOfDay',
    'plan',
    upToTeam,
    clock,
    '17:30',
    say('收工时间', 'End of the day'),
    { choices: times('17:00', '17:30', '18:00', '18:30') },
  ),
  lunchMinutes: setting(
    'plan.lunchMinutes',
    'plan',
    upToTeam,
    z.number().int().min(0).max(180),
    60,
    say('午休', 'Lunch break'),
    { unit: minutes, choices: numbers(0, 30, 45, 60, 90) },
  ),
  lunchFrom: setting(
    'plan.lunchFrom',
    'plan',
    upToTeam,
    clock,
    '11:30',
    say('午休最早', 'Lunch not before'),
    { choices: times('11:00', '11:30', '12:00', '12:30') },
  ),
  spacingDays: setting(
    'plan.spacingDays',
    'plan',
    all,
    z.number().int().min(0).max(90),
    0,
    say('两次拜访最少间隔（0 为自动）', 'Days between two visits at least (0: by frequency)'),
    { unit: say('天', 'days'), choices: numbers(0, 2, 3, 5, 7) },
  ),
} as const

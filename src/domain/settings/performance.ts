/** Rules of how work is measured. */
import { z } from 'zod'
import { numbers, org, say, setting, upToTeam } from './parts.ts'

export const targetAdjustments = ['all', 'visits', 'none'] as const

export const performanceSettings = {
  dealDays: setting(
    'performance.dealDays',
    'performance',
    org,
    z.number().int().min(1).max(90),
    7,
    say('拜访后多少天内下单算成交', 'An order counts for a visit within'),
    { unit: say('天', 'days'), choices: numbers(7, 15, 30) },
  ),
  visitCostYuan: setting(
    'performance.visitCostYuan',
    'performance',
    org,
    z.number().int().min(0).max(100_000),
    0,
    say('每次拜访的成本（0 = 不算投产比）', 'Cost of one visit (0: no return is worked out)'),
    { unit: say('元', 'yuan'), choices: numbers(0, 10, 20, 30, 50) },
  ),
  minuteCostYuan: setting(
    'performance.minuteCostYuan',
    'performance',
    org,
    z.number().min(0).max(1_000),
    0,
    say('在店每分钟的成本（0 = 不按时间算）', 'Cost of a minute in store (0: time costs nothing)'),
    { unit: say('元', 'yuan'), choices: numbers(0, 0.5, 1, 2) },
  ),
  targetAdjust: setting(
    'targets.adjust',
    'performance',
    upToTeam,
    z.enum(targetAdjustments),
    'all',
    say('哪些指标按请假、出差折算', 'Targets that shrink with leave and trips'),
    {
      choices: [
        { value: 'all', label: say('全部', 'All') },
        { value: 'visits', label: say('只有拜访', 'Visits only') },
        { value: 'none', label: say('都不折算', 'None') },
      ],
    },
  ),
  targetTripPercent: setting(
    'targets.tripPercent',
    'performance',
    upToTeam,
    z.number().int().min(0).max(100),
    100,
    say('出差一天扣除多少指标', 'Part of a day that a day on a trip takes off a target'),
    { unit: say('%', '%'), choices: numbers(0, 50, 100) },
  ),
}

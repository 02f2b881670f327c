/** Rules of how work is measured. */
import { z } from 'zod'
import { numbers, org, say, setting } from './parts.ts'

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
}

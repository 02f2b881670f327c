/** Rules of commission that are none of a scheme's own. */
import { z } from 'zod'
import { numbers, org, say, setting, texts } from './parts.ts'

export const commissionSettings = {
  commissionCloseDay: setting(
    'commission.closeDay',
    'performance',
    org,
    z.number().int().min(0).max(28),
    5,
    say(
      '每月几号自动结上月提成（0 = 不自动结）',
      'Day on which last month’s commission is closed (0: by hand)',
    ),
    { choices: numbers(0, 3, 5, 10) },
  ),
  commissionNotCollected: setting(
    'commission.notCollected',
    'performance',
    org,
    texts(200),
    '返利、费用抵扣、押金、预收款',
    say(
      '不算回款的收款方式（新方案照此，用顿号隔开）',
      'Payment methods that are no money collected, in new schemes',
    ),
  ),
  commissionCorrectMonths: setting(
    'commission.correctMonths',
    'performance',
    org,
    z.number().int().min(1).max(12),
    3,
    say('已结月份改动追溯几个月', 'Closed months whose later changes are followed'),
    { unit: say('个月', 'months'), choices: numbers(1, 3, 6, 12) },
  ),
}

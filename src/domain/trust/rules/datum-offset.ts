import { word } from '../../../i18n/t.ts'
import { shiftOf } from '../datum.ts'
import { clear, defineRule, flag } from '../rule.ts'

/** The check-in is off the way that a wrong datum shifts everybody: a fault of the data, not of the rep. */
export const datumOffset = defineRule({
  id: 'datum-offset',
  title: word('坐标系可能不一致', 'Perhaps the wrong datum'),
  reason: word(
    '签到与门店相差 {shiftM} 米，{reps} 人在 {customers} 家客户都偏同一方向：像是坐标系不一致，不算业务员的问题',
    '{shiftM} m off, the same way for {reps} reps at {customers} customers: rather a mixed-up datum than the rep',
  ),
  about: 'place',
  weight: 0,
  thresholds: {},
  on: true,
  needs: ['checkIn', 'site'],
  check(evidence) {
    const shift = shiftOf(evidence)
    if (!shift?.shared) return clear()
    const isPhone = shift.shared === 'phone'
    return flag('info', {
      shiftM: shift.lengthM,
      reps: isPhone ? 1 : shift.reps + 1,
      customers: Math.max(1, shift.customers),
    })
  },
})

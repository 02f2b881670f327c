import { word } from '../../../i18n/t.ts'
import { clear, defineRule, flag, insufficient } from '../rule.ts'

/**
 * Feishu's own attendance (飞书考勤) doubted this person's phone that day. It looks deeper into the phone
 * than any page can, but tells no more than "suspected". Off until a company connects it.
 */
export const attendance = defineRule({
  id: 'attendance',
  title: word('飞书考勤提示异常', 'Doubted by attendance'),
  reason: word(
    '飞书考勤当天 {count} 次提示打卡手机异常',
    'Feishu attendance doubted the phone {count} {count|time|times} that day',
  ),
  about: 'phone',
  weight: 50,
  thresholds: {},
  on: false,
  needs: ['attendance'],
  check({ attendance: marks }) {
    const [first] = marks ?? []
    if (!marks) return insufficient()
    if (!first) return clear()
    const worst = marks.find(({ risk }) => risk === 'cheat-software') ?? first
    const numbers = { risk: worst.risk, count: marks.length }
    return flag(worst.risk === 'cheat-software' ? 'strong' : 'weak', numbers)
  },
})

import { word } from '../../../i18n/t.ts'
import { clear, defineRule, flag, insufficient, threshold, units } from '../rule.ts'

/** The check-in waited long on the phone, so its time is the phone's word. Cellars and villages do that. */
export const sentLate = defineRule({
  id: 'sent-late',
  title: word('签到迟迟才传到', 'The check-in arrived late'),
  reason: word(
    '签到在手机里等了 {minutes} 分钟才传到，时间以手机为准',
    'The check-in waited on the phone for {minutes} min; its time is the phone’s',
  ),
  about: 'phone',
  weight: 42,
  thresholds: {
    minutes: threshold('等了多久就说明', 'Told after', 30, {
      ...{ min: 5, max: 1_440, step: 5, unit: units.minutes },
      of: { number: 'minutes', direction: 'above' },
    }),
    longMinutes: threshold('等了多久算存疑', 'Doubtful after', 240, {
      ...{ min: 30, max: 2_880, step: 30, unit: units.minutes },
    }),
  },
  on: true,
  needs: ['clocks'],
  check({ visit }, config) {
    const { checkIn } = visit
    if (!checkIn?.receivedAt) return insufficient()
    if (!checkIn.queued) return clear({ minutes: 0 }, config.minutes)
    const minutes = Math.round((checkIn.receivedAt.getTime() - checkIn.at.getTime()) / 60_000)
    if (minutes > config.longMinutes) return flag('weak', { minutes }, config.longMinutes)
    if (minutes > config.minutes) return flag('info', { minutes }, config.minutes)
    return clear({ minutes }, config.minutes)
  },
})

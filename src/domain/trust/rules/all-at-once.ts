import { word } from '../../../i18n/t.ts'
import { clear, defineRule, flag, insufficient, threshold, units } from '../rule.ts'

const fewestPhotos = 2

/** Location and photos came within seconds: sent from the album rather than taken one after the other. */
export const allAtOnce = defineRule({
  id: 'all-at-once',
  title: word('定位和照片同时发出', 'Location and photos all at once'),
  reason: word(
    '定位和 {photos} 张照片在 {seconds} 秒内一起发出（现场拍摄一般超过 {limitSeconds} 秒）',
    'Location and {photos} photos came within {seconds} s (taking them on site needs over {limitSeconds} s)',
  ),
  about: 'time',
  weight: 42,
  thresholds: {
    limitSeconds: threshold('几秒内一起发出', 'All within', 20, {
      ...{ min: 5, max: 120, step: 5, unit: units.seconds },
      of: { number: 'seconds', direction: 'below' },
    }),
  },
  on: true,
  needs: ['chat', 'photos'],
  check({ visit, photos }, { limitSeconds }) {
    const { checkIn } = visit
    const chat = photos.filter(({ source }) => source === 'chat')
    if (!checkIn || chat.length < fewestPhotos) return insufficient()
    const times = [checkIn.at, ...chat.map(({ at }) => at)].map((at) => at.getTime())
    const seconds = Math.round((Math.max(...times) - Math.min(...times)) / 1000)
    const numbers = { seconds, photos: chat.length, limitSeconds }
    return seconds <= limitSeconds
      ? flag('weak', numbers, limitSeconds)
      : clear(numbers, limitSeconds)
  },
})

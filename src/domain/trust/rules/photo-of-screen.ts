import { word } from '../../../i18n/t.ts'
import { clear, defineRule, flag, insufficient, threshold } from '../rule.ts'

/** A photo may be one of a screen. Only a hint for somebody who looks, and off: no accuracy is claimed. */
export const photoOfScreen = defineRule({
  id: 'photo-of-screen',
  title: word('疑似翻拍屏幕', 'Perhaps the photo of a screen'),
  reason: word(
    '{count} 张照片像是翻拍屏幕（{percent}%），请看一眼',
    '{count} {count|photo looks|photos look} like the photo of a screen ({percent} %); please look',
  ),
  about: 'photo',
  weight: 42,
  thresholds: {
    percent: threshold('像翻拍的程度超过', 'Looks like a screen from', 80, {
      ...{ min: 50, max: 100, step: 5, unit: { zh: '%', en: '%' } },
      of: { number: 'percent', direction: 'above' },
    }),
  },
  on: false,
  needs: ['photos'],
  check({ photos }, { percent: limit }) {
    const known = photos.flatMap(({ screen }) =>
      screen === null ? [] : [Math.round(100 * screen)],
    )
    if (known.length === 0) return insufficient()
    const numbers = {
      percent: Math.max(...known),
      count: known.filter((one) => one >= limit).length,
    }
    return numbers.count > 0 ? flag('weak', numbers, limit) : clear(numbers, limit)
  },
})

import { word } from '../../../i18n/t.ts'
import { clear, defineRule, flag, insufficient } from '../rule.ts'

/** The camera's data is missing. Never more than told: chats strip it from every photo, good or bad. */
export const photoData = defineRule({
  id: 'photo-data',
  title: word('照片缺少拍摄信息', 'Photo without camera data'),
  reason: word(
    '{count} 张现场拍摄的照片没有拍摄信息',
    '{count} live {count|photo carries|photos carry} no camera data',
  ),
  about: 'photo',
  weight: 0,
  thresholds: {},
  on: true,
  needs: ['photos'],
  check({ photos }) {
    const live = photos.filter(({ source, cameraData }) => source === 'live' && cameraData !== null)
    if (live.length === 0) return insufficient()
    const count = live.filter(({ cameraData }) => cameraData === false).length
    return count > 0 ? flag('info', { count }) : clear({ count })
  },
})

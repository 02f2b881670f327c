import { word } from '../../../i18n/t.ts'
import { clear, defineRule, flag, insufficient } from '../rule.ts'
import { isOther, reusedOf, usedBefore } from './used-before.ts'

/** A photo looks like an earlier one; a person has to look. At the same customer that is as it should be. */
export const photoAlike = defineRule({
  id: 'photo-alike',
  title: word('照片疑似用过', 'Photo looks like an earlier one'),
  reason: word(
    '{count} 张照片与 {daysAgo} 天前的很像（差异 {distance}），请对照',
    '{count} {count|photo looks|photos look} much like one of {daysAgo} days ago (difference {distance}); please compare',
  ),
  about: 'photo',
  weight: 45,
  thresholds: {},
  on: true,
  needs: ['comparedPhotos'],
  check(evidence) {
    const found = reusedOf(evidence, ['maybe']).filter(({ flat }) => !flat)
    if (found.length === 0) return evidence.photosCompared ? clear() : insufficient()
    const isWeak = found.some((one) => isOther(evidence, one))
    return flag(isWeak ? 'weak' : 'info', usedBefore(evidence, found))
  },
})

import { word } from '../../../i18n/t.ts'
import { clear, defineRule, flag, insufficient } from '../rule.ts'
import { isOther, reusedOf, usedBefore } from './used-before.ts'

/**
 * A photo is the same shot as an earlier one, re-compressed, cut, turned or mirrored. From the same rep at
 * the same customer two shots of a shopfront can be that alike, so there it is weak.
 */
export const photoSameShot = defineRule({
  id: 'photo-same-shot',
  title: word('照片与以前的是同一张', 'The same shot as before'),
  reason: word(
    '{count} 张照片与 {daysAgo} 天前的是同一张（改过大小、裁剪或翻转，差异 {distance}）',
    '{count} {count|photo is|photos are} the same shot as {daysAgo} days ago, resized, cut or turned (difference {distance})',
  ),
  about: 'photo',
  weight: 50,
  thresholds: {},
  on: true,
  needs: ['comparedPhotos'],
  check(evidence) {
    const found = reusedOf(evidence, ['near', 'mirror']).filter(({ flat }) => !flat)
    if (found.length === 0) return evidence.photosCompared ? clear() : insufficient()
    const isStrong = found.some((one) => isOther(evidence, one))
    return flag(isStrong ? 'strong' : 'weak', usedBefore(evidence, found))
  },
})

import { word } from '../../../i18n/t.ts'
import { clear, defineRule, flag, insufficient } from '../rule.ts'
import { reusedOf, usedBefore } from './used-before.ts'

/** A photo of this visit is, byte for byte, one of an earlier visit. */
export const photoSameFile = defineRule({
  id: 'photo-same-file',
  title: word('照片用过', 'Photo used before'),
  reason: word(
    '{count} 张照片与 {daysAgo} 天前另一次拜访的照片是同一个文件',
    '{count} {count|photo is|photos are} the same file as in a visit of {daysAgo} days ago',
  ),
  about: 'photo',
  weight: 60,
  thresholds: {},
  on: true,
  needs: ['comparedPhotos'],
  check(evidence) {
    const found = reusedOf(evidence, ['exact'])
    const [worst] = found
    if (!worst) return evidence.photosCompared ? clear() : insufficient()
    // A wall or a dark room: even the same file proves little.
    const isStrong = found.some(({ flat }) => !flat)
    return flag(isStrong ? 'strong' : 'weak', usedBefore(evidence, found))
  },
})

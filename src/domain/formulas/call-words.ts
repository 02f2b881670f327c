/** The functions of formulas in both languages; the English names are the keys. */

import { type Word, word } from '../../i18n/t.ts'
import type { CallName } from './calls.ts'

export const callWords: Record<CallName, Word<never>> = {
  min: word('最小', 'min'),
  max: word('最大', 'max'),
  or: word('缺则', 'or'),
  round: word('取整', 'round'),
  clamp: word('限于', 'clamp'),
  scale: word('折算', 'scale'),
  ifAtLeast: word('达到', 'ifAtLeast'),
  weighted: word('加权', 'weighted'),
}

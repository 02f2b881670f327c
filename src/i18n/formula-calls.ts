/** The functions of formulas in both languages; the English names are the keys. */
import type { CallName } from '../domain/formulas/calls.ts'
import { type Word, word } from './t.ts'

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

/** Grades in words, one place for cards and answers. */
import { gradingWords as w } from '../../src/i18n/grading.ts'
import type { T } from '../../src/i18n/t.ts'

export type GradeLetter = 'A' | 'B' | 'C' | 'D'

/** `A 非常重要`; who has none is 未分级. */
export function gradeName(t: T, grade: GradeLetter | null): string {
  switch (grade) {
    case 'A':
      return t(w.key)
    case 'B':
      return t(w.important)
    case 'C':
      return t(w.normal)
    case 'D':
      return t(w.dormant)
    case null:
      return t(w.ungraded)
  }
}

export const percent = (part: number, whole: number): string =>
  whole <= 0 ? '0%' : `${Math.round((part / whole) * 100)}%`

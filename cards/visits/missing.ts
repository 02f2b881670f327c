import type { CheckOutProblem } from '../../src/domain/visits/summary.ts'
import type { T } from '../../src/i18n/t.ts'
import { visitWords as w } from '../../src/i18n/visits.ts'
import { kindText, listText } from './parts.ts'

/** What one problem asks for, as an item of a list: `1 张陈列照`, `离店总结`. */
export function missingText(t: T, problem: CheckOutProblem): string {
  switch (problem.code) {
    case 'locationMissing':
      return t(w.missingPlace)
    case 'missingStorefront':
      return t(w.missingPhotos, { n: problem.count, kind: kindText(t, 'storefront') })
    case 'missingShelf':
      return t(w.missingPhotos, { n: problem.count, kind: kindText(t, 'shelf') })
    case 'outcomeMissing':
      return t(w.missingOutcome)
    case 'summaryTooShort':
      return problem.characters === 0
        ? t(w.missingSummary)
        : t(w.missingSummaryBy, { n: problem.min - problem.characters })
  }
}

/** `还差 1 张陈列照、离店总结`, or that nothing is missing. */
export function missingLine(t: T, problems: readonly CheckOutProblem[]): string {
  if (problems.length === 0) return t(w.allThere)
  return t(w.missing, {
    list: listText(
      t,
      problems.map((problem) => missingText(t, problem)),
    ),
  })
}

/** 评分 where something else is told: one line a score, with the way to its parts. */
import type { ReadyScore } from '../../src/domain/scores/scores.ts'
import { scoreWords as w } from '../../src/i18n/scores.ts'
import type { T } from '../../src/i18n/t.ts'
import type { ActionCall } from '../kit/action.ts'
import type { Part } from '../kit/card.ts'
import { button, note, para, row } from '../kit/elements.ts'
import { bold, joined } from '../kit/markdown.ts'
import { cut } from '../plans/words.ts'
import { changeText } from './person.ts'
import { scoreName, scoreText } from './words.ts'

export interface ScoreLine {
  readonly score: Pick<ReadyScore, 'code' | 'name' | 'unit'>
  readonly value: number | null
  /** The month before; null: there was none, or no data. */
  readonly before: number | null
}

const atMost = 3

/**
 * Scores that have a value, at most three; `see` leads to where they are taken apart. Of a team they are means.
 * Nothing where nobody has one: that is told by 评分 itself.
 */
export function scoreLines(
  lines: readonly ScoreLine[],
  { of, see }: { readonly of: 'person' | 'team'; readonly see: ActionCall | null },
  t: T,
): Part {
  const known = lines.filter(({ value }) => value !== null)
  if (known.length === 0) return null
  const text = joined(
    '\n',
    known.slice(0, atMost).map(({ score, value, before }) => {
      const name = cut(scoreName(score, t), 20)
      const words = { name, value: scoreText(score.unit, value, t) }
      return joined(' · ', [
        bold(t(of === 'team' ? w.meanIs : w.valueIs, words)),
        value !== null && before !== null && changeText(score.unit, value - before, t),
      ])
    }),
  )
  return [
    see ? row(text, button(t(w.scores), see, { size: 'small', fill: false })) : para(text),
    known.length > atMost && note(t(w.moreScores, { n: known.length - atMost })),
  ]
}

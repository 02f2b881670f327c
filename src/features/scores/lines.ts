/** Scores as other cards mention them: a value, the month before, and the way to how it came about. */

import type { ScoreLine } from '../../../cards/scores/line.ts'
import { monthBefore } from '../commission/months.ts'
import type { KnownFigures } from '../performance/metrics/read.ts'
import { type ScoreCtx, scoresOf } from './read.ts'

export type ScoreLines = ReadonlyMap<string, readonly ScoreLine[]>

/** The scores in force in a month of each of these people, with the month before; two reads for all. */
export async function scoreLinesOf(
  ctx: ScoreCtx,
  openIds: readonly string[],
  month: string,
  known: readonly KnownFigures[] = [],
): Promise<ScoreLines> {
  const now = await scoresOf(ctx, openIds, month, known)
  const before = await scoresOf(ctx, openIds, monthBefore(month), known)
  return new Map(
    [...now].map(([openId, results]) => [
      openId,
      results.map(({ score, value }) => ({
        score,
        value,
        before: before.get(openId)?.find((one) => one.score.code === score.code)?.value ?? null,
      })),
    ]),
  )
}

/** Means of people by score, of those who have a value in either month. */
export function meanLines(lines: ScoreLines, openIds: readonly string[]): ScoreLine[] {
  const theirs = openIds.map((openId) => lines.get(openId) ?? [])
  return (theirs[0] ?? []).map(({ score }) => {
    const own = theirs.flatMap((one) => one.filter((line) => line.score.code === score.code))
    return {
      score,
      value: mean(own.map(({ value }) => value)),
      before: mean(own.map(({ before }) => before)),
    }
  })
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length > 0 ? known.reduce((sum, one) => sum + one, 0) / known.length : null
}

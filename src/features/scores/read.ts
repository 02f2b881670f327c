/** Scores of people by month: whoever shows or exports one asks here. */
import type { Ctx } from '../../bot/context.ts'
import { type ReadyScore, type ScoreResult, scoreOf } from '../../domain/scores/scores.ts'
import { monthRange } from '../../domain/time.ts'
import { type KnownFigures, readMetrics } from '../performance/metrics/read.ts'
import { readyScores } from './store.ts'

export type ScoreCtx = Pick<Ctx, 'tx' | 'rules' | 'zone' | 'today'>

/**
 * The scores in force in a month (`2026-11`) of each of these people, a running month up to today. Values
 * are in the unit of the score, null without data. Somebody without anything has an entry as well.
 */
export async function scoresOf(
  ctx: ScoreCtx,
  openIds: readonly string[],
  month: string,
  known: readonly KnownFigures[] = [],
): Promise<Map<string, ScoreResult[]>> {
  return resultsOf(ctx, openIds, month, await readyScores(ctx.tx, month), known)
}

/** The same for given scores, such as a draft. The metrics are read once for all of them. */
export async function resultsOf(
  ctx: ScoreCtx,
  openIds: readonly string[],
  month: string,
  scores: readonly ReadyScore[],
  known: readonly KnownFigures[] = [],
): Promise<Map<string, ScoreResult[]>> {
  const { from, to } = monthRange(month)
  const wanted = {
    known,
    from,
    to: to > ctx.today && from <= ctx.today ? ctx.today : to,
    openIds,
    keys: [...new Set(scores.flatMap(({ formula }) => formula.metrics))],
  }
  const metrics = await readMetrics(ctx, wanted, 'rep')
  return new Map(
    openIds.map((openId) => [
      openId,
      scores.map((score) => scoreOf(score, metrics.get(openId) ?? {})),
    ]),
  )
}

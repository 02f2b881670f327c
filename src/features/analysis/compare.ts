/** 对比: a few people, or a few teams, by the same metrics. */
import type { Ask } from '../../../cards/analysis/actions.ts'
import { compareCard, compareKeys } from '../../../cards/analysis/compare.ts'
import { rangeBefore } from '../../domain/analysis/ask.ts'
import { readMetrics } from '../performance/metrics/read.ts'
import { metricTable } from './metric-table.ts'
import type { Read } from './read.ts'
import { type Asking, openIdsOf, type Subject } from './subjects.ts'

/** What each side comes to. */
export async function compareSides(ctx: Asking, ask: Ask, subjects: readonly Subject[]) {
  const range = { from: ask.from, to: ask.to }
  const sides = []
  for (const subject of subjects) {
    const openIds = openIdsOf(subject)
    const read = await readMetrics(ctx, { ...range, openIds, keys: compareKeys }, 'all')
    const people = subject.kind === 'person' ? null : subject.people.length
    sides.push({ id: subject.id, name: subject.name, people, now: read.get('all') ?? {} })
  }
  return sides
}

export async function readCompare(
  ctx: Asking,
  ask: Ask,
  subjects: readonly Subject[],
): Promise<Read> {
  const range = { from: ask.from, to: ask.to }
  const sides = await compareSides(ctx, ask, subjects)
  const before = rangeBefore(range)
  const view = { ask, range, before, today: ctx.today, sides }
  return { card: compareCard(view, ctx.t), table: metricTable(compareKeys, sides) }
}

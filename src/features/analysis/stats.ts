/** 统计: figures of people or teams in a range of days, with those of the days before. */
import type { Ask } from '../../../cards/analysis/actions.ts'
import { statsCard, statsKeys } from '../../../cards/analysis/stats.ts'
import type { StatsRow, StatsView } from '../../../cards/analysis/view.ts'
import { rangeBefore } from '../../domain/analysis/ask.ts'
import type { Measured } from '../../domain/performance/metrics.ts'
import type { DayRange } from '../../domain/range-words.ts'
import type { LocalDate } from '../../domain/time.ts'
import { branchOf } from '../performance/digest/people.ts'
import { figuresOverTime, measuredBy, valuesOf } from '../performance/metrics/read.ts'
import { metricTable } from './metric-table.ts'
import type { Read } from './read.ts'
import { type Asking, openIdsOf, personId, type Subject, teamId } from './subjects.ts'

/** More people than these are shown team by team. */
const mostPeople = 60

interface Group {
  readonly id: string
  readonly name: string
  readonly openIds: readonly string[]
}

/** The branches below a team of many, with their people; the team's own people stand under its name. */
export function branches({ people, tree }: Subject): Group[] {
  const branch = branchOf(tree)
  const groups = new Map<string, { id: string; name: string; openIds: string[] }>()
  for (const { openId, teamCode } of people) {
    const team = branch.get(teamCode ?? '') ?? tree[0]
    if (!team) continue
    const group = groups.get(team.code) ?? { id: teamId(team.code), name: team.name, openIds: [] }
    group.openIds.push(openId)
    groups.set(team.code, group)
  }
  return [...groups.values()]
}

export const isByTeam = (subject: Subject): boolean =>
  subject.people.length > mostPeople && branches(subject).length > 1

type Two = { readonly now: Measured | undefined; readonly before: Measured | undefined }

export const statsRow = (id: string, name: string, { now, before }: Two): StatsRow => ({
  id,
  name,
  now: now ? valuesOf(now, statsKeys) : {},
  before: before ? valuesOf(before, statsKeys) : {},
  planned: now?.figures.planned ?? 0,
  completed: now?.figures.completed ?? 0,
  late: now?.figures.late ?? 0,
})

async function rowsOf(ctx: Asking, subject: Subject, range: DayRange, before: DayRange) {
  const keys = statsKeys
  if (isByTeam(subject)) {
    const rows: StatsRow[] = []
    for (const { id, name, openIds } of branches(subject)) {
      const now = await measuredBy(ctx, { ...range, openIds, keys }, 'all')
      const then = await measuredBy(ctx, { ...before, openIds, keys }, 'all')
      rows.push(statsRow(id, name, { now: now.get('all'), before: then.get('all') }))
    }
    return rows
  }
  const openIds = openIdsOf(subject)
  const now = await measuredBy(ctx, { ...range, openIds, keys }, 'rep')
  const then = await measuredBy(ctx, { ...before, openIds, keys }, 'rep')
  return subject.people.map(({ openId, name }) =>
    statsRow(personId(openId), name, { now: now.get(openId), before: then.get(openId) }),
  )
}

/** Most planned first: whoever has much to do is looked at first, whatever came of it. */
const byWork = (a: StatsRow, b: StatsRow) =>
  b.planned - a.planned ||
  (b.now.visits_done ?? 0) - (a.now.visits_done ?? 0) ||
  a.name.localeCompare(b.name, 'zh')

export async function readStats(
  ctx: Asking,
  ask: Ask,
  [subject]: readonly Subject[],
): Promise<Read> {
  if (!subject) throw new Error('a question is about somebody')
  const range = { from: ask.from, to: ask.to }
  const before = rangeBefore(range)
  const openIds = openIdsOf(subject)
  const all = async (days: DayRange) =>
    (await measuredBy(ctx, { ...days, openIds, keys: statsKeys }, 'all')).get('all')
  const total = statsRow(subject.id, subject.name, {
    now: await all(range),
    before: await all(before),
  })
  const rows =
    subject.kind === 'person'
      ? [total]
      : (await rowsOf(ctx, subject, range, before)).toSorted(byWork)
  const days =
    subject.kind === 'person' ? await figuresOverTime(ctx, { ...range, openIds }, 'day') : new Map()
  const view: StatsView = {
    ask,
    name: subject.name,
    people: subject.people.length,
    range,
    today: ctx.today,
    before,
    total,
    rows,
    byTeam: isByTeam(subject),
    days: [...days]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([date, { planned, completed, done }]) => ({
        date: date as LocalDate,
        planned,
        completed,
        done,
      })),
  }
  return { card: statsCard(view, ctx.t), table: metricTable(statsKeys, rows) }
}

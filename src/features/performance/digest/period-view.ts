/** A team's week or month, and a person's, as the cards show them. */
import type {
  PeriodLine,
  PeriodTargets,
  PeriodView,
  ScorecardView,
} from '../../../../cards/performance/period-view.ts'
import type { Ctx } from '../../../bot/context.ts'
import { noFigures, sumFigures } from '../../../domain/performance/figures.ts'
import {
  concerns,
  headline,
  type PersonPeriod,
  praised,
  salesChange,
} from '../../../domain/performance/period-digest.ts'
import type { Period } from '../../../domain/performance/periods.ts'
import { settings } from '../../../domain/settings/index.ts'
import { allTeamPaths, type Team, type User } from '../../org/store.ts'
import { teams } from '../../org/tables.ts'
import { meanLines } from '../../scores/lines.ts'
import type { AimCtx, AimMap } from '../../targets/aims.ts'
import { branchOf, repsBelow, type TeamBelow, teamTree } from './people.ts'
import { ofTeam, type PeriodFacts, readPeriod } from './period.ts'

/** With more people than this a team that has teams below is told by team. */
const maxPeople = 20

type Reader = AimCtx

/** One team's, read for it alone. */
export async function readTeamPeriod(ctx: Reader, team: Team, period: Period): Promise<PeriodView> {
  const tree = await teamTree(ctx.tx, team.code)
  const facts = await readPeriod(ctx, await repsBelow(ctx.tx, tree), period, [team.code], {
    withScores: true,
  })
  const path = (await allTeamPaths(ctx.tx)).get(team.code) ?? [team.code]
  return periodView(ctx, { team, tree, path, period, facts })
}

/** All teams, each with those below, the team itself first; one read. */
export async function allTrees(ctx: Pick<Ctx, 'tx'>): Promise<Map<string, TeamBelow[]>> {
  const paths = await allTeamPaths(ctx.tx)
  const rows = await ctx.tx
    .select({ code: teams.code, name: teams.name, parentCode: teams.parentCode })
    .from(teams)
    .orderBy(teams.code)
  const trees = new Map<string, TeamBelow[]>(rows.map((row) => [row.code, [row]]))
  for (const row of rows)
    for (const above of paths.get(row.code) ?? [])
      if (above !== row.code) trees.get(above)?.push(row)
  return trees
}

interface Told {
  readonly team: Pick<Team, 'code' | 'name'>
  readonly tree: readonly TeamBelow[]
  /** Own code first. */
  readonly path: readonly string[]
  readonly period: Period
  readonly facts: PeriodFacts
}

/** A team's part of what was read for many; reads nothing. */
export function periodView(
  ctx: Pick<Ctx, 'today' | 'rules'>,
  { team, tree, path, period, facts }: Told,
): PeriodView {
  const { people, days } = ofTeam(facts, tree)
  const byTeam = people.length > maxPeople && tree.length > 1
  const rule = { teams: [...path] }
  return {
    teamCode: team.code,
    teamName: team.name,
    now: facts.now,
    before: facts.before,
    isGoing: period.to > ctx.today,
    noGroup: false,
    reps: people.length,
    total: sumFigures(people.map(({ now }) => now)),
    totalBefore: sumFigures(people.map(({ before }) => before)),
    targets: targetsFrom(
      facts.aims?.ofTeam(
        team.code,
        people.map(({ openId }) => openId),
      ),
    ),
    scores: meanLines(
      facts.scores ?? new Map(),
      people.map(({ openId }) => openId),
    ),
    change: salesChange(people),
    praise: praised(people),
    concerns: concerns(people),
    days: days.map(({ date, done }) => ({ date, done })),
    lines: (byTeam ? branchLines(tree, facts) : people.map(personLine)).toSorted(
      (a, b) => b.now.done - a.now.done || a.name.localeCompare(b.name, 'zh'),
    ),
    byTeam,
    parts: {
      charts: ctx.rules.get(settings.digestCharts, rule),
      table: ctx.rules.get(settings.digestTable, rule),
      why: ctx.rules.get(settings.digestWhy, rule),
      praise: ctx.rules.get(settings.digestPraise, rule),
    },
  }
}

const personLine = ({ openId, name, now, before }: PersonPeriod): PeriodLine => ({
  id: openId,
  name,
  now,
  before,
})

/** By the teams right below; the team's own people stand under the team itself. */
function branchLines(tree: readonly TeamBelow[], facts: PeriodFacts): PeriodLine[] {
  const branches = branchOf(tree)
  const byBranch = new Map<string, { name: string; people: PersonPeriod[] }>()
  for (const { openId, teamCode } of facts.reps) {
    const branch = branches.get(teamCode ?? '')
    const person = facts.people.get(openId)
    if (!branch || !person) continue
    const entry = byBranch.get(branch.code) ?? { name: branch.name, people: [] }
    entry.people.push(person)
    byBranch.set(branch.code, entry)
  }
  return [...byBranch].map(([id, { name, people }]) => ({
    id,
    name,
    now: sumFigures(people.map(({ now }) => now)),
    before: sumFigures(people.map(({ before }) => before)),
  }))
}

/** As they are after days away, which is what the month is measured against. */
const targetsFrom = (aims: AimMap | undefined): PeriodTargets =>
  Object.fromEntries(
    headline.flatMap((key) => {
      const aim = aims?.get(key)
      return aim ? [[key, aim.fair]] : []
    }),
  )

export async function readScorecard(
  ctx: AimCtx,
  rep: User,
  period: Period,
): Promise<ScorecardView> {
  const facts = await readPeriod(ctx, [rep], period, [], { withScores: true })
  return scorecardOf(ctx, facts, rep, period)
}

/** A person's part of what was read for many; reads nothing. */
export function scorecardOf(
  ctx: Pick<Ctx, 'today'>,
  facts: PeriodFacts,
  rep: Pick<User, 'openId' | 'name'>,
  period: Period,
): ScorecardView {
  const person = facts.people.get(rep.openId)
  const total = person?.now ?? noFigures
  return {
    openId: rep.openId,
    name: rep.name,
    now: facts.now,
    before: facts.before,
    isGoing: period.to > ctx.today,
    total,
    totalBefore: person?.before ?? noFigures,
    targets: targetsFrom(facts.aims?.ofPerson(rep.openId)),
    scores: facts.scores?.get(rep.openId) ?? [],
    praise: person ? praised([person]) : [],
  }
}

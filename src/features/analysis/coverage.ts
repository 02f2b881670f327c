/** 覆盖: of the customers that people look after, how many they have visited, and which they have not. */
import { type SQL, sql } from 'drizzle-orm'
import type { Ask } from '../../../cards/analysis/actions.ts'
import { type CoverageView, coverageCard, missedOnAPage } from '../../../cards/analysis/coverage.ts'
import { coverageRange } from '../../domain/analysis/ask.ts'
import { type Column, table } from '../../domain/performance/table.ts'
import { daysBetween, type LocalDate } from '../../domain/time.ts'
import { analysisWords as w } from '../../i18n/analysis.ts'
import { plannedFrom } from '../alarms/acts-store.ts'
import { type CoverageParts, coverageParts } from '../performance/figures/coverage.ts'
import { num } from '../performance/figures/scope.ts'
import type { Read } from './read.ts'
import { type Asking, openIdsOf, type Subject } from './subjects.ts'

interface Count {
  assigned: number
  covered: number
}

interface Missed {
  readonly code: string
  readonly name: string
  readonly grade: string | null
  readonly area: string
  readonly owner: string
  readonly lastOn: LocalDate | null
}

/** An area is a team where there are several, else a line (线路) of the person or team. */
const areaOf = (byTeam: boolean): SQL =>
  byTeam ? sql`coalesce(tm.name, u.team_code, '')` : sql`coalesce(c.line, '')`

const around = ({ from }: CoverageParts): SQL => sql`
  ${from} join customers c on c.code = a.code left join users u on u.open_id = a.open_id
  left join teams tm on tm.code = u.team_code`

export async function coverageView(ctx: Asking, ask: Ask, subject: Subject): Promise<CoverageView> {
  const range = coverageRange(ask)
  const parts = coverageParts({ tx: ctx.tx, ...range, openIds: openIdsOf(subject) })
  const byTeam = subject.tree.length > 1
  const { total, grades, areas } = await countsOf(ctx, parts, byTeam)
  const missed = await missedOf(ctx, parts, byTeam)
  const start = Math.min(ask.page, Math.max(0, Math.ceil(missed.length / missedOnAPage) - 1))
  const here = missed.slice(start * missedOnAPage, (start + 1) * missedOnAPage)
  const planned = await plannedFrom(
    ctx.tx,
    here.map(({ code }) => code),
    ctx.today,
  )
  return {
    ask,
    name: subject.name,
    people: subject.people.length,
    range,
    today: ctx.today,
    total,
    grades,
    areas,
    byTeam,
    isWidened: range.from !== ask.from,
    mayPlan: ctx.actor.role !== 'viewer',
    missed: missed.map((one) => ({
      ...one,
      plannedOn: planned.get(one.code)?.on ?? null,
      ago: one.lastOn && daysBetween(one.lastOn, ctx.today),
    })),
  }
}

export async function readCoverage(
  ctx: Asking,
  ask: Ask,
  [subject]: readonly Subject[],
): Promise<Read> {
  if (!subject) throw new Error('a question is about somebody')
  const view = await coverageView(ctx, ask, subject)
  return {
    card: coverageCard(view, ctx.t),
    table: table(
      columns,
      view.missed.map(({ code, name, grade, area, owner, lastOn, ago }) => ({
        code,
        name,
        grade,
        area: area || null,
        owner,
        lastOn,
        ago,
      })),
    ),
  }
}

const columns: readonly Column<'code' | 'name' | 'grade' | 'area' | 'owner' | 'lastOn' | 'ago'>[] =
  [
    { key: 'code', label: w.codeColumn, kind: 'text' },
    { key: 'name', label: w.customerColumn, kind: 'text' },
    { key: 'grade', label: w.gradeColumn, kind: 'text' },
    { key: 'area', label: w.areaColumn, kind: 'text' },
    { key: 'owner', label: w.ownerColumn, kind: 'text' },
    { key: 'lastOn', label: w.lastColumn, kind: 'date' },
    { key: 'ago', label: w.agoColumn, kind: 'integer' },
  ]

async function countsOf({ tx }: Asking, parts: CoverageParts, byTeam: boolean) {
  const rows = await tx.execute<Record<'grade' | 'area' | 'assigned' | 'covered', string>>(sql`
    with ${parts.expressions}
    select coalesce(c.grade, '') as grade, ${areaOf(byTeam)} as area, count(*) as assigned,
      count(*) filter (where ${parts.isVisited}) as covered
    from ${around(parts)} group by 1, 2`)
  const total: Count = { assigned: 0, covered: 0 }
  const grades = new Map<string, Count>()
  const areas = new Map<string, Count>()
  for (const { grade, area, assigned, covered } of rows) {
    const both = [
      [grades, grade],
      [areas, area],
    ] as const
    for (const sum of [total, ...both.map(([of, key]) => countAt(of, key))]) {
      sum.assigned += num(assigned)
      sum.covered += num(covered)
    }
  }
  const share = ({ covered, assigned }: Count) => covered / assigned
  return {
    total,
    grades: [...grades]
      .map(([key, count]) => ({ key, ...count }))
      .toSorted((a, b) => ((a.key || 'Z') < (b.key || 'Z') ? -1 : 1)),
    // The one that needs somebody most comes first.
    areas: [...areas]
      .map(([key, count]) => ({ key, ...count }))
      .toSorted(
        (a, b) => share(a) - share(b) || b.assigned - a.assigned || (a.key < b.key ? -1 : 1),
      ),
  }
}

function countAt(of: Map<string, Count>, key: string): Count {
  const found = of.get(key) ?? { assigned: 0, covered: 0 }
  of.set(key, found)
  return found
}

/** The best grades first, of a grade those never visited and then those longest ago. */
async function missedOf({ tx }: Asking, parts: CoverageParts, byTeam: boolean): Promise<Missed[]> {
  const rows = await tx.execute<{
    code: string
    name: string
    grade: string | null
    area: string
    owner: string
    last: LocalDate | null
  }>(sql`
    with ${parts.expressions}
    select c.code, c.name, c.grade, ${areaOf(byTeam)} as area, coalesce(u.name, a.open_id) as owner,
      before.last_on::text as last
    from ${around(parts)}
    left join customer_last_visits before on before.customer_code = c.code
    where not ${parts.isVisited}
    order by c.grade nulls last, before.last_on nulls first, c.code`)
  return rows.map(({ last, ...row }) => ({ ...row, lastOn: last }))
}

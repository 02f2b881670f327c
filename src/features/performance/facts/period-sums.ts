/** What a period and the one before it came to, read in one pass. */
import { sql } from 'drizzle-orm'
import type { Sums } from '../../../domain/performance/sums.ts'
import type { LocalDate } from '../../../domain/time.ts'
import { num, type Scope } from '../figures/scope.ts'
import { columns, days, type SumRow, sums, toSums } from './rep-days.ts'

/** Local days, both included. */
export interface Span {
  readonly from: LocalDate
  readonly to: LocalDate
}

export interface TeamDay {
  /** The reps' own team; `''` without one. */
  readonly teamCode: string
  readonly date: LocalDate
  readonly planned: number
  readonly completed: number
  readonly done: number
  readonly netFen: number
}

export interface PeriodSums {
  /** By person; who has no fact is left out. */
  readonly now: ReadonlyMap<string, Sums>
  readonly before: ReadonlyMap<string, Sums>
  /** `now` day by day and team by team: a few hundred rows for a month of a company. */
  readonly days: readonly TeamDay[]
}

type Row = SumRow & {
  open_id: string | null
  is_now: boolean | null
  team: string | null
  date: LocalDate | null
}

/** Both spans by person, and the first by team and day; `before` ends before `now` begins. */
export async function periodSums(
  { tx, openIds }: Pick<Scope, 'tx' | 'openIds'>,
  now: Span,
  before: Span,
): Promise<PeriodSums> {
  const isNow = sql`d.date >= ${now.from}::date`
  const rows = await tx.execute<Row>(sql`
    with recursive ${days({ tx, openIds, from: before.from, to: now.to })}, told as (
      select d.open_id, d.date, ${columns}, ${isNow} as is_now, coalesce(u.team_code, '') as team
      from days d left join users u on u.open_id = d.open_id
      where ${isNow} or d.date <= ${before.to}::date
    )
    select open_id, is_now, team, date::text as date, ${sums} from told
    group by grouping sets ((open_id, is_now), (team, date, is_now))
    having grouping(open_id) = 0 or is_now`)
  const people = (wanted: boolean) =>
    new Map(
      rows.flatMap((row): [string, Sums][] =>
        row.open_id !== null && row.is_now === wanted ? [[row.open_id, toSums(row)]] : [],
      ),
    )
  return {
    now: people(true),
    before: people(false),
    days: rows.flatMap(({ open_id, team, date, ...row }): TeamDay[] =>
      open_id === null && team !== null && date !== null
        ? [
            {
              teamCode: team,
              date,
              planned: num(row.planned),
              completed: num(row.completed),
              done: num(row.done),
              netFen: num(row.net_fen),
            },
          ]
        : [],
    ),
  }
}

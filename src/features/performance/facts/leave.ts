import { type SQL, sql } from 'drizzle-orm'

/**
 * Two expressions of a `with recursive`: `leave_days(open_id, date)`, the days between `from` and `to`
 * (dates, both included) on which a person is on leave from morning to evening. Of each half the
 * narrowest scope's row decides (person, team, company), as in `workCalendar`.
 */
export function leaveDays({ from, to }: { from: SQL; to: SQL }): SQL {
  return sql`
    paths(open_id, code, depth) as (
      select open_id, team_code, 0 from users where team_code is not null
      union all
      select p.open_id, t.parent_code, p.depth + 1 from paths p join teams t on t.code = p.code
      where t.parent_code is not null and p.depth < 20
    ), named(open_id, scope, rank) as (
      select open_id, 'person:' || open_id, 0 from users
      union all select open_id, 'team:' || code, 1 from paths
      union all select open_id, 'org', 2 from users
    ), halves as (
      select distinct on (n.open_id, c.date, h.part) n.open_id, c.date, c.kind
      from calendar_days c
      join named n on n.scope = c.scope
      join (values ('am'), ('pm')) h(part) on c.part in ('', h.part)
      where c.date between ${from} and ${to}
        and c.date in (select date from calendar_days where kind = 'leave' and date between ${from} and ${to})
      order by n.open_id, c.date, h.part, n.rank,
        array_position(array['workday', 'leave', 'trip', 'holiday'], c.kind)
    ), leave_days as (
      select open_id, date from halves where kind = 'leave' group by open_id, date having count(*) = 2
    )`
}

/** The minimum stay of every visit, as a set: rules differ by team, customer type, grade and customer. */
import { type SQL, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import type { Rules } from '../../../domain/settings/define.ts'
import { settings } from '../../../domain/settings/index.ts'
import { grades } from '../../customers/tables.ts'
import { allTeamPaths } from '../../org/store.ts'

export interface ValidityRules {
  /** SQL for the minimum stay in minutes of the visit `v`. */
  readonly minStay: SQL
  readonly joins: SQL
}

/**
 * Photos and summary are judged when a visit closes (`photos_complete`; a rep cannot close without the
 * summary), the stay by the rule in force now. The team is the rep's, type and grade the customer's.
 */
export async function validityRules(tx: Tx, rules: Rules): Promise<ValidityRules> {
  const setting = settings.minStayMinutes
  const usual = rules.get(setting)
  const rows = await tx.execute<{ scope: string }>(sql`
    select distinct scope from setting_versions where key = ${setting.key} and scope <> 'org'`)
  if (rows.length === 0) return { minStay: sql`${usual}::int`, joins: sql`` }

  const paths = await allTeamPaths(tx)
  const types = rows.flatMap(({ scope }) => (scope.startsWith('type:') ? [scope.slice(5)] : []))
  const byPlace = [...paths, [null, []] as const].flatMap(([team, path]) =>
    [...types, null].flatMap((type) =>
      [...grades, null].map((grade) => ({
        team,
        type,
        grade,
        minutes: rules.get(setting, { teams: path, type, grade }),
      })),
    ),
  )
  const byCustomer = rows
    .flatMap(({ scope }) => (scope.startsWith('customer:') ? [scope.slice(9)] : []))
    .map((code) => ({ code, minutes: rules.get(setting, { customerCode: code }) }))
  return {
    minStay: sql`coalesce(own_stay.minutes, stay.minutes, ${usual})`,
    joins: sql`
      left join users stay_rep on stay_rep.open_id = v.rep_open_id
      left join customers stay_shop on stay_shop.code = v.customer_code
      left join json_to_recordset(${JSON.stringify(byPlace)}::text::json)
        as stay(team text, type text, grade text, minutes int)
        on stay.team is not distinct from stay_rep.team_code
        and stay.grade is not distinct from stay_shop.grade
        and stay.type is not distinct from
          case when ${JSON.stringify(types)}::text::jsonb ? stay_shop.type then stay_shop.type end
      left join json_to_recordset(${JSON.stringify(byCustomer)}::text::json)
        as own_stay(code text, minutes int) on own_stay.code = v.customer_code`,
  }
}

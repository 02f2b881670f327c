/** Whose day a digest tells: the people of a team and of the teams below. */
import { sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import { activeReps, type User } from '../../org/store.ts'

export interface TeamBelow {
  readonly code: string
  readonly name: string
  readonly parentCode: string | null
}

/** The team and all teams below, the team itself first. */
export async function teamTree(tx: Tx, code: string): Promise<TeamBelow[]> {
  const rows = await tx.execute<{ code: string; name: string; parent_code: string | null }>(sql`
    with recursive down(code, name, parent_code, depth) as (
      select code, name, parent_code, 0 from teams where code = ${code}
      union all
      select t.code, t.name, t.parent_code, d.depth + 1 from teams t join down d on t.parent_code = d.code
      where d.depth < 20)
    select distinct on (code) code, name, parent_code from down order by code, depth`)
  const all = rows.map((row) => ({ code: row.code, name: row.name, parentCode: row.parent_code }))
  return all.toSorted((a, b) => Number(b.code === code) - Number(a.code === code))
}

/** The active reps of these teams, by name. */
export async function repsBelow(tx: Tx, tree: readonly TeamBelow[]): Promise<User[]> {
  const reps = await activeReps(
    tx,
    tree.map(({ code }) => code),
  )
  return reps.toSorted(
    (a, b) => a.name.localeCompare(b.name, 'zh') || (a.openId < b.openId ? -1 : 1),
  )
}

/**
 * The direct child of the team under which each team of the tree lies; the team's own people stand
 * under the team itself.
 */
export function branchOf(tree: readonly TeamBelow[]): Map<string, TeamBelow> {
  const root = tree[0]
  const byCode = new Map(tree.map((team) => [team.code, team]))
  return new Map(
    tree.map((team) => {
      let branch = team
      for (let depth = 0; depth < 20 && branch.parentCode !== root?.code; depth++) {
        const parent = byCode.get(branch.parentCode ?? '')
        if (!parent || branch.code === root?.code) break
        branch = parent
      }
      return [team.code, branch]
    }),
  )
}

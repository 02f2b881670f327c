/** Whom a scheme covers. */
import type { Tx } from '../../db/client.ts'
import type { SchemeTerms } from '../../domain/commission/terms.ts'
import { allTeamPaths } from '../org/store.ts'
import { users } from '../org/tables.ts'

export type Covered = { openId: string; name: string; teamCode: string | null; isActive: boolean }

/**
 * People whom the terms name, by role, team (those below included) or by name; who has left is among
 * them, for what was earned before. Without any condition everybody is.
 */
export async function coveredBy(tx: Tx, terms: SchemeTerms): Promise<Map<string, Covered>> {
  const all = await tx
    .select({
      openId: users.openId,
      name: users.name,
      role: users.role,
      teamCode: users.teamCode,
      status: users.status,
    })
    .from(users)
  const paths = terms.teams.length > 0 ? await allTeamPaths(tx) : new Map<string, string[]>()
  const within = (teamCode: string | null) =>
    teamCode !== null &&
    (paths.get(teamCode) ?? [teamCode]).some((code) => terms.teams.includes(code))
  return new Map(
    all
      .filter(
        ({ openId, role, teamCode }) =>
          (terms.roles.length === 0 || terms.roles.includes(role)) &&
          (terms.teams.length === 0 || within(teamCode)) &&
          (terms.people.length === 0 || terms.people.includes(openId)),
      )
      .map(({ openId, name, teamCode, status }) => [
        openId,
        { openId, name, teamCode, isActive: status === 'active' },
      ]),
  )
}

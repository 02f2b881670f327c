/** Whom a scheme covers. */
import type { Tx } from '../../db/client.ts'
import type { SchemeTerms } from '../../domain/commission/terms.ts'
import { allTeamPaths } from '../org/store.ts'
import { users } from '../org/tables.ts'

export type Covered = { openId: string; name: string; teamCode: string | null; isActive: boolean }

/**
 * People of the roles and teams that the terms name (those below included), and those named themselves;
 * who has left is among them, for what was earned before. Without any condition everybody is.
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
  const { roles, people } = terms
  const isNamed = ({ openId }: { openId: string }) => people.includes(openId)
  const isOpen = roles.length > 0 || terms.teams.length > 0 || people.length === 0
  const isMeant = ({ role, teamCode }: { role: string; teamCode: string | null }) =>
    isOpen &&
    (roles.length === 0 || roles.includes(role)) &&
    (terms.teams.length === 0 || within(teamCode))
  return new Map(
    all
      .filter((one) => isNamed(one) || isMeant(one))
      .map(({ openId, name, teamCode, status }) => [
        openId,
        { openId, name, teamCode, isActive: status === 'active' },
      ]),
  )
}

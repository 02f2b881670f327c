/** Whom a scheme covers. */
import type { Tx } from '../../db/client.ts'
import type { SchemeTerms } from '../../domain/commission/terms.ts'
import { allTeamPaths } from '../org/store.ts'
import { users } from '../org/tables.ts'

export type Covered = { openId: string; name: string; teamCode: string | null; isActive: boolean }

/** Everybody, whoever left among them, and above which teams each team stands. */
export type People = {
  all: (Omit<Covered, 'isActive'> & { role: string; status: string })[]
  paths: ReadonlyMap<string, readonly string[]>
}

export async function readPeople(tx: Tx): Promise<People> {
  const all = await tx
    .select({
      openId: users.openId,
      name: users.name,
      role: users.role,
      teamCode: users.teamCode,
      status: users.status,
    })
    .from(users)
  return { all, paths: await allTeamPaths(tx) }
}

/**
 * People of the roles and teams that the terms name (those below included), and those named themselves;
 * who has left is among them, for what was earned before. Without any condition everybody is.
 */
export function coveredBy({ all, paths }: People, terms: SchemeTerms): Map<string, Covered> {
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

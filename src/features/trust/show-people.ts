/** Who a doubtful visit is before: its rep, the levels of those who judge, and all their names. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Tx } from '../../db/client.ts'
import { judgeLevels, type Lead, type Level } from '../../domain/trust/judges.ts'
import { allTeamPaths, type User } from '../org/store.ts'
import { teamManagers, users } from '../org/tables.ts'

/** The rep of a visit, as those who judge see them; somebody unknown has no team, so the admins judge. */
export interface Judged {
  readonly openId: string
  readonly name: string
  readonly locale: User['locale']
  readonly isActive: boolean
  readonly teamCode: string | null
  readonly teamPath: readonly string[]
  readonly levels: readonly Level[]
}

/** Reads several people with the levels above them; everybody asked for is in the answer. */
export async function judgedOf(tx: Tx, openIds: readonly string[]): Promise<Map<string, Judged>> {
  const ids = [...new Set(openIds)]
  if (ids.length === 0) return new Map()
  const known = await tx.select().from(users).where(inArray(users.openId, ids))
  const byId = new Map(known.map((user) => [user.openId, user]))
  const paths = await allTeamPaths(tx)
  const pathOf = (code: string | null) => (code === null ? [] : (paths.get(code) ?? [code]))
  const codes = [...new Set(known.flatMap(({ teamCode }) => pathOf(teamCode)))]
  const leads = await leadsOf(tx, codes)
  const admins = await tx
    .select({ openId: users.openId })
    .from(users)
    .where(and(eq(users.role, 'admin'), eq(users.status, 'active')))
    .orderBy(users.openId)
  const adminIds = admins.map(({ openId }) => openId)
  return new Map(
    ids.map((openId) => {
      const user = byId.get(openId)
      const teamPath = pathOf(user?.teamCode ?? null)
      return [
        openId,
        {
          openId,
          name: user?.name ?? openId,
          locale: user?.locale ?? null,
          isActive: user?.status === 'active',
          teamCode: user?.teamCode ?? null,
          teamPath,
          levels: judgeLevels({ openId, teamPath }, leads, adminIds),
        },
      ]
    }),
  )
}

/** The active leaders of teams, managers before deputies, by name. */
async function leadsOf(tx: Tx, codes: readonly string[]): Promise<Lead[]> {
  if (codes.length === 0) return []
  return tx
    .select({
      teamCode: teamManagers.teamCode,
      openId: teamManagers.openId,
      kind: teamManagers.kind,
    })
    .from(teamManagers)
    .innerJoin(users, eq(users.openId, teamManagers.openId))
    .where(and(inArray(teamManagers.teamCode, codes), eq(users.status, 'active')))
    .orderBy(sql`case ${teamManagers.kind} when 'manager' then 0 else 1 end`, users.name)
}

export async function judgedOne(tx: Tx, openId: string): Promise<Judged> {
  const judged = (await judgedOf(tx, [openId])).get(openId)
  if (!judged) throw new Error('the person was asked for')
  return judged
}

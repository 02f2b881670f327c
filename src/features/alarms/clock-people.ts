/** Who hears of an alarm: the owner, then upwards. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import type { Customer } from '../customers/store.ts'
import { activeAdmins, getUser, teamPath, type User } from '../org/store.ts'
import { teamManagers, users } from '../org/tables.ts'

/** People by level: 0 the owner, 1 the managers, 2 those above them. A level without anybody is empty. */
export type Levels = readonly [readonly User[], readonly User[], readonly User[]]

/**
 * Levels of a customer as things stand now: the owner if active; the managers of the nearest team upwards
 * that has others than those before; then of the next. Where no team has any, the admins are level 1.
 */
export async function levelsOf(ctx: Pick<Ctx, 'tx'>, customer: Customer): Promise<Levels> {
  const owner = customer.ownerOpenId ? await getUser(ctx.tx, customer.ownerOpenId) : null
  const isThere = owner?.status === 'active'
  const path = await teamPath(ctx.tx, owner?.teamCode ?? customer.teamCode)
  const above = await managersUp(ctx, path, owner?.openId ?? '')
  const first =
    above[0] ?? (await activeAdmins(ctx.tx)).filter(({ openId }) => openId !== owner?.openId)
  return [isThere && owner ? [owner] : [], first, above[1] ?? []]
}

/** Managers of a path of teams from below, team by team, each person once. */
async function managersUp(
  ctx: Pick<Ctx, 'tx'>,
  path: readonly string[],
  without: string,
): Promise<User[][]> {
  if (path.length === 0) return []
  const rows = await ctx.tx
    .select({ code: teamManagers.teamCode, user: users })
    .from(teamManagers)
    .innerJoin(users, eq(users.openId, teamManagers.openId))
    .where(and(inArray(teamManagers.teamCode, [...path]), eq(users.status, 'active')))
    .orderBy(asc(users.name), asc(users.openId))
  const seen = new Set([without])
  return path.flatMap((code) => {
    const here = rows.filter((row) => row.code === code && !seen.has(row.user.openId))
    for (const { user } of here) seen.add(user.openId)
    return here.length > 0 ? [here.map(({ user }) => user)] : []
  })
}

/** The highest level at which there is anybody. */
export const topOf = (levels: Levels): number => levels.findLastIndex((people) => people.length > 0)

/** Who sent a request, and who decides about it. */
import { and, asc, eq } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import type { Owned } from '../../policies.ts'
import { getUser, managersOf, teamPath, type User } from '../org/store.ts'
import { users } from '../org/tables.ts'

/** The managers above a person, or the admins where there are none; never the person. */
export async function rulersOf(
  ctx: Ctx,
  person: { openId: string; teamCode: string | null },
): Promise<User[]> {
  const managers = await managersOf(ctx.tx, person)
  if (managers.length > 0) return managers
  const admins = await ctx.tx
    .select()
    .from(users)
    .where(and(eq(users.role, 'admin'), eq(users.status, 'active')))
    .orderBy(asc(users.openId))
  return admins.filter(({ openId }) => openId !== person.openId)
}

/** Who sent it, as the record that policies ask for; null for somebody who is not known any more. */
export async function senderOf(ctx: Ctx, openId: string): Promise<(User & Owned) | null> {
  const user = await getUser(ctx.tx, openId)
  return user && { ...user, repOpenId: openId, teamPath: await teamPath(ctx.tx, user.teamCode) }
}

/** Who sees whose commission, read as it is at the click. */
import { inArray } from 'drizzle-orm'
import type { ActorCtx } from '../../bot/context.ts'
import { UserError } from '../../errors.ts'
import { commissionWords as w } from '../../i18n/commission.ts'
import { schemeWords as s } from '../../i18n/commission-schemes.ts'
import { message } from '../../i18n/t.ts'
import { may } from '../../policies.ts'
import { getUser, teamPath, type User } from '../org/store.ts'
import { users } from '../org/tables.ts'

/** The person, if the actor may see what they earn. The words tell nothing of who exists. */
export async function seenPerson(ctx: ActorCtx, openId: string): Promise<User> {
  const user = await getUser(ctx.tx, openId)
  const path = user ? await teamPath(ctx.tx, user.teamCode) : []
  const owned = { repOpenId: openId, teamPath: path }
  if (!user || !may(ctx.actor, 'commission.see', owned))
    throw new UserError(message(w.notYours), 'error')
  return user
}

export function needsFinance(ctx: Pick<ActorCtx, 'actor'>): void {
  if (!may(ctx.actor, 'commission.run', {})) throw new UserError(message(s.onlyFinance), 'error')
}

/** Everybody in the teams that the actor leads, the actor left out. */
export async function ledPeople({ tx, actor }: Pick<ActorCtx, 'tx' | 'actor'>): Promise<string[]> {
  if (actor.ledTeams.length === 0) return []
  const people = await tx
    .select({ openId: users.openId })
    .from(users)
    .where(inArray(users.teamCode, [...actor.ledTeams]))
  return people.map(({ openId }) => openId).filter((openId) => openId !== actor.openId)
}

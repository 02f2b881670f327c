/** Customers and people that a manager may bring together. */
import { and, asc, eq, inArray, or } from 'drizzle-orm'
import type { ActorCtx } from '../../../bot/context.ts'
import { may, visibleTeams } from '../../../policies.ts'
import { type Customer, customerScope, findCustomers, inScope } from '../../customers/store.ts'
import { customers } from '../../customers/tables.ts'
import { allTeamPaths, type User } from '../../org/store.ts'
import { users } from '../../org/tables.ts'

/** Who asks; jobs ask for a person, too. */
export type Acting = Pick<ActorCtx, 'tx' | 'actor'>

/** Customers of the actor's teams whose name or code fits, the exact ones first. */
export async function customersFitting(
  ctx: ActorCtx,
  words: string,
  limit: number,
): Promise<Customer[]> {
  return findCustomers(ctx.tx, words, { ...customerScope(ctx.actor), limit, closedToo: true })
}

/** Of these codes the customers that the actor may see, in the order given. */
export async function seenCustomers(ctx: Acting, codes: readonly string[]): Promise<Customer[]> {
  if (codes.length === 0) return []
  const rows = await ctx.tx
    .select()
    .from(customers)
    .where(and(inArray(customers.code, [...codes]), inScope(customerScope(ctx.actor))))
  return rows.toSorted((a, b) => codes.indexOf(a.code) - codes.indexOf(b.code))
}

/** Keeps the active people who visit and whom the actor may assign visits to. */
export async function mayBeAssigned(ctx: Acting, people: readonly User[]): Promise<User[]> {
  if (people.length === 0) return []
  const paths = await allTeamPaths(ctx.tx)
  return people.filter((person) => {
    const code = person.teamCode ?? ''
    const path = paths.get(code) ?? (code ? [code] : [])
    const visits = person.role === 'rep' || person.role === 'manager'
    const owned = { repOpenId: person.openId, teamPath: path }
    return visits && person.status === 'active' && may(ctx.actor, 'plan.assign', owned)
  })
}

/** Everybody whom the actor may assign visits to, by name. */
export async function assignable(ctx: Acting): Promise<User[]> {
  const teams = visibleTeams(ctx.actor)
  if (teams?.length === 0) return []
  const rows = await ctx.tx
    .select()
    .from(users)
    .where(
      and(
        eq(users.status, 'active'),
        or(eq(users.role, 'rep'), eq(users.role, 'manager')),
        teams ? inArray(users.teamCode, [...teams]) : undefined,
      ),
    )
    .orderBy(asc(users.role), asc(users.name), asc(users.openId))
  return mayBeAssigned(
    ctx,
    rows.toSorted((a, b) => rank(a) - rank(b)),
  )
}

/** Reps before managers, who seldom visit. */
const rank = (user: User) => (user.role === 'rep' ? 0 : 1)

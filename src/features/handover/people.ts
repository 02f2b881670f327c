/** Who may give and who may take: people with the teams above them, and how many customers they have. */
import { sql } from 'drizzle-orm'
import type { PersonLine } from '../../../cards/handover/view.ts'
import type { ActorCtx } from '../../bot/context.ts'
import type { Tx } from '../../db/client.ts'
import { may, type Owned, visibleTeams } from '../../policies.ts'
import { allTeamPaths, getUser, teamPath, type User } from '../org/store.ts'

/** Somebody of a handover, active or not; also the record that the policy asks for. */
export type Party = User & Owned

/** The person behind an open_id, who may have left; null when nobody is. */
export async function partyOf(tx: Tx, openId: string): Promise<Party | null> {
  const user = await getUser(tx, openId)
  return user && { ...user, repOpenId: openId, teamPath: await teamPath(tx, user.teamCode) }
}

/** Whether somebody can look after customers. */
export const canTake = (user: Pick<User, 'role' | 'status'>): boolean =>
  user.status === 'active' && (user.role === 'rep' || user.role === 'manager')

interface Row extends Record<string, unknown> {
  open_id: string
  name: string
  team_code: string | null
  team: string | null
  role: User['role']
  status: User['status']
  employee_no: string | null
  mobile: string | null
  customers: string
  work: boolean
}

/** A line of a list with what is needed to sort and search it. */
export type Listed = PersonLine & Row

/**
 * Everybody of the actor's teams who has customers or work to come, or who could take some. Who has left
 * and still has something comes first, then by customers.
 */
export async function parties(ctx: ActorCtx): Promise<Listed[]> {
  const teams = visibleTeams(ctx.actor)
  if (teams?.length === 0) return []
  const rows = await ctx.tx.execute<Row>(sql`
    select u.open_id, u.name, u.team_code, t.name as team, u.role, u.status, u.employee_no, u.mobile,
      coalesce(c.n, 0) as customers,
      exists (select 1 from plan_wishes w where w.rep_open_id = u.open_id and w.date >= ${ctx.today}
        and w.status in ('waiting', 'orphaned')) as work
    from users u left join teams t on t.code = u.team_code
    left join (select owner_open_id, count(*) as n from customers group by 1) c on c.owner_open_id = u.open_id
    order by u.name, u.open_id`)
  const paths = await allTeamPaths(ctx.tx)
  const all = rows.map((row) => ({
    ...row,
    openId: row.open_id,
    left: row.status === 'left',
    customers: Number(row.customers),
  }))
  return all.filter((one) => {
    const code = one.team_code ?? ''
    const record = { repOpenId: one.open_id, teamPath: paths.get(code) ?? (code ? [code] : []) }
    return may(ctx.actor, 'handover.make', { from: record, to: record })
  }) as unknown as Listed[]
}

const hasSomething = (one: Listed) => one.customers > 0 || one.work

/** Who can give: has something, or is a rep who may have some. */
export const givers = (all: readonly Listed[]): Listed[] =>
  all
    .filter((one) => hasSomething(one) || (one.role === 'rep' && !one.left))
    .toSorted((a, b) => Number(b.left) - Number(a.left) || b.customers - a.customers)

/** Who can take: the giver's team first, then who has least. */
export const takers = (all: readonly Listed[], from: Party): Listed[] =>
  all
    .filter((one) => canTake(one) && one.open_id !== from.openId)
    .toSorted(
      (a, b) =>
        Number(b.team_code === from.teamCode) - Number(a.team_code === from.teamCode) ||
        Number(a.role !== 'rep') - Number(b.role !== 'rep') ||
        a.customers - b.customers,
    )

/** People whom a name, employee number or mobile fits; the exact ones come alone. */
export function fitting(all: readonly Listed[], words: string): Listed[] {
  const exact = all.filter(
    (one) =>
      one.name === words ||
      one.mobile === words ||
      one.employee_no?.toLowerCase() === words.toLowerCase(),
  )
  return exact.length > 0 ? exact : all.filter((one) => one.name.includes(words))
}

/** Which group is whose. A team has one 团队群 and one 主管群; a group is usually one team's. */
import { asc, eq, or, sql } from 'drizzle-orm'
import type { GroupKind } from '../../../cards/groups/bind.ts'
import type { Actor } from '../../bot/context.ts'
import type { Tx } from '../../db/client.ts'
import { may } from '../../policies.ts'
import { allTeamPaths, type Team } from '../org/store.ts'
import { teams } from '../org/tables.ts'

export interface Binding {
  readonly team: Team
  readonly kind: GroupKind
}

const columns = { team: 'chatId', managers: 'managerChatId' } as const

/** The team's group of that kind, or null. */
export const groupOf = (team: Team, kind: GroupKind): string | null => team[columns[kind]]

/** What a group is bound to: nothing, one team, or more where a teams file says so. */
export async function bindingsOf(tx: Tx, chatId: string): Promise<Binding[]> {
  if (chatId === '') return []
  const rows = await tx
    .select()
    .from(teams)
    .where(or(eq(teams.chatId, chatId), eq(teams.managerChatId, chatId)))
    .orderBy(asc(teams.code))
  return rows.flatMap((team): Binding[] => [
    ...(team.chatId === chatId ? [{ team, kind: 'team' } as const] : []),
    ...(team.managerChatId === chatId ? [{ team, kind: 'managers' } as const] : []),
  ])
}

/** Binds a team's group; null takes it away. */
export async function setGroup(
  tx: Tx,
  teamCode: string,
  kind: GroupKind,
  chatId: string | null,
): Promise<void> {
  await tx
    .update(teams)
    .set({ [columns[kind]]: chatId })
    .where(eq(teams.code, teamCode))
}

/** Teams whose code or name is the text; otherwise those whose name holds it. Exact fits come alone. */
export async function teamsFitting(tx: Tx, text: string): Promise<Team[]> {
  const asked = text.normalize('NFKC').trim().toLowerCase()
  const exact = await tx
    .select()
    .from(teams)
    .where(sql`lower(${teams.code}) = ${asked} or lower(${teams.name}) = ${asked}`)
    .orderBy(asc(teams.code))
  if (exact.length > 0) return exact
  const like = `%${asked.replace(/[%_\\]/g, '\\$&')}%`
  return tx
    .select()
    .from(teams)
    .where(sql`lower(${teams.name}) like ${like}`)
    .orderBy(asc(teams.code))
}

/** The teams whose groups the actor may bind, by code. */
export async function ownTeams(tx: Tx, actor: Actor): Promise<Team[]> {
  const paths = await allTeamPaths(tx)
  const all = await tx.select().from(teams).orderBy(asc(teams.code))
  return all.filter(({ code }) => may(actor, 'team.see', { teamPath: paths.get(code) ?? [code] }))
}

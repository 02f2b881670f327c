/** Nudges and the messages that nobody asked for, in rows. */
import { and, asc, eq, inArray, ne, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Ctx } from '../../bot/context.ts'
import { settings } from '../../domain/settings/index.ts'
import { nudgeAdded } from '../../events.ts'
import { allTeamPaths } from '../org/store.ts'
import { nudges, unaskedMessages } from './tables.ts'

/** What comes up so soon after an unasked message waits, and stands on one card. */
export const togetherMinutes = 10

/**
 * Notes what a person is to be nudged about, each subject once for all times; what was over before it was
 * said may come up again. `said`: somebody has said it already. The card follows by itself.
 */
export async function addNudges(
  ctx: Ctx,
  openId: string,
  kind: string,
  subjects: readonly string[],
  state: 'waiting' | 'said' = 'waiting',
): Promise<void> {
  if (subjects.length === 0) return
  const came = { date: ctx.today, state, createdAt: ctx.now }
  const added = await ctx.tx
    .insert(nudges)
    .values(subjects.map((subject) => ({ id: uuidv7(), openId, kind, subject, ...came })))
    .onConflictDoUpdate({
      target: [nudges.kind, nudges.subject, nudges.openId],
      set: { ...came, settledAt: null },
      setWhere: eq(nudges.state, 'dropped'),
    })
    .returning({ id: nudges.id })
  if (state === 'waiting' && added.length > 0) await ctx.emit(nudgeAdded, { openId })
}

export type Nudge = typeof nudges.$inferSelect

/** What waits to be said to a person, oldest first. */
export async function waitingFor(ctx: Ctx, openId: string): Promise<Nudge[]> {
  return ctx.tx
    .select()
    .from(nudges)
    .where(and(eq(nudges.openId, openId), eq(nudges.state, 'waiting')))
    .orderBy(asc(nudges.createdAt), asc(nudges.id))
}

/** Which of these kinds are noted about these subjects, said or waiting. */
export async function notedAbout(
  ctx: Ctx,
  openId: string,
  kinds: readonly string[],
  subjects: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (subjects.length === 0) return new Map()
  const rows = await ctx.tx
    .select({ subject: nudges.subject, kind: nudges.kind })
    .from(nudges)
    .where(
      and(
        inArray(nudges.kind, [...kinds]),
        inArray(nudges.subject, [...subjects]),
        eq(nudges.openId, openId),
        ne(nudges.state, 'dropped'),
      ),
    )
  const noted = new Map<string, string[]>()
  for (const { subject, kind } of rows) noted.set(subject, [...(noted.get(subject) ?? []), kind])
  return noted
}

export async function settleNudges(
  ctx: Ctx,
  ids: readonly string[],
  state: 'said' | 'dropped',
): Promise<void> {
  if (ids.length === 0) return
  await ctx.tx
    .update(nudges)
    .set({ state, settledAt: ctx.now })
    .where(inArray(nudges.id, [...ids]))
}

/** Counts a message that the person did not ask for: in the transaction that writes it. */
export async function countUnasked(
  ctx: Ctx,
  openId: string,
  what: (typeof unaskedMessages.$inferInsert)['what'],
): Promise<void> {
  const { now: at, today: date } = ctx
  await ctx.tx.insert(unaskedMessages).values({ id: uuidv7(), openId, date, at, what })
}

/** Whether one more unasked message may go to a person now, by the day's cap and the last one. */
export async function mayBeTold(
  ctx: Ctx,
  person: { readonly openId: string; readonly teamPath: readonly string[] },
): Promise<boolean> {
  const [row] = await ctx.tx
    .select({ n: sql<number>`count(*)::int`, last: sql<string | null>`max(${unaskedMessages.at})` })
    .from(unaskedMessages)
    .where(and(eq(unaskedMessages.openId, person.openId), eq(unaskedMessages.date, ctx.today)))
  return allows(ctx, person.teamPath, row ?? { n: 0, last: null })
}

function allows(
  ctx: Pick<Ctx, 'now' | 'rules'>,
  teams: readonly string[],
  told: { readonly n: number; readonly last: string | null },
): boolean {
  if (told.n >= ctx.rules.get(settings.unaskedADay, { teams })) return false
  if (told.last === null) return true
  return ctx.now.getTime() - new Date(told.last).getTime() >= togetherMinutes * 60_000
}

/** Active people for whom something waits that may be said now, as far as cap and time go. */
export async function peopleToTell(ctx: Ctx): Promise<{ openId: string; teamPath: string[] }[]> {
  const rows = await ctx.tx.execute<{
    open_id: string
    team_code: string | null
    n: number
    last: string | null
  }>(sql`
    select u.open_id, u.team_code, told.n, told.last
    from users u
    cross join lateral (
      select count(*)::int as n, max(m.at) as last from unasked_messages m
      where m.open_id = u.open_id and m.date = ${ctx.today}) told
    where u.status = 'active' and u.open_id in (select open_id from nudges where state = 'waiting')`)
  if (rows.length === 0) return []
  const paths = await allTeamPaths(ctx.tx)
  return rows.flatMap(({ open_id: openId, team_code: code, n, last }) => {
    const teamPath = paths.get(code ?? '') ?? (code ? [code] : [])
    return allows(ctx, teamPath, { n, last }) ? [{ openId, teamPath }] : []
  })
}

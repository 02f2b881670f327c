/** What happens to people and groups on the platform: somebody opens the chat, leaves, adds the bot. */
import { asc, eq, isNotNull, lt, or, sql } from 'drizzle-orm'
import type { ActorCtx, PlaceCtx } from '../../bot/context.ts'
import type { BotAddedEvent, ChatEnteredEvent, PersonChangedEvent } from '../../bot/inbound.ts'
import { nothing, type Reply, sayText } from '../../bot/reply.ts'
import { addDays } from '../../domain/time.ts'
import { orgWords as w } from '../../i18n/org.ts'
import { stepsLeft } from '../first-steps/handlers.ts'
import { followUpLeaving } from '../handover/leave.ts'
import { getUser, managersOf } from './store.ts'
import { greetings, teams, users } from './tables.ts'
import { welcomeReply } from './welcome.ts'

/** Whoever opens the chat every morning needs no hello every morning. */
const greetAgainAfterDays = 30

/** Says hello to who opens the chat for the first time, or after a long while. */
export async function onChatEntered(ctx: ActorCtx, _: ChatEnteredEvent): Promise<Reply> {
  const greeted = await ctx.tx
    .insert(greetings)
    .values({ openId: ctx.actor.openId, date: ctx.today })
    .onConflictDoUpdate({
      target: greetings.openId,
      set: { date: ctx.today },
      setWhere: lt(greetings.date, addDays(ctx.today, -greetAgainAfterDays)),
    })
    .returning({ date: greetings.date })
  if (greeted.length === 0) return nothing
  return (ctx.actor.role === 'admin' ? await stepsLeft(ctx) : null) ?? welcomeReply(ctx)
}

/** Who leaves the company is locked out in this very transaction; the managers hear what is left to do. */
export async function onPersonChanged(
  ctx: ActorCtx,
  { openId, left }: PersonChangedEvent,
): Promise<Reply | null> {
  if (!left) return null
  const person = await getUser(ctx.tx, openId)
  if (person?.status !== 'active') return nothing
  await ctx.tx
    .update(users)
    .set({ status: 'left', leftOn: ctx.today })
    .where(eq(users.openId, openId))
  const counts = await followUpLeaving(ctx, { ...person, status: 'left' })
  if (counts && counts.customers + counts.stops + counts.promises > 0) return nothing
  for (const manager of await managersOf(ctx.tx, person)) {
    const t = ctx.tFor(manager.locale)
    await ctx.say({ openId: manager.openId }, t(w.left, { name: person.name }))
  }
  return nothing
}

/** Names of teams in one message, so that it stays short. */
const maxNames = 20

/** Tells a group whose it is, or how it is bound; which teams there are only to who is registered. */
export async function onBotAdded(ctx: PlaceCtx, { chatId }: BotAddedEvent): Promise<Reply> {
  const t = ctx.tFor(null)
  const [own] = await ctx.tx
    .select()
    .from(teams)
    .where(or(eq(teams.chatId, chatId), eq(teams.managerChatId, chatId)))
    .orderBy(asc(teams.code))
    .limit(1)
  if (own) {
    const words = own.chatId === chatId ? w.groupTeam : w.groupManagers
    return sayText(t(words, { team: own.name }))
  }
  if (!ctx.actor) return sayText(t(w.groupAsk))
  const bound = await ctx.tx
    .select({ name: teams.name })
    .from(teams)
    .where(isNotNull(teams.chatId))
    .orderBy(sql`${teams.code}`)
    .limit(maxNames)
  const names = bound.map(({ name }) => name).join(t(w.comma))
  return sayText(
    [
      t(w.groupAsk),
      t(w.groupId, { chatId }),
      bound.length > 0 ? t(w.groupsBound, { teams: names }) : t(w.groupsNone),
    ].join('\n'),
  )
}

/** Answers a question at once, or, about many, with a card that says so and that a job fills in. */
import { type AnalysisKind, type Ask, ask as askSchema } from '../../../cards/analysis/actions.ts'
import { titleOf } from '../../../cards/analysis/parts.ts'
import type { Card } from '../../../cards/kit/card.ts'
import type { ActorCtx } from '../../bot/context.ts'
import type { Reply } from '../../bot/reply.ts'
import { type SlowCard, workOut } from '../../bot/slow-card.ts'
import { daysBetween } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { analysisWords as w } from '../../i18n/analysis.ts'
import { message } from '../../i18n/t.ts'
import { type Read, readers } from './read.ts'
import { type Asking, type Subject, subjectsOf } from './subjects.ts'

/** From so many days of people on, counting takes longer than a click may: ten reps for seven weeks. */
const manyDays = 500
/** 投产 adds up by customer, which no kept sum holds: a week of ten reps. */
const manyDaysOf: Partial<Record<AnalysisKind, number>> = { roi: 100 }
/** Figures of longer than a year nobody compares by hand, and no card waits for. */
const mostDays = 366

export const thingOf = (ctx: Pick<ActorCtx, 'messageId'>) => `analysis:${ctx.messageId}`

function takesLong({ kind, from, to }: Ask, subjects: readonly Subject[]): boolean {
  // Of check-ins there are few, or they are refused.
  if (kind === 'map') return false
  const people = subjects.reduce((n, subject) => n + subject.people.length, 0)
  return people * (daysBetween(from, to) + 1) > (manyDaysOf[kind] ?? manyDays)
}

/** Throws UserError for days that cannot be asked for; of days to come there is nothing to tell. */
export function checkedDays(ctx: Pick<Asking, 'today'>, ask: Ask): Ask {
  const to = ask.to > ctx.today ? ctx.today : ask.to
  const from = ask.from > to ? to : ask.from
  if (daysBetween(from, to) >= mostDays) throw new UserError(message(w.tooLong, { n: mostDays }))
  return { ...ask, from, to }
}

/** The whole question for somebody: authorised, counted, as a card and as rows. */
export async function analyse(ctx: Asking, asked: Ask): Promise<Read> {
  const ask = checkedDays(ctx, asked)
  return readers[ask.kind](ctx, ask, await subjectsOf(ctx, ask.who))
}

export const slowAnalysis: SlowCard<Ask> = {
  name: 'analysis',
  ask: askSchema,
  title: async (ctx, { kind, who }) => {
    const names = (await subjectsOf(ctx, who)).map(({ name }) => name)
    return titleOf(kind, names, ctx.t)
  },
  card: async (ctx, ask) => (await analyse(ctx, ask)).card,
}

/** The card to show as `thing`; what is left to do about it is queued. */
export async function cardFor(ctx: ActorCtx, asked: Ask, thing: string): Promise<Card> {
  const ask = checkedDays(ctx, asked)
  const subjects = await subjectsOf(ctx, ask.who)
  if (takesLong(ask, subjects)) return workOut(ctx, slowAnalysis, ask, thing, { inPrivate: true })
  const { card, follow } = await readers[ask.kind](ctx, ask, subjects)
  if (follow) await ctx.enqueue(follow, { openId: ctx.actor.openId, thing, ask })
  return card
}

export async function answer(
  ctx: ActorCtx,
  ask: Ask,
  reply: (card: Card, thing: string) => Reply,
): Promise<Reply> {
  const thing = thingOf(ctx)
  return reply(await cardFor(ctx, ask, thing), thing)
}

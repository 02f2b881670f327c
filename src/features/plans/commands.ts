/** `计划`: today's plan, another day's, somebody else's, or what is missing for planning. */

import { and, eq } from 'drizzle-orm'
import { teamPlansCard } from '../../../cards/plans/team.ts'
import { anyArguments } from '../../bot/arguments.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { type Arguments, defineCommand } from '../../bot/define.ts'
import { type Reply, sayText, sendCard } from '../../bot/reply.ts'
import { parseDateWords } from '../../domain/date-words.ts'
import type { LocalDate } from '../../domain/time.ts'
import { planWords } from '../../i18n/plans.ts'
import { authorize } from '../../policies.ts'
import { customers } from '../customers/tables.ts'
import { findPlan } from './generate.ts'
import { mendReply } from './handlers.ts'
import { personNamed } from './named.ts'
import { loadRep, type Rep } from './people.ts'
import { planDayCard, planThing } from './show.ts'
import { planWishes } from './tables.ts'
import { repDays, visibleReps } from './team.ts'

const mendWord = /^(待采点|待补|缺地址|mend)$/i

/** What the words behind `计划` ask for. */
interface Ask {
  readonly date: LocalDate
  /** A name to search, when nobody was mentioned. */
  readonly name: string
  readonly mentioned: string | undefined
  readonly mend: boolean
}

function readAsk(args: Arguments, today: LocalDate): Ask {
  const mentioned = args.mentions[0]
  let text = args.text
  for (const { name } of args.mentions) text = text.replaceAll(`@${name}`, ' ')
  const words = text.split(/\s+/).filter(Boolean)
  const mend = words.some((word) => mendWord.test(word))
  const rest = words.filter((word) => !mendWord.test(word))
  const { date, others } = takeDate(rest, today)
  return {
    date: date ?? today,
    name: others.join(' ').replace(/^@/, ''),
    mentioned: mentioned?.openId,
    mend,
  }
}

/** The longest run of words that names a day, and the words that are left. */
export function takeDate(
  words: readonly string[],
  today: LocalDate,
): { date: LocalDate | null; others: string[] } {
  for (let length = Math.min(4, words.length); length > 0; length--) {
    for (let from = 0; from + length <= words.length; from++) {
      const date = parseDateWords(words.slice(from, from + length).join(' '), today)
      if (date) return { date, others: words.toSpliced(from, length) }
    }
  }
  return { date: null, others: [...words] }
}

export const planCommand = defineCommand({
  name: 'plan',
  aliases: ['计划', 'plan'],
  who: ['rep', 'manager', 'admin'],
  summary: planWords.summary,
  usage: planWords.usage,
  example: '计划 明天',
  args: anyArguments,
  async run(ctx, args): Promise<Reply> {
    const ask = readAsk(args, ctx.today)
    if (ask.mentioned || ask.name) return planOfOther(ctx, ask)
    const rep = await loadRep(ctx.tx, ctx.actor.openId)
    if (!rep) throw new Error(`${ctx.actor.openId} acts and is not there`)
    if (ctx.actor.role !== 'rep' && !ask.mend && !(await hasOwnWork(ctx, rep, ask.date))) {
      const reps = await visibleReps(ctx)
      return sendCard(teamPlansCard(ask.date, await repDays(ctx, reps, ask.date), ctx.t))
    }
    return reply(ctx, rep, ask)
  },
})

async function planOfOther(ctx: ActorCtx, ask: Ask): Promise<Reply> {
  const openId = ask.mentioned ?? (await personNamed(ctx, ask.name))
  if (!openId) {
    const isDateLike = /\d|[周天日月]$/.test(ask.name)
    return sayText(
      isDateLike
        ? ctx.t(planWords.dateUnknown, { text: ask.name })
        : ctx.t(planWords.repUnknown, { name: ask.name }),
    )
  }
  const rep = await loadRep(ctx.tx, openId)
  authorize(ctx.actor, 'plan.see', rep ?? { repOpenId: '', teamPath: [] })
  if (!rep) return sayText(ctx.t(planWords.repUnknown, { name: ask.name }))
  return reply(ctx, rep, ask)
}

async function reply(ctx: ActorCtx, rep: Rep, ask: Ask): Promise<Reply> {
  if (ask.mend) return sendCard(await mendReply(ctx, rep))
  const own = rep.openId === ctx.actor.openId
  const card = await planDayCard(ctx, rep, ask.date, { own, t: ctx.t })
  return sendCard(card, planThing(rep.openId, ask.date))
}

/** Managers who look after customers themselves, or go along, have a plan like anybody else. */
async function hasOwnWork(ctx: ActorCtx, rep: Rep, date: LocalDate): Promise<boolean> {
  if (await findPlan(ctx.tx, rep.openId, date)) return true
  const asked = and(
    eq(planWishes.repOpenId, rep.openId),
    eq(planWishes.date, date),
    eq(planWishes.status, 'waiting'),
  )
  if ((await ctx.tx.$count(planWishes, asked)) > 0) return true
  const own = and(eq(customers.ownerOpenId, rep.openId), eq(customers.status, 'active'))
  return (await ctx.tx.$count(customers, own)) > 0
}

/** `复盘`: last month, or another that is over, of the company or a team. */

import type { Card } from '../../../cards/kit/card.ts'
import { workingOutCard } from '../../../cards/kit/slow.ts'
import { retroTitle } from '../../../cards/retro/card.ts'
import { anyArguments } from '../../bot/arguments.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { defineCommand, leaders, UsageError } from '../../bot/define.ts'
import { type Reply, sendCard, toast } from '../../bot/reply.ts'
import { parsePeriodWords } from '../../domain/performance/period-words.ts'
import { monthOf } from '../../domain/time.ts'
import { retroWords as w } from '../../i18n/retro.ts'
import { lastMonth } from './make.ts'
import { nameOf, scopesOf, type Whose, whoseOf } from './people.ts'
import { keptFacts, retroThing, showRetro } from './show.ts'

export const showRetroJob = 'retro.show'

/**
 * Shows what is kept of the month at once, or that it is being added up; a job works it out anew either
 * way and patches the card: half a year of visits is more than a click may wait for.
 */
export async function answerRetro(
  ctx: ActorCtx,
  { scope }: Whose,
  month: string,
  reply: (card: Card, thing: string) => Reply,
): Promise<Reply> {
  const facts = await keptFacts(ctx, scope, month)
  await ctx.enqueue(showRetroJob, { openId: ctx.actor.openId, scope, month })
  const title = retroTitle(await nameOf(ctx, scope, ctx.t), month, ctx.t)
  const card = facts
    ? await showRetro(ctx, ctx.actor, { scope, month, facts })
    : workingOutCard(title, ctx.t)
  return reply(card, retroThing(scope, month))
}

export const retroCommand = defineCommand({
  name: 'retro',
  aliases: ['复盘', '月度复盘', 'retro', 'pdca'],
  who: leaders,
  summary: w.summary,
  usage: w.usage,
  example: '复盘 上月',
  args: anyArguments,
  async run(ctx, args): Promise<Reply> {
    const scopes = await scopesOf(ctx, ctx.actor, ctx.t)
    const named = scopes.find(({ name }) => args.words.includes(name))
    const rest = args.words.filter((word) => word !== named?.name).join(' ')
    const period = rest === '' ? null : parsePeriodWords('monthly', rest, ctx.today)
    if (rest !== '' && !period) throw new UsageError('retro')
    const month = period ? monthOf(period.from) : lastMonth(ctx.today)
    if (month >= monthOf(ctx.today)) return toast('warning', ctx.t(w.notOver))
    const scope = named ?? scopes[0]
    if (!scope) return toast('warning', ctx.t(w.noTeam))
    return answerRetro(ctx, await whoseOf(ctx, scope.scope), month, sendCard)
  },
})

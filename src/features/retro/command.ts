/** `复盘`: last month, or another that is over, of the company or a team. */

import type { Card } from '../../../cards/kit/card.ts'
import { addingUpCard } from '../../../cards/performance/digest.ts'
import { retroTitle } from '../../../cards/retro/card.ts'
import { anyArguments } from '../../bot/arguments.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { defineCommand, leaders, UsageError } from '../../bot/define.ts'
import { type Reply, sendCard, toast } from '../../bot/reply.ts'
import { parsePeriodWords } from '../../domain/performance/period-words.ts'
import { monthOf } from '../../domain/time.ts'
import { retroWords as w } from '../../i18n/retro.ts'
import { lastMonth, makeRetro } from './make.ts'
import { nameOf, repsIn, scopesOf, type Whose, whoseOf } from './people.ts'
import { retroThing, showRetro } from './show.ts'

/** From here on adding up takes longer than a click may: a job does it. */
const manyReps = 20

export const showRetroJob = 'retro.show'

/** Works the month out for the person, at once or by the job; `reply` puts it on a card. */
export async function answerRetro(
  ctx: ActorCtx,
  whose: Whose,
  month: string,
  reply: (card: Card, thing: string) => Reply,
): Promise<Reply> {
  const { scope } = whose
  const thing = retroThing(scope, month)
  if ((await repsIn(ctx, whose)).length <= manyReps) {
    const facts = await makeRetro(ctx, whose, month)
    return reply(await showRetro(ctx, ctx.actor, { scope, month, facts }), thing)
  }
  await ctx.enqueue(showRetroJob, { openId: ctx.actor.openId, scope, month })
  return reply(
    addingUpCard(retroTitle(await nameOf(ctx, scope, ctx.t), month, ctx.t), ctx.t),
    thing,
  )
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

/** `复制计划` and the clicks on its cards. */
import { copyActions, copyAskCard, copyCancelledCard } from '../../../../cards/plans/copy.ts'
import { anyArguments } from '../../../bot/arguments.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { type Arguments, defineCommand, onAction } from '../../../bot/define.ts'
import { replaceCard, sayText, sendCard, toast } from '../../../bot/reply.ts'
import { type LocalDate, localDate } from '../../../domain/time.ts'
import { UserError } from '../../../errors.ts'
import { botWords } from '../../../i18n/bot.ts'
import { copyWords as w } from '../../../i18n/plan-copy.ts'
import { planWords } from '../../../i18n/plans.ts'
import { message } from '../../../i18n/t.ts'
import { authorize } from '../../../policies.ts'
import { takeDate } from '../commands.ts'
import { personNamed } from '../named.ts'
import { loadRep, type Rep } from '../people.ts'
import { copyDay } from './copy.ts'

interface Ask {
  readonly from: LocalDate | null
  readonly to: LocalDate | null
  readonly name: string
}

/** `11-03 到 11-10`, `昨天 明天`, with a name anywhere. */
function readAsk(args: Arguments, today: LocalDate): Ask {
  let text = args.text.normalize('NFKC')
  for (const { name } of args.mentions) text = text.replaceAll(`@${name}`, ' ')
  const [before = '', after = ''] = text.split(/到|至|→|->|(?<=\s)to(?=\s)/, 2)
  const words = (part: string) => part.split(/\s+/).filter(Boolean)
  const first = takeDate(words(before), today)
  // Without a word between them both days stand in the first part.
  const second = takeDate(after ? words(after) : first.others, today)
  const others = after ? [...first.others, ...second.others] : second.others
  return { from: first.date, to: second.date, name: others.join(' ').replace(/^@/, '') }
}

/** The rep whose plan it is: one's own, or of somebody whom the actor leads. Throws UserError. */
async function repFor(ctx: ActorCtx, openId: string): Promise<Rep> {
  const rep = await loadRep(ctx.tx, openId)
  const own = openId === ctx.actor.openId
  authorize(ctx.actor, own ? 'plan.change' : 'plan.assign', rep ?? { repOpenId: '', teamPath: [] })
  if (!rep) throw new UserError(message(botWords.notYours), 'error')
  return rep
}

export const copyCommand = defineCommand({
  name: 'copy',
  aliases: ['复制计划', '复用', '重用', 'copy'],
  who: ['rep', 'manager', 'admin'],
  summary: w.summary,
  usage: w.usage,
  example: '复制计划 11-03 到 11-10',
  args: anyArguments,
  async run(ctx, args) {
    const { from, to, name } = readAsk(args, ctx.today)
    const openId =
      args.mentions[0]?.openId ?? (name ? await personNamed(ctx, name) : ctx.actor.openId)
    if (!openId) return sayText(ctx.t(planWords.repUnknown, { name }))
    const rep = await repFor(ctx, openId)
    if (from && to) return sendCard(await copyDay(ctx, rep, { from, to, sure: false }))
    const own = openId === ctx.actor.openId
    const about = { repOpenId: rep.openId, repName: rep.name, own }
    return sendCard(copyAskCard(about, { from, to }, ctx.t))
  },
})

const onChoose = onAction(copyActions.choose, { who: 'member' }, async (ctx, { payload, form }) => {
  const rep = await repFor(ctx, payload.repOpenId)
  const [from, to] = [localDate.safeParse(form.from), localDate.safeParse(form.to)]
  if (!from.success || !to.success) return toast('warning', ctx.t(w.needDays))
  return replaceCard(await copyDay(ctx, rep, { from: from.data, to: to.data, sure: false }))
})

const onDay = onAction(copyActions.onDay, { who: 'member' }, async (ctx, { payload }) => {
  const rep = await repFor(ctx, payload.repOpenId)
  return replaceCard(await copyDay(ctx, rep, { ...payload, sure: false }))
})

const onSure = onAction(copyActions.sure, { who: 'member' }, async (ctx, { payload }) => {
  const rep = await repFor(ctx, payload.repOpenId)
  return replaceCard(await copyDay(ctx, rep, { ...payload, sure: true }))
})

const onCancel = onAction(copyActions.cancel, { who: 'member' }, async (ctx) =>
  replaceCard(copyCancelledCard(ctx.t)),
)

export const copyHandlers = [onChoose, onDay, onSure, onCancel]

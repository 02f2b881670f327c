/** `协访` and the clicks on its cards. */
import {
  jointActions,
  jointAskCard,
  jointCard,
  jointEndCard,
} from '../../../../cards/plans/joint.ts'
import { anyArguments } from '../../../bot/arguments.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { defineCommand, onAction, visitors } from '../../../bot/define.ts'
import { type Reply, replaceCard, sayText, sendCard, toast } from '../../../bot/reply.ts'
import { type LocalDate, localDate } from '../../../domain/time.ts'
import { UserError } from '../../../errors.ts'
import { jointWords as w } from '../../../i18n/plan-joint.ts'
import { message } from '../../../i18n/t.ts'
import { authorize } from '../../../policies.ts'
import {
  type Customer,
  customerScope,
  findCustomers,
  getCustomer,
  ownedCustomer,
} from '../../customers/store.ts'
import { takeDate } from '../commands.ts'
import { stopFor } from '../stop.ts'
import { agreeJoint, colleagues, endJoint, jointThing, jointView, ownJoint } from './joint.ts'

/** The one customer of the actor's that the words mean. Throws UserError. */
async function customerOf(ctx: ActorCtx, words: string): Promise<Customer> {
  const name = words.slice(0, 40)
  const found = await findCustomers(ctx.tx, words, { ...customerScope(ctx.actor), limit: 10 })
  const exact = found.filter(
    (one) => one.code.toLowerCase() === words.toLowerCase() || one.name === words,
  )
  const [only, another] = exact.length > 0 ? exact : found
  if (!only) throw new UserError(message(w.noCustomer, { name }))
  if (another) throw new UserError(message(w.several, { name, n: found.length }))
  return only
}

async function agreed(
  ctx: ActorCtx,
  asked: { withOpenId: string; customer: Customer; date: LocalDate },
): Promise<{ card: ReturnType<typeof jointCard>; thing: string }> {
  const joint = await agreeJoint(ctx, asked)
  const view = await jointView(ctx, joint, ctx.actor.openId)
  return { card: jointCard(view, ctx.t), thing: jointThing(joint.id) }
}

const askReply = async (
  ctx: ActorCtx,
  customer: Customer | null,
  date: LocalDate | null,
): Promise<Reply> => {
  const people = (await colleagues(ctx)).map(({ openId, name }) => ({ openId, name }))
  return sendCard(jointAskCard({ customer, date, people }, ctx.t))
}

export const jointCommand = defineCommand({
  name: 'joint',
  aliases: ['协访', 'joint'],
  who: visitors,
  summary: w.summary,
  usage: w.usage,
  example: '协访 @王芳 永辉 明天',
  args: anyArguments,
  async run(ctx, args) {
    let text = args.text.normalize('NFKC')
    for (const { name } of args.mentions) text = text.replaceAll(`@${name}`, ' ')
    const { date, others } = takeDate(text.split(/\s+/).filter(Boolean), ctx.today)
    let withOpenId = args.mentions[0]?.openId ?? null
    let words = others
    if (!withOpenId) {
      // A colleague's whole name does without the @.
      const people = await colleagues(ctx)
      const named = words.find((word) => people.some(({ name }) => name === word.replace(/^@/, '')))
      const same = people.filter(({ name }) => name === named?.replace(/^@/, ''))
      if (same.length === 1) withOpenId = same[0]?.openId ?? null
      if (named) words = words.filter((word) => word !== named)
      const unknown = words.find((word) => word.startsWith('@'))
      if (unknown) return sayText(ctx.t(w.nobody, { name: unknown.slice(1) }))
    }
    const customer = words.length > 0 ? await customerOf(ctx, words.join(' ')) : null
    if (!withOpenId || !customer || !date) return askReply(ctx, customer, date)
    const { card, thing } = await agreed(ctx, { withOpenId, customer, date })
    return sendCard(card, thing)
  },
})

const onAsk = onAction(jointActions.ask, { who: visitors }, async (ctx, { payload }) => {
  const { stop, date } = await stopFor(ctx, payload.stopId, 'plan.change')
  return askReply(ctx, await getCustomer(ctx.tx, stop.customerCode), date)
})

const onAgree = onAction(jointActions.agree, { who: visitors }, async (ctx, { payload, form }) => {
  if (!form.person) return toast('warning', ctx.t(w.needPerson))
  const date = payload.date ?? localDate.safeParse(form.date).data
  if (!date) return toast('warning', ctx.t(w.needDay))
  const known = payload.customerCode ? await getCustomer(ctx.tx, payload.customerCode) : null
  const customer = known ?? (await customerOf(ctx, form.customer ?? ''))
  authorize(ctx.actor, 'customer.see', await ownedCustomer(ctx.tx, customer))
  const { card, thing } = await agreed(ctx, { withOpenId: form.person, customer, date })
  return replaceCard(card, thing)
})

const onEnd = onAction(jointActions.end, { who: visitors }, async (ctx, { payload }) => {
  const joint = await ownJoint(ctx, payload.jointId)
  const view = await jointView(ctx, joint, ctx.actor.openId)
  const stands = joint.status === 'agreed' && !view.isPast
  return replaceCard((stands ? jointEndCard : jointCard)(view, ctx.t), jointThing(joint.id))
})

const onSubmitEnd = onAction(
  jointActions.submitEnd,
  { who: visitors },
  async (ctx, { payload, form }) => {
    const joint = await ownJoint(ctx, payload.jointId)
    const reason = form.reason?.slice(0, 500) ?? null
    if (!reason && joint.byOpenId !== ctx.actor.openId) {
      return toast('warning', ctx.t(w.needReason))
    }
    const after = await endJoint(ctx, joint, reason)
    const view = await jointView(ctx, after, ctx.actor.openId)
    return replaceCard(jointCard(view, ctx.t), jointThing(joint.id))
  },
)

export const jointHandlers = [onAsk, onAgree, onEnd, onSubmitEnd]

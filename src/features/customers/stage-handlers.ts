/** `阶段`: shows the stages of a customer, and moves it on. */
import { customerActions } from '../../../cards/customers/actions.ts'
import { customerNotFoundCard } from '../../../cards/customers/find.ts'
import { type StageView, stageCard } from '../../../cards/customers/stage.ts'
import { anyArguments } from '../../bot/arguments.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { defineCommand, onAction } from '../../bot/define.ts'
import { type Reply, replaceCard, sayText, sendCard, type Toast } from '../../bot/reply.ts'
import { readStageDays } from '../../domain/customers/stages.ts'
import { settings } from '../../domain/settings/index.ts'
import { daysBetween, type LocalDate } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { customerStageWords as w } from '../../i18n/customer-stages.ts'
import { message } from '../../i18n/t.ts'
import { authorize } from '../../policies.ts'
import { getUsers } from '../org/store.ts'
import { knownStages, moveStage, stagesOf } from './stages.ts'
import { type Customer, customerScope, findCustomers, getCustomer, ownedCustomer } from './store.ts'

const who = ['rep', 'manager', 'admin'] as const
const maxLength = 20

async function stageView(ctx: ActorCtx, code: string): Promise<StageView> {
  const customer = await getCustomer(ctx.tx, code)
  if (!customer) throw new UserError(message(botWords.notYours), 'error')
  const rows = await stagesOf(ctx.tx, code)
  const people = await getUsers(
    ctx.tx,
    rows.flatMap(({ byOpenId }) => byOpenId ?? []),
  )
  const { name, stage } = customer
  const since = customer.stageSince as LocalDate | null
  const limits = readStageDays(ctx.rules.get(settings.stuckStages))
  return {
    ...{ code, name, stage, since },
    days: since ? daysBetween(since, ctx.today) : 0,
    limitDays: stage === null ? null : (limits.get(stage) ?? null),
    before: rows
      .filter((one) => one.since !== since)
      .map((one) => ({
        ...{ stage: one.stage, since: one.since },
        by: one.byOpenId === null ? null : (people.get(one.byOpenId)?.name ?? one.byOpenId),
      })),
    choices: await knownStages(ctx),
  }
}

/** The customer of a click or a command, as this person may see it. */
async function allowed(ctx: ActorCtx, code: string): Promise<Customer> {
  const customer = await getCustomer(ctx.tx, code)
  if (!customer) throw new UserError(message(botWords.notYours), 'error')
  authorize(ctx.actor, 'customer.see', await ownedCustomer(ctx.tx, customer))
  return customer
}

async function moved(ctx: ActorCtx, code: string, stage: string): Promise<Toast> {
  const isNews = await moveStage(ctx, await allowed(ctx, code), stage, ctx.actor.openId)
  return isNews
    ? { type: 'success', text: ctx.t(w.moved, { stage }) }
    : { type: 'info', text: ctx.t(w.same, { stage }) }
}

export const stageHandlers = [
  onAction(customerActions.stage, { who }, async (ctx, { payload: { customerCode } }) => {
    await allowed(ctx, customerCode)
    return sendCard(stageCard(await stageView(ctx, customerCode), ctx.t))
  }),
  onAction(
    customerActions.setStage,
    { who },
    async (ctx, { payload: { customerCode }, option }) => {
      const said = await moved(ctx, customerCode, option)
      return replaceCard(stageCard(await stageView(ctx, customerCode), ctx.t), undefined, said)
    },
  ),
]

/** `阶段 永辉` shows, `阶段 永辉 报价` moves: a customer by the whole text first, then all but the last word. */
export const stageCommand = defineCommand({
  name: 'stage',
  aliases: ['阶段', '客户阶段', 'stage'],
  who,
  summary: w.summary,
  usage: w.usage,
  example: '阶段 永辉 报价',
  args: anyArguments,
  async run(ctx, { text }): Promise<Reply> {
    if (text === '') return sayText(ctx.t(w.missing))
    const [, name, stage] = /^(.*\S)\s+(\S+)$/.exec(text) ?? []
    const whole = await only(ctx, text)
    if (whole.found || !name || !stage) return whole.found ? shown(ctx, whole.found) : whole.reply
    const part = await only(ctx, name)
    if (!part.found) return part.reply
    await moved(ctx, part.found.code, stage.slice(0, maxLength))
    return shown(ctx, part.found)
  },
})

const shown = async (ctx: ActorCtx, { code }: Customer): Promise<Reply> =>
  sendCard(stageCard(await stageView(ctx, code), ctx.t))

/** The one customer that words name, or what to say about them. */
async function only(
  ctx: ActorCtx,
  words: string,
): Promise<{ readonly found: Customer | null; readonly reply: Reply }> {
  const text = words.slice(0, 100)
  const list = await findCustomers(ctx.tx, text, { ...customerScope(ctx.actor), limit: 2 })
  const [first] = list
  const exact = list.find(
    ({ code, name }) => name === text || code.toLowerCase() === text.toLowerCase(),
  )
  const found = exact ?? (list.length === 1 ? (first ?? null) : null)
  const reply = first
    ? sayText(ctx.t(w.many, { query: text }))
    : sendCard(customerNotFoundCard(text, ctx.t))
  return { found, reply }
}

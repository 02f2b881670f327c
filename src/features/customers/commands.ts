import { customerCard } from '../../../cards/customers/customer.ts'
import { customerNotFoundCard } from '../../../cards/customers/find.ts'
import { oneText } from '../../bot/arguments.ts'
import { defineCommand } from '../../bot/define.ts'
import { sendCard } from '../../bot/reply.ts'
import { customerWords as w } from '../../i18n/customers.ts'
import { customerView, foundCard, foundPage, mendingCard } from './views.ts'

const mendWords = new Set(['待补', '待采点', '待补地址', 'mend', 'missing'])

/** `客户 永辉` shows one, offers several, or says that there is none; `客户 待补` lists what lacks a place. */
export const customerCommand = defineCommand({
  name: 'customer',
  aliases: ['客户', 'customer'],
  who: 'member',
  summary: w.summary,
  usage: w.usage,
  example: '客户 永辉',
  args: oneText,
  async run(ctx, query) {
    if (mendWords.has(query.toLowerCase())) return sendCard(await mendingCard(ctx, 0))
    const text = query.slice(0, 100)
    const found = await foundPage(ctx, text, 0)
    const [first, second] = found.rows
    if (!first) return sendCard(customerNotFoundCard(text, ctx.t))
    const isCode = first.code.toLowerCase() === text.toLowerCase()
    const isName = first.name === text && second?.name !== text
    if (second && !isCode && !isName) return sendCard(foundCard(ctx, text, found))
    return sendCard(customerCard(await customerView(ctx, first), ctx.t))
  },
})

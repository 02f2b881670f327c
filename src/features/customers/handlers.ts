import { uuidv7 } from 'uuidv7'
import { customerActions } from '../../../cards/customers/actions.ts'
import { customerCard } from '../../../cards/customers/customer.ts'
import { admins, onAction } from '../../bot/define.ts'
import { replaceCard, sendCard, toast } from '../../bot/reply.ts'
import { UserError } from '../../errors.ts'
import { mendingFileWanted } from '../../events.ts'
import { botWords } from '../../i18n/bot.ts'
import { customerWords as w } from '../../i18n/customers.ts'
import { message } from '../../i18n/t.ts'
import { authorize } from '../../policies.ts'
import { stageHandlers } from './stage-handlers.ts'
import { getCustomer, ownedCustomer } from './store.ts'
import { customerView, foundCard, foundPage, mendingCard } from './views.ts'

/** Shows one customer beside the list; the list stays. */
const onShow = onAction(
  customerActions.show,
  { who: 'member' },
  async (ctx, { payload: { customerCode } }) => {
    const customer = await getCustomer(ctx.tx, customerCode)
    // Who may not see a customer does not learn whether it exists.
    if (!customer) throw new UserError(message(botWords.notYours), 'error')
    authorize(ctx.actor, 'customer.see', await ownedCustomer(ctx.tx, customer))
    return sendCard(customerCard(await customerView(ctx, customer), ctx.t))
  },
)

const onFind = onAction(
  customerActions.find,
  { who: 'member' },
  async (ctx, { payload: { query, page } }) =>
    replaceCard(foundCard(ctx, query, await foundPage(ctx, query, page))),
)

const onMend = onAction(
  customerActions.mend,
  { who: 'member' },
  async (ctx, { payload: { page } }) => replaceCard(await mendingCard(ctx, page)),
)

/** 导出: a job makes the file and sends it to the admin who asked. */
const onExportMend = onAction(customerActions.exportMend, { who: admins }, async (ctx) => {
  const { openId, locale } = ctx.actor
  await ctx.emit(mendingFileWanted, { fileId: uuidv7(), openId, locale, date: ctx.today })
  return toast('info', ctx.t(w.mendExporting))
})

export const customerHandlers = [onShow, onFind, onMend, onExportMend, ...stageHandlers]

/** Many people's month: of the teams one leads, and of the whole company for who pays it. */
import { z } from 'zod'
import { monthText } from '../../../cards/commission/parts.ts'
import { type PeopleView, payrollCard, teamCard } from '../../../cards/commission/team.ts'
import type { Card } from '../../../cards/kit/card.ts'
import type { ActorCtx, Ctx } from '../../bot/context.ts'
import type { Reply } from '../../bot/reply.ts'
import { type AskingCtx, type SlowCard, workOut } from '../../bot/slow-card.ts'
import type { Fen } from '../../domain/money.ts'
import { formatLocal, monthOf } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { commissionWords as w } from '../../i18n/commission.ts'
import { message, type T } from '../../i18n/t.ts'
import { headText } from '../ledger/chain.ts'
import { headOf } from '../ledger/seal.ts'
import { getUser, getUsers } from '../org/store.ts'
import { teams } from '../org/tables.ts'
import { ledPeople, needsFinance } from './access.ts'
import { closeOf } from './close.ts'
import { keepMonths } from './kept/keep.ts'
import { monthBefore, nextMonth } from './months.ts'
import { pageOf } from './person.ts'
import { correctionsIn, monthTotals, quickTotals } from './read.ts'
import { schemesIn } from './schemes.ts'

/** Number and twelve digits: enough to be compared by eye; the file has all of it. */
const shownOfHead = 20

export const payrollThing = (month: string) => `commission:${month}`

/** Which people: those of the teams that one leads, or everybody for who pays. */
const ask = z.object({
  whose: z.enum(['team', 'payroll']),
  month: z.string(),
  page: z.number().int().min(0),
})
type Ask = z.infer<typeof ask>

export const payrollCardFor = async (ctx: Ctx, month: string, page: number, t: T): Promise<Card> =>
  payrollCard(await peopleView(ctx, { month, page }, t, await monthTotals(ctx, month)), t)

/** The people's month where too many have changed since it was kept for somebody who waits. */
export const slowPeople: SlowCard<Ask> = {
  name: 'commission.people',
  ask,
  title: async ({ t }, { whose, month }) =>
    t(whose === 'payroll' ? w.payroll : w.team, { month: monthText(month, t) }),
  async card(ctx, asked) {
    const openIds = await whoIsShown(ctx, asked)
    // So that the next page is there at once.
    while (await keepMonths(ctx));
    return cardOf(ctx, asked, await monthTotals(ctx, asked.month, openIds), openIds)
  },
}

/** Answers with the people's month, as they are kept; else a job works it out in its place. */
export async function answerPeople(
  ctx: ActorCtx,
  asked: Ask,
  reply: (card: Card, thing: string) => Reply,
): Promise<Reply> {
  const { whose, month } = asked
  const openIds = await whoIsShown(ctx, asked)
  const thing = whose === 'payroll' ? payrollThing(month) : `commission-team:${ctx.messageId}`
  const totals = await quickTotals(ctx, month, openIds)
  return reply(
    totals
      ? await cardOf(ctx, asked, totals, openIds)
      : await workOut(ctx, slowPeople, asked, thing),
    thing,
  )
}

/** The people of the teams that the asker leads now; undefined: everybody. Throws UserError. */
async function whoIsShown(ctx: AskingCtx, { whose }: Ask): Promise<string[] | undefined> {
  if (whose === 'payroll') {
    needsFinance(ctx)
    return undefined
  }
  if (ctx.actor.ledTeams.length === 0) throw new UserError(message(w.notYours), 'error')
  return ledPeople(ctx)
}

async function cardOf(
  ctx: AskingCtx,
  { whose, ...asked }: Ask,
  totals: ReadonlyMap<string, Fen>,
  openIds: readonly string[] | undefined,
): Promise<Card> {
  const view = await peopleView(ctx, asked, ctx.t, totals, openIds)
  return (whose === 'payroll' ? payrollCard : teamCard)(view, ctx.t)
}

/** People with money first, the most at the top; who has none stands only in the teams one leads. */
async function peopleView(
  ctx: Ctx,
  { month, page }: Pick<Ask, 'month' | 'page'>,
  t: T,
  all: ReadonlyMap<string, Fen>,
  openIds?: readonly string[],
): Promise<PeopleView> {
  const totals = openIds ? all : new Map([...all].filter(([, fen]) => fen !== 0))
  const people = await getUsers(ctx.tx, [...totals.keys()])
  const named = new Map((await ctx.tx.select().from(teams)).map(({ code, name }) => [code, name]))
  const sorted = [...totals].toSorted(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  const shown = pageOf(sorted, page)
  const corrections = await correctionsIn(ctx.tx, month, openIds)
  const close = await closeOf(ctx.tx, month)
  const head = await headOf(ctx.tx)
  return {
    month,
    page: shown.page,
    pages: shown.pages,
    count: sorted.length,
    totalFen: sorted.reduce((sum, [, fen]) => sum + fen, 0),
    correctionsFen: corrections.reduce((sum, { fen }) => sum + fen, 0),
    rows: shown.rows.map(([openId, fen]) => {
      const user = people.get(openId)
      return {
        openId,
        fen,
        name: user?.name ?? openId,
        team: named.get(user?.teamCode ?? '') ?? '',
      }
    }),
    closed: close && {
      at: formatLocal(close.closedAt, ctx.zone, 'dateTime', t.locale),
      by: close.closedBy && ((await getUser(ctx.tx, close.closedBy))?.name ?? close.closedBy),
      ledger: head.seq === 0 ? null : headText(head).slice(0, shownOfHead),
    },
    hasSchemes: (await schemesIn(ctx.tx, month)).length > 0,
    monthBefore: monthBefore(month),
    nextMonth: month < monthOf(ctx.today) ? nextMonth(month) : null,
  }
}

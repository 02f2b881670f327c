/** Many people's month: of the teams one leads, and of the whole company for who pays it. */
import { type PeopleView, payrollCard, teamCard } from '../../../cards/commission/team.ts'
import type { Card } from '../../../cards/kit/card.ts'
import type { ActorCtx, Ctx } from '../../bot/context.ts'
import { formatLocal, monthOf } from '../../domain/time.ts'
import type { T } from '../../i18n/t.ts'
import { headText } from '../ledger/chain.ts'
import { headOf } from '../ledger/seal.ts'
import { getUser, getUsers } from '../org/store.ts'
import { teams } from '../org/tables.ts'
import { ledPeople } from './access.ts'
import { closeOf } from './close.ts'
import { monthBefore, nextMonth } from './months.ts'
import { pageOf } from './person.ts'
import { correctionsIn, monthTotals } from './read.ts'
import { schemesIn } from './schemes.ts'

/** Number and twelve digits: enough to be compared by eye; the file has all of it. */
const shownOfHead = 20

export const payrollThing = (month: string) => `commission:${month}`

export async function payrollCardFor(ctx: Ctx, month: string, page: number, t: T): Promise<Card> {
  return payrollCard(await peopleView(ctx, month, page, t), t)
}

export async function teamCardFor(ctx: ActorCtx, month: string, page: number): Promise<Card> {
  const people = await ledPeople(ctx)
  return teamCard(await peopleView(ctx, month, page, ctx.t, people), ctx.t)
}

/** People with money first, the most at the top; who has none stands only in the teams one leads. */
async function peopleView(
  ctx: Ctx,
  month: string,
  page: number,
  t: T,
  openIds?: readonly string[],
): Promise<PeopleView> {
  const all = await monthTotals(ctx, month, openIds)
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

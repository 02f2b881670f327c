/** 批量安排 on a week card: one day, several customers, one tap. */
import { and, asc, eq, or, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Card } from '../../../../cards/kit/card.ts'
import { batchActions } from '../../../../cards/plans/batch-actions.ts'
import { weekAddCard, weekCustomers } from '../../../../cards/plans/batch-week.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { onAction } from '../../../bot/define.ts'
import { replaceCard, sendCard, toast } from '../../../bot/reply.ts'
import { addDays, daysFrom, type LocalDate, localDate } from '../../../domain/time.ts'
import { UserError } from '../../../errors.ts'
import { botWords } from '../../../i18n/bot.ts'
import { batchWords as w } from '../../../i18n/plan-batch.ts'
import { message } from '../../../i18n/t.ts'
import { authorize } from '../../../policies.ts'
import { customers } from '../../customers/tables.ts'
import { calendarOf, loadRep, type Rep } from '../people.ts'
import { makeBatch } from './make.ts'
import { loadOf } from './plan.ts'
import { openBatch } from './store.ts'
import { cardOfResult } from './view.ts'

/** The rep whose week it is: one's own, or of somebody whom the actor leads. Throws UserError. */
async function repFor(ctx: ActorCtx, openId: string): Promise<Rep> {
  const rep = await loadRep(ctx.tx, openId)
  const own = openId === ctx.actor.openId
  authorize(ctx.actor, own ? 'plan.change' : 'plan.assign', rep ?? { repOpenId: '', teamPath: [] })
  if (!rep) throw new UserError(message(botWords.notYours), 'error')
  return rep
}

/** Active customers of a rep that fit the words, those that are not in the week yet first. */
async function choicesOf(ctx: ActorCtx, rep: Rep, from: LocalDate, search: string) {
  const like = `%${search.replace(/[%_\\]/g, '\\$&').toLowerCase()}%`
  const fits = and(
    eq(customers.ownerOpenId, rep.openId),
    eq(customers.status, 'active'),
    search === ''
      ? undefined
      : or(
          sql`lower(${customers.name}) like ${like}`,
          sql`lower(${customers.code}) like ${like}`,
          sql`lower(${customers.line}) like ${like}`,
        ),
  )
  const isThere = sql`exists (select 1 from plan_wishes w where w.rep_open_id = ${rep.openId}
    and w.customer_code = ${customers.code} and w.status = 'waiting'
    and w.date between ${from} and ${addDays(from, 6)})`
  const rows = await ctx.tx
    .select({ code: customers.code, name: customers.name })
    .from(customers)
    .where(fits)
    .orderBy(isThere, asc(customers.line), asc(customers.name), asc(customers.code))
    .limit(weekCustomers)
  return { rows, total: await ctx.tx.$count(customers, fits) }
}

async function cardOfWeek(
  ctx: ActorCtx,
  rep: Rep,
  monday: LocalDate,
  search: string,
): Promise<Card> {
  const to = addDays(monday, 6)
  const first = monday < ctx.today ? ctx.today : monday
  const calendar = await calendarOf(ctx, rep, monday)
  const load = await loadOf(ctx, rep, monday, to)
  const { rows, total } = await choicesOf(ctx, rep, monday, search)
  return weekAddCard(
    {
      repOpenId: rep.openId,
      repName: rep.openId === ctx.actor.openId ? null : rep.name,
      from: monday,
      batchId: uuidv7(),
      days: daysFrom(first, to).map((date) => ({
        date,
        n: load.get(date) ?? 0,
        free: !calendar.isWorkingDay(date),
      })),
      customers: first > to ? [] : rows,
      total,
      search,
    },
    ctx.t,
  )
}

const onWeek = onAction(batchActions.week, { who: 'member' }, async (ctx, { payload }) => {
  const rep = await repFor(ctx, payload.repOpenId)
  // The week card stays: the visits are to be seen there.
  return sendCard(await cardOfWeek(ctx, rep, payload.from, payload.search))
})

const onSearchWeek = onAction(
  batchActions.searchWeek,
  { who: 'member' },
  async (ctx, { payload, form }) => {
    const rep = await repFor(ctx, payload.repOpenId)
    return replaceCard(await cardOfWeek(ctx, rep, payload.from, form.words?.slice(0, 80) ?? ''))
  },
)

const onAddToDay = onAction(
  batchActions.addToDay,
  { who: 'member' },
  async (ctx, { payload, form }) => {
    const rep = await repFor(ctx, payload.repOpenId)
    const date = localDate.safeParse(form.date)
    if (!date.success) return toast('warning', ctx.t(w.needDay))
    if (date.data < ctx.today) return toast('warning', ctx.t(w.whyDayPast))
    if (form.codes.length === 0) return toast('warning', ctx.t(w.pickSome))
    const items = form.codes.map((code) => ({ code, date: date.data }))
    const batch = await openBatch(ctx, {
      id: payload.batchId,
      kind: 'week',
      byOpenId: ctx.actor.openId,
      draft: { items, whom: [rep.openId] },
    })
    if (batch.byOpenId !== ctx.actor.openId) {
      throw new UserError(message(botWords.notYours), 'error')
    }
    return replaceCard(cardOfResult(ctx, await makeBatch(ctx, batch)))
  },
)

export const weekHandlers = [onWeek, onSearchWeek, onAddToDay]

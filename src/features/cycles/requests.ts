/** A rep would have a visit on another day, or not at all in this cycle; a manager decides. */
import { and, eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { RequestView } from '../../../cards/cycles/view.ts'
import { requestCard, requestText } from '../../../cards/cycles/week.ts'
import type { ActorCtx, Ctx } from '../../bot/context.ts'
import type { LocalDate } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { planChanged } from '../../events.ts'
import { cycleWords as w } from '../../i18n/cycles.ts'
import { message, type Word } from '../../i18n/t.ts'
import { getCustomer } from '../customers/store.ts'
import { activeAdmins, getUser, managersOf, type User } from '../org/store.ts'
import { calendarOf, loadRep, type Rep } from '../plans/people.ts'
import type { CycleVisitRow } from './store.ts'
import { cycleRequests, cycles, cycleVisits } from './tables.ts'

export type CycleRequest = typeof cycleRequests.$inferSelect

const requestThing = (id: string) => `cycle-request:${id}`

/** A visit of the actor's own published cycle that lies ahead. Throws UserError. */
export async function ownVisit(
  ctx: ActorCtx,
  visitId: string,
): Promise<{ visit: CycleVisitRow; cycle: typeof cycles.$inferSelect }> {
  const [found] = await ctx.tx
    .select({ visit: cycleVisits, cycle: cycles })
    .from(cycleVisits)
    .innerJoin(cycles, eq(cycles.id, cycleVisits.cycleId))
    .where(and(eq(cycleVisits.id, visitId), eq(cycleVisits.repOpenId, ctx.actor.openId)))
    .for('update')
  if (found?.cycle.status !== 'published') throw new UserError(message(w.gone))
  if (found.visit.date <= ctx.today) throw new UserError(message(w.tooLate))
  return found
}

export interface Wished {
  readonly toDate: LocalDate | null
  readonly reason: string
}

/** Why a change cannot be asked for; null when it can. */
async function whyNot(
  ctx: ActorCtx,
  rep: Rep,
  { visit, cycle }: Awaited<ReturnType<typeof ownVisit>>,
  toDate: LocalDate | null,
): Promise<Word<never> | 'outside' | null> {
  const [waiting] = await ctx.tx
    .select({ id: cycleRequests.id })
    .from(cycleRequests)
    .where(
      and(
        eq(cycleRequests.repOpenId, rep.openId),
        eq(cycleRequests.customerCode, visit.customerCode),
        eq(cycleRequests.fromDate, visit.date),
        eq(cycleRequests.status, 'asked'),
      ),
    )
  if (waiting) return w.pending
  if (toDate === null) return null
  const works = (await calendarOf(ctx, rep, ctx.today)).isWorkingDay(toDate)
  if (!works || toDate <= ctx.today || toDate < cycle.fromDate || toDate > cycle.toDate)
    return 'outside'
  const [there] = await ctx.tx
    .select({ id: cycleVisits.id })
    .from(cycleVisits)
    .where(
      and(
        eq(cycleVisits.cycleId, cycle.id),
        eq(cycleVisits.customerCode, visit.customerCode),
        eq(cycleVisits.date, toDate),
      ),
    )
  return there ? w.already : null
}

/** Asks the managers for a change of one visit; without anybody to ask it is made at once. */
export async function askForChange(
  ctx: ActorCtx,
  visitId: string,
  { toDate, reason }: Wished,
): Promise<'sent' | 'done'> {
  const rep = await loadRep(ctx.tx, ctx.actor.openId)
  const found = await ownVisit(ctx, visitId)
  if (!rep) throw new UserError(message(w.gone))
  const problem = await whyNot(ctx, rep, found, toDate)
  if (problem === 'outside')
    throw new UserError(message(w.outside, { from: found.cycle.fromDate, to: found.cycle.toDate }))
  if (problem) throw new UserError(message(problem))
  const request: CycleRequest = {
    id: uuidv7(),
    repOpenId: rep.openId,
    customerCode: found.visit.customerCode,
    fromDate: found.visit.date,
    toDate,
    reason,
    status: 'asked',
    askedAt: ctx.now,
    ruledBy: null,
    ruledAt: null,
  }
  await ctx.tx.insert(cycleRequests).values(request)
  const judges = await judgesOf(ctx, rep)
  if (judges.length === 0) {
    await settle(ctx, request, true, null)
    return 'done'
  }
  await tell(ctx, request, rep, judges)
  return 'sent'
}

async function judgesOf(ctx: Ctx, rep: Rep): Promise<User[]> {
  const managers = await managersOf(ctx.tx, rep)
  if (managers.length > 0) return managers
  return (await activeAdmins(ctx.tx)).filter(({ openId }) => openId !== rep.openId)
}

export async function requestOf(ctx: Ctx, id: string): Promise<CycleRequest | null> {
  const [found] = await ctx.tx
    .select()
    .from(cycleRequests)
    .where(eq(cycleRequests.id, id))
    .for('update')
  return found ?? null
}

/** Decides once; the visit is moved or dropped, the rep hears of it, other managers' cards follow. */
export async function ruleRequest(
  ctx: ActorCtx,
  request: CycleRequest,
  rep: Rep,
  approve: boolean,
): Promise<CycleRequest> {
  if (request.status !== 'asked') return request
  const after = await settle(ctx, request, approve, ctx.actor.openId)
  const others = (await judgesOf(ctx, rep)).filter(({ openId }) => openId !== ctx.actor.openId)
  await tell(ctx, after, rep, others)
  const t = ctx.tFor(rep.locale)
  const view = await requestView(ctx, after, rep)
  const ruled = { approved: w.ruledApproved, refused: w.ruledRefused } as const
  if (after.status === 'approved' || after.status === 'refused')
    await ctx.say({ openId: rep.openId }, t(ruled[after.status], { what: requestText(view, t) }))
  return after
}

async function settle(
  ctx: Ctx,
  request: CycleRequest,
  approve: boolean,
  by: string | null,
): Promise<CycleRequest> {
  const done = approve ? await apply(ctx, request) : true
  const status = !done ? 'over' : approve ? 'approved' : 'refused'
  const set = { status, ruledBy: by, ruledAt: ctx.now } as const
  await ctx.tx.update(cycleRequests).set(set).where(eq(cycleRequests.id, request.id))
  return { ...request, ...set }
}

/** Moves or drops the visit; false when it is not there any more or its day has come. */
async function apply(ctx: Ctx, request: CycleRequest): Promise<boolean> {
  if (request.fromDate <= ctx.today) return false
  const there = and(
    eq(cycleVisits.repOpenId, request.repOpenId),
    eq(cycleVisits.customerCode, request.customerCode),
    eq(cycleVisits.date, request.fromDate),
  )
  const [visit] = await ctx.tx.select().from(cycleVisits).where(there)
  if (!visit || (request.toDate !== null && request.toDate <= ctx.today)) return false
  await ctx.tx.delete(cycleVisits).where(eq(cycleVisits.id, visit.id))
  if (request.toDate !== null)
    await ctx.tx
      .insert(cycleVisits)
      .values({ ...visit, id: uuidv7(), date: request.toDate, fixed: true })
      .onConflictDoNothing()
  for (const date of [request.fromDate, request.toDate])
    if (date) await ctx.emit(planChanged, { repOpenId: request.repOpenId, date })
  return true
}

export async function requestView(ctx: Ctx, request: CycleRequest, rep: Rep): Promise<RequestView> {
  const customer = await getCustomer(ctx.tx, request.customerCode)
  const by = request.ruledBy ? await getUser(ctx.tx, request.ruledBy) : null
  return {
    requestId: request.id,
    repName: rep.name,
    name: customer?.name ?? request.customerCode,
    fromDate: request.fromDate as LocalDate,
    toDate: request.toDate as LocalDate | null,
    reason: request.reason,
    state: request.status,
    byName: by?.name ?? request.ruledBy,
  }
}

export const thingOfRequest = requestThing

async function tell(
  ctx: Ctx,
  request: CycleRequest,
  rep: Rep,
  judges: readonly User[],
): Promise<void> {
  const view = await requestView(ctx, request, rep)
  for (const judge of judges)
    await ctx.show(
      { openId: judge.openId },
      requestThing(request.id),
      requestCard(view, ctx.tFor(judge.locale)),
    )
}

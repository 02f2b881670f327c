/** What people do about an alarm: plan the visit, tell how it stands, call it false. */
import { and, eq, sql } from 'drizzle-orm'
import { sentenceOf } from '../../../cards/alarms/sentence.ts'
import type { ActorCtx, Ctx } from '../../bot/context.ts'
import {
  type ContactOutcome,
  contactEffect,
  type FalseReason,
  keepWords,
} from '../../domain/alarms/thread.ts'
import { addDays, type LocalDate } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { alarmActWords as w } from '../../i18n/alarms-acts.ts'
import { botWords } from '../../i18n/bot.ts'
import { message } from '../../i18n/t.ts'
import { authorize } from '../../policies.ts'
import { lockFor } from '../../queue/run-job.ts'
import { type Customer, ownedCustomer } from '../customers/store.ts'
import { customers } from '../customers/tables.ts'
import { loadRep, type Rep } from '../plans/people.ts'
import { putOnPlan, whyRefused } from '../plans/put.ts'
import { soonestDay } from '../plans/soon.ts'
import { visits } from '../visits/tables.ts'
import {
  type Alarm,
  type AlarmRow,
  alarmFor,
  alarmsOfCustomers,
  changeAlarm,
  noteEvents,
  plannedFrom,
} from './acts-store.ts'
import { openingOn, refreshCards } from './clock.ts'
import { customerAlarms } from './tables.ts'

export const isRunning = ({ state }: Alarm): boolean => state === 'open' || state === 'planned'

/**
 * An alarm for the actor, as it and its customer are now; the owner's plan and the alarm are locked, in
 * the order in which everybody locks them. Throws UserError for who may not see the customer.
 */
export async function alarmOf(ctx: ActorCtx, alarmId: string): Promise<AlarmRow> {
  const [found] = await ctx.tx
    .select({ owner: customers.ownerOpenId })
    .from(customerAlarms)
    .innerJoin(customers, eq(customers.code, customerAlarms.customerCode))
    .where(eq(customerAlarms.id, alarmId))
  if (!found) throw new UserError(message(botWords.notYours), 'error')
  if (found.owner) await lockFor(ctx.tx, `person:${found.owner}`)
  const row = await alarmFor(ctx.tx, alarmId)
  if (!row) throw new UserError(message(botWords.notYours), 'error')
  authorize(ctx.actor, 'customer.see', await ownedCustomer(ctx.tx, row.customer))
  return row
}

export type Planned = {
  readonly on: LocalDate
  /** It stood on a plan before. */
  readonly was: boolean
}

/**
 * 加入计划: the owner's next sensible day, on which the stop shows the reason as its why. Where somebody has
 * the customer on a plan already that day stays. Throws UserError where it cannot be planned.
 */
export async function planVisit(
  ctx: ActorCtx,
  { alarm, customer }: AlarmRow,
  thing: string | undefined,
): Promise<Planned> {
  const there = (await plannedFrom(ctx.tx, [customer.code], ctx.today)).get(customer.code)
  const rep = await loadRep(ctx.tx, there?.repOpenId ?? customer.ownerOpenId ?? '')
  if (!rep) throw new UserError(message(w.noRep))
  const on = there?.on ?? (await putSoon(ctx, rep, alarm, customer))
  await changeAlarm(ctx, alarm, {
    state: 'planned',
    actedAt: alarm.actedAt ?? ctx.now,
    dueAt: await openingOn(ctx, rep, addDays(on, 1)),
  })
  await noteEvents(ctx, 'planned', [{ alarmId: alarm.id, by: ctx.actor.openId, note: on }])
  await refreshCards(ctx, alarm.id, thing)
  return { on, was: there !== undefined }
}

async function putSoon(
  ctx: ActorCtx,
  rep: Rep,
  alarm: Alarm,
  customer: Customer,
): Promise<LocalDate> {
  if (whyRefused(customer) !== null) throw new UserError(message(w.cannotVisit))
  const on = await soonestDay(ctx, rep, customer)
  if (on === null) throw new UserError(message(w.noDay))
  const note = sentenceOf(alarm, ctx.tFor(rep.locale)).slice(0, 200)
  const by = { openId: ctx.actor.openId, name: ctx.actor.name }
  await putOnPlan(ctx, rep, on, [{ customer, note }], { source: 'anomaly', by })
  return on
}

/** 已联系: ends it as lost, has it come up again on a day, or waits for the order. */
export async function contacted(
  ctx: ActorCtx,
  { alarm, customer }: AlarmRow,
  said: {
    readonly outcome: ContactOutcome
    readonly note: string
    readonly until: LocalDate | null
  },
  thing: string | undefined,
): Promise<void> {
  const { outcome, note, until } = said
  const by = ctx.actor.openId
  const words = keepWords(outcome, note)
  const effect = contactEffect(outcome)
  const actedAt = alarm.actedAt ?? ctx.now
  if (effect === 'lost') return end(ctx, alarm, 'lost', words, thing)
  if (effect === 'remind' && until !== null) {
    const rep = (await loadRep(ctx.tx, customer.ownerOpenId ?? '')) ?? ctx.actor
    const dueAt = await openingOn(ctx, rep, until)
    await changeAlarm(ctx, alarm, { state: 'planned', actedAt, dueAt })
    await noteEvents(ctx, 'answered', [{ alarmId: alarm.id, by, note: words }])
    await noteEvents(ctx, 'snoozed', [{ alarmId: alarm.id, by, note: until }])
  } else {
    await changeAlarm(ctx, alarm, { state: 'open', actedAt, dueAt: null })
    await noteEvents(ctx, 'answered', [{ alarmId: alarm.id, by, note: words }])
  }
  await refreshCards(ctx, alarm.id, thing)
}

/** 误报: it ends, with the reason that the scan's thresholds can be judged by. */
export const calledFalse = (
  ctx: ActorCtx,
  { alarm }: AlarmRow,
  said: { readonly reason: FalseReason; readonly note: string },
  thing: string | undefined,
): Promise<void> => end(ctx, alarm, 'false_alarm', keepWords(said.reason, said.note), thing)

async function end(
  ctx: ActorCtx,
  alarm: Alarm,
  state: 'lost' | 'false_alarm',
  endReason: string,
  thing: string | undefined,
): Promise<void> {
  const by = ctx.actor.openId
  const ended = { endedAt: ctx.now, endedBy: by, endReason: endReason.slice(0, 500), dueAt: null }
  await changeAlarm(ctx, alarm, { state, actedAt: alarm.actedAt ?? ctx.now, ...ended })
  await noteEvents(ctx, 'ended', [{ alarmId: alarm.id, by, note: endReason }])
  await refreshCards(ctx, alarm.id, thing)
}

/**
 * A visit to the customer, or to a branch of it, is an act: the clock stops and the alarm waits for an
 * order. The same visit is noted once.
 */
export async function followVisit(ctx: Ctx, visitId: string): Promise<void> {
  const [visit] = await ctx.tx
    .select({ code: visits.customerCode, rep: visits.repOpenId, parent: customers.parentCode })
    .from(visits)
    .leftJoin(customers, eq(customers.code, visits.customerCode))
    .where(and(eq(visits.id, visitId), eq(visits.status, 'closed')))
  if (!visit) return
  const codes = [visit.code, ...(visit.parent ? [visit.parent] : [])]
  for (const alarm of await alarmsOfCustomers(ctx.tx, codes)) {
    if (await wasNoted(ctx, alarm.id, visitId)) continue
    await changeAlarm(ctx, alarm, { state: 'open', actedAt: alarm.actedAt ?? ctx.now, dueAt: null })
    await noteEvents(ctx, 'visited', [{ alarmId: alarm.id, by: visit.rep, note: visitId }])
    await refreshCards(ctx, alarm.id)
  }
}

async function wasNoted(ctx: Ctx, alarmId: string, visitId: string): Promise<boolean> {
  const [row] = await ctx.tx.execute<{ n: number }>(sql`
    select count(*)::int as n from alarm_events
    where alarm_id = ${alarmId} and kind = 'visited' and note = ${visitId}`)
  return (row?.n ?? 0) > 0
}

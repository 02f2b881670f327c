/** Joint visits: agreed by one, on both plans, ended by either with word to the other. */
import { and, eq, inArray, or, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { type JointView, jointCard } from '../../../../cards/plans/joint.ts'
import type { ActorCtx, Ctx } from '../../../bot/context.ts'
import { addDays, type LocalDate } from '../../../domain/time.ts'
import { UserError } from '../../../errors.ts'
import { planChanged } from '../../../events.ts'
import { botWords } from '../../../i18n/bot.ts'
import { jointWords as w } from '../../../i18n/plan-joint.ts'
import { message } from '../../../i18n/t.ts'
import { lockFor } from '../../../queue/run-job.ts'
import { type Customer, getCustomer } from '../../customers/store.ts'
import { countUnasked } from '../../nudges/store.ts'
import { getUser, type User } from '../../org/store.ts'
import { teamManagers, users } from '../../org/tables.ts'
import { findPlan } from '../generate.ts'
import { calendarOf, loadRep, type Rep } from '../people.ts'
import { putOnPlan, whyRefused } from '../put.ts'
import { routePlan } from '../route.ts'
import { jointVisits, planStops, planWishes } from '../tables.ts'

export type Joint = typeof jointVisits.$inferSelect
const horizonDays = 180

export const jointThing = (id: string) => `joint:${id}`

/** Active people who visit, of the actor's teams and those who lead them, without the actor. */
export async function colleagues(ctx: ActorCtx): Promise<User[]> {
  const codes = [...new Set([...ctx.actor.teamPath, ...ctx.actor.ledTeams])]
  if (codes.length === 0) return []
  const leading = ctx.tx
    .select({ openId: teamManagers.openId })
    .from(teamManagers)
    .where(inArray(teamManagers.teamCode, codes))
  const rows = await ctx.tx
    .select()
    .from(users)
    .where(
      and(
        eq(users.status, 'active'),
        inArray(users.role, ['rep', 'manager']),
        or(inArray(users.teamCode, codes), inArray(users.openId, leading)),
        sql`${users.openId} <> ${ctx.actor.openId}`,
      ),
    )
    .orderBy(users.name, users.openId)
  return rows
}

/** The colleague, if that person visits customers. Throws UserError. */
async function companionOf(ctx: ActorCtx, openId: string): Promise<Rep> {
  if (openId === ctx.actor.openId) throw new UserError(message(w.self))
  const rep = await loadRep(ctx.tx, openId)
  if (!rep) throw new UserError(message(botWords.notYours), 'error')
  if (rep.role !== 'rep' && rep.role !== 'manager') {
    throw new UserError(message(w.notVisiting, { name: rep.name }))
  }
  return rep
}

/**
 * Puts a customer on the plans of the actor and a colleague; the same again changes nothing. The colleague
 * gets a card. Throws UserError for days and customers that cannot be.
 */
export async function agreeJoint(
  ctx: ActorCtx,
  asked: { withOpenId: string; customer: Customer; date: LocalDate },
): Promise<Joint> {
  const { customer, date } = asked
  const last = addDays(ctx.today, horizonDays)
  if (date < ctx.today) throw new UserError(message(w.past, { day: date.slice(5) }))
  if (date > last) throw new UserError(message(w.tooFar, { day: last }))
  if (whyRefused(customer)) throw new UserError(message(w.refused, { name: customer.name }))
  const companion = await companionOf(ctx, asked.withOpenId)
  const own = await loadRep(ctx.tx, ctx.actor.openId)
  if (!own) throw new UserError(message(botWords.notYours), 'error')
  const both = [own, companion].toSorted((a, b) => (a.openId < b.openId ? -1 : 1))
  for (const { openId } of both) await lockFor(ctx.tx, `person:${openId}`)
  const pair = both.map(({ openId }) => openId).join(' ')
  const agreed = {
    byOpenId: own.openId,
    withOpenId: companion.openId,
    status: 'agreed' as const,
    endedBy: null,
    reason: null,
    endedAt: null,
  }
  const [joint] = await ctx.tx
    .insert(jointVisits)
    .values({
      id: uuidv7(),
      customerCode: customer.code,
      date,
      pair,
      createdAt: ctx.now,
      ...agreed,
    })
    .onConflictDoUpdate({
      target: [jointVisits.date, jointVisits.customerCode, jointVisits.pair],
      set: agreed,
      setWhere: sql`${jointVisits.status} <> 'agreed'`,
    })
    .returning()
  if (!joint) return standing(ctx, { customerCode: customer.code, date, pair })
  for (const rep of both) {
    const other = rep === own ? companion : own
    const by = { openId: other.openId, name: other.name }
    await putOnPlan(ctx, rep, date, [{ customer }], {
      source: 'joint',
      by,
      anyway: true,
      quiet: true,
    })
    await markStop(ctx, rep, joint, other.openId)
  }
  await tell(ctx, joint, companion)
  return joint
}

async function standing(
  ctx: ActorCtx,
  key: Pick<Joint, 'customerCode' | 'date' | 'pair'>,
): Promise<Joint> {
  const [joint] = await ctx.tx
    .select()
    .from(jointVisits)
    .where(
      and(
        eq(jointVisits.date, key.date),
        eq(jointVisits.customerCode, key.customerCode),
        eq(jointVisits.pair, key.pair),
      ),
    )
  if (!joint) throw new Error('a joint visit was there and is gone')
  return joint
}

/** A stop that was there for another reason becomes a joint one; what it was is kept. */
async function markStop(ctx: Ctx, rep: Rep, joint: Joint, otherOpenId: string): Promise<void> {
  await ctx.tx.execute(sql`
    update plan_stops set source = 'joint', reason = jsonb_build_object('code', 'promised',
      'by', ${otherOpenId}::text, 'was', jsonb_build_object('source', source, 'reason', reason))
    where rep_open_id = ${rep.openId} and date = ${joint.date} and customer_code = ${joint.customerCode}
      and source <> 'joint' and status = 'planned'`)
}

/** A joint visit of the actor's, locked. Throws UserError, which tells others nothing. */
export async function ownJoint(ctx: ActorCtx, id: string): Promise<Joint> {
  const [joint] = await ctx.tx
    .select()
    .from(jointVisits)
    .where(eq(jointVisits.id, id))
    .for('update')
  const isOurs =
    joint && (joint.byOpenId === ctx.actor.openId || joint.withOpenId === ctx.actor.openId)
  if (!isOurs) throw new UserError(message(botWords.notYours), 'error')
  return joint
}

/**
 * The colleague declines, then the other goes alone; or who asked cancels, then it is off both plans. The
 * other one hears it. Throws UserError when it is over already.
 */
export async function endJoint(ctx: ActorCtx, joint: Joint, reason: string | null): Promise<Joint> {
  if (joint.status !== 'agreed' || joint.date < ctx.today) throw new UserError(message(w.over))
  const isOwn = joint.byOpenId === ctx.actor.openId
  const status = isOwn ? ('cancelled' as const) : ('declined' as const)
  const ended = { status, endedBy: ctx.actor.openId, reason, endedAt: ctx.now }
  await ctx.tx.update(jointVisits).set(ended).where(eq(jointVisits.id, joint.id))
  const people = isOwn ? [joint.byOpenId, joint.withOpenId] : [joint.withOpenId]
  for (const openId of people.toSorted()) await lockFor(ctx.tx, `person:${openId}`)
  for (const openId of people) await takeOff(ctx, joint, openId)
  const after = { ...joint, ...ended }
  const other = await getUser(ctx.tx, isOwn ? joint.withOpenId : joint.byOpenId)
  if (other?.status === 'active') await tell(ctx, after, other)
  return after
}

/** Off one plan, unless it was visited; a stop that was there before is what it was. */
async function takeOff(ctx: ActorCtx, joint: Joint, openId: string): Promise<void> {
  const here = { rep: openId, date: joint.date, code: joint.customerCode }
  await ctx.tx
    .update(planWishes)
    .set({ status: 'cancelled' })
    .where(
      and(
        eq(planWishes.repOpenId, here.rep),
        eq(planWishes.date, here.date),
        eq(planWishes.customerCode, here.code),
        eq(planWishes.source, 'joint'),
      ),
    )
  const open = and(
    eq(planStops.repOpenId, here.rep),
    eq(planStops.date, here.date),
    eq(planStops.customerCode, here.code),
    eq(planStops.source, 'joint'),
    eq(planStops.status, 'planned'),
    sql`${planStops.visitId} is null`,
  )
  await ctx.tx
    .update(planStops)
    .set({
      source: sql`${planStops.reason} -> 'was' ->> 'source'`,
      reason: sql`${planStops.reason} -> 'was' -> 'reason'`,
    })
    .where(and(open, sql`${planStops.reason} ? 'was'`))
  await ctx.tx.delete(planStops).where(open)
  const rep = await loadRep(ctx.tx, openId)
  const plan = rep && (await findPlan(ctx.tx, openId, joint.date as LocalDate))
  if (rep && plan) await routePlan(ctx, rep, plan.id)
  await ctx.emit(planChanged, { repOpenId: openId, date: joint.date })
}

async function tell(ctx: ActorCtx, joint: Joint, reader: User): Promise<void> {
  const card = jointCard(await jointView(ctx, joint, reader.openId), ctx.tFor(reader.locale))
  await ctx.show({ openId: reader.openId }, jointThing(joint.id), card, { fresh: true })
  await countUnasked(ctx, reader.openId, 'person')
}

/** A joint visit as one of the two reads it. */
export async function jointView(ctx: Ctx, joint: Joint, readerOpenId: string): Promise<JointView> {
  const date = joint.date as LocalDate
  const customer = await getCustomer(ctx.tx, joint.customerCode)
  const [by, companion] = [
    await loadRep(ctx.tx, joint.byOpenId),
    await loadRep(ctx.tx, joint.withOpenId),
  ]
  const off: string[] = []
  for (const rep of [by, companion]) {
    if (rep && !(await calendarOf(ctx, rep, date)).isWorkingDay(date)) off.push(rep.name)
  }
  const ended = [by, companion].find((rep) => rep?.openId === joint.endedBy)
  return {
    jointId: joint.id,
    customer: customer?.name ?? joint.customerCode,
    address: customer?.address ?? null,
    date,
    by: by?.name ?? '',
    with: companion?.name ?? '',
    asked: joint.byOpenId === readerOpenId,
    readerOpenId,
    status: joint.status,
    endedBy: ended?.name ?? null,
    reason: joint.reason,
    off,
    isPast: date < ctx.today,
  }
}

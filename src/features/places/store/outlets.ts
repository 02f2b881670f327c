/** New shops: what was found, and the customers that they become. */
import { eq, sql } from 'drizzle-orm'
import type { Ctx } from '../../../bot/context.ts'
import type { Tx } from '../../../db/client.ts'
import { planChanged } from '../../../events.ts'
import { lockFor } from '../../../queue/run-job.ts'
import { customerOwners, customerStages, customers } from '../../customers/tables.ts'
import type { User } from '../../org/store.ts'
import { addWish } from '../../plans/wishes.ts'
import { outletRequests } from '../tables.ts'

export type Outlet = typeof outletRequests.$inferSelect

/** What new customers from the street are called in `source` and `stage`. */
const foundSource = '新店'
const newStage = '新客'

/** The same, held until the transaction ends. */
export async function lockOutlet(tx: Tx, id: string): Promise<Outlet | null> {
  const [outlet] = await tx
    .select()
    .from(outletRequests)
    .where(eq(outletRequests.id, id))
    .for('update')
  return outlet ?? null
}

export async function insertOutlet(
  tx: Tx,
  outlet: typeof outletRequests.$inferInsert,
): Promise<Outlet> {
  const [row] = await tx.insert(outletRequests).values(outlet).returning()
  if (!row) throw new Error('the new shop was not stored')
  return row
}

export async function updateOutlet(
  tx: Tx,
  id: string,
  change: Partial<typeof outletRequests.$inferInsert>,
): Promise<Outlet> {
  const [row] = await tx
    .update(outletRequests)
    .set(change)
    .where(eq(outletRequests.id, id))
    .returning()
  if (!row) throw new Error(`no new shop ${id}`)
  return row
}

/** N, the day, and a number of that day: `N260302001`. Nobody else takes one meanwhile. */
async function nextCode(ctx: Ctx): Promise<string> {
  await lockFor(ctx.tx, 'places.customer-code')
  const day = `N${ctx.today.slice(2).replaceAll('-', '')}`
  const [row] = await ctx.tx.execute<{ last: string }>(sql`
    select coalesce(max(substr(code, 8)::int), 0) as last from customers
    where code like ${`${day}%`} and code ~ ${`^${day}\\d{3,6}$`}`)
  return `${day}${String(Number(row?.last ?? 0) + 1).padStart(3, '0')}`
}

/** The new shop becomes the finder's customer, and stands on the finder's plan of today. */
export async function applyOutlet(
  ctx: Ctx,
  outlet: Outlet,
  finder: User,
  ruledBy: string,
): Promise<Outlet> {
  const { tx, today } = ctx
  const code = await nextCode(ctx)
  await tx.insert(customers).values({
    code,
    name: outlet.name,
    address: outlet.placeName,
    lngGcj: outlet.lngGcj,
    latGcj: outlet.latGcj,
    rawLng: outlet.rawLng,
    rawLat: outlet.rawLat,
    rawDatum: outlet.rawDatum,
    pinSource: 'rep',
    ownerOpenId: finder.openId,
    teamCode: finder.teamCode,
    type: outlet.type,
    contact: outlet.contact,
    phone: outlet.phone,
    source: foundSource,
    stage: newStage,
    stageSince: today,
    createdOn: today,
    since: today,
    updatedAt: ctx.now,
  })
  await tx.insert(customerStages).values({
    customerCode: code,
    since: today,
    stage: newStage,
    byOpenId: ruledBy,
    notedAt: ctx.now,
  })
  await tx
    .insert(customerOwners)
    .values({ customerCode: code, ownerOpenId: finder.openId, fromDate: today })
  await addWish(ctx, {
    repOpenId: finder.openId,
    customerCode: code,
    date: today,
    source: 'adhoc',
    byOpenId: ruledBy,
  })
  await ctx.emit(planChanged, { repOpenId: finder.openId, date: today })
  return updateOutlet(tx, outlet.id, {
    status: 'approved',
    ruledBy,
    ruledAt: ctx.now,
    customerCode: code,
  })
}

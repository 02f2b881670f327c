/** Who closes is shown what was closed; a month that the clock closed is shown to who pays it. */
import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import { loadActor } from '../org/store.ts'
import { users } from '../org/tables.ts'
import { payrollCardFor, payrollThing } from './payroll.ts'

/** Closing by a button patches that person's card; the clock sends one to finance, else to the admins. */
export async function showClosed(
  ctx: Ctx,
  month: string,
  closed: readonly string[],
  by: string | null,
): Promise<void> {
  if (by === null && closed.length === 0) return
  for (const openId of by === null ? await payers(ctx) : [by]) {
    const actor = await loadActor(ctx.tx, openId)
    if (!actor) continue
    const card = await payrollCardFor(ctx, month, 0, ctx.tFor(actor.locale))
    await ctx.show({ openId }, payrollThing(month), card)
  }
}

async function payers({ tx }: Ctx): Promise<string[]> {
  const people = await tx
    .select({ openId: users.openId, role: users.role })
    .from(users)
    .where(and(inArray(users.role, ['finance', 'admin']), eq(users.status, 'active')))
    .orderBy(asc(users.openId))
  const finance = people.filter(({ role }) => role === 'finance')
  return (finance.length > 0 ? finance : people).map(({ openId }) => openId)
}

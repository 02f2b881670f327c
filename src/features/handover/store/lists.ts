/** Lists of single customers: who is on them, and who is ticked. */
import { and, eq, type SQL, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { ListedCustomer } from '../../../../cards/handover/view.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import type { Tx } from '../../../db/client.ts'
import { handoverLists, handoverPicks } from '../tables.ts'
import { chosen } from './what.ts'

export type List = typeof handoverLists.$inferSelect

export const pickOf = ({ id }: Pick<List, 'id'>): string => `list:${id}`

/** The id behind `list:<id>`; null for every other choice. */
export const listIdOf = (pick: string): string | null =>
  pick.startsWith('list:') ? pick.slice('list:'.length) : null

/** Begins a list; those that the actor began before and handed nothing over by are forgotten. */
export async function startList(
  ctx: ActorCtx,
  list: Pick<List, 'fromOpenId' | 'toOpenId' | 'among'>,
): Promise<List> {
  const byOpenId = ctx.actor.openId
  const unused = sql`by_open_id = ${byOpenId} and not exists (
    select 1 from handovers h where h.pick = 'list:' || handover_lists.id)`
  await ctx.tx.execute(sql`delete from handover_picks where list_id in (
    select id from handover_lists where ${unused})`)
  await ctx.tx.execute(sql`delete from handover_lists where ${unused}`)
  const row = { ...list, id: uuidv7(), byOpenId, query: null, startedAt: ctx.now }
  await ctx.tx.insert(handoverLists).values(row)
  return row
}

/** A list of the actor's own; null for everybody else's. */
export async function ownList(ctx: ActorCtx, id: string): Promise<List | null> {
  const [list] = await ctx.tx
    .select()
    .from(handoverLists)
    .where(and(eq(handoverLists.id, id), eq(handoverLists.byOpenId, ctx.actor.openId)))
  return list ?? null
}

export async function setQuery(tx: Tx, { id }: List, query: string | null): Promise<void> {
  await tx.update(handoverLists).set({ query }).where(eq(handoverLists.id, id))
}

/** The giver's customers that a list shows; `c` is the table `customers`. */
function shown({ fromOpenId, among, query }: List): SQL {
  const all = chosen({ fromOpenId, pick: among })
  if (query === null) return all
  const like = `%${query.replace(/[%_\\]/g, '\\$&')}%`
  return sql`${all} and (c.name ilike ${like} or c.code ilike ${like} or c.address ilike ${like})`
}

/** One page, by line and name, and how many there are and are ticked in all. */
export async function listPage(
  tx: Tx,
  list: List,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ rows: ListedCustomer[]; total: number; ticked: number }> {
  const [count] = await tx.execute<{ total: string; ticked: string }>(sql`
    select (select count(*) from customers c where ${shown(list)}) as total,
      (select count(*) from customers c where ${chosen({ ...list, pick: pickOf(list) })}) as ticked`)
  const rows = await tx.execute<{
    code: string
    name: string
    grade: string | null
    line: string | null
    closed: boolean
    ticked: boolean
  }>(sql`
    select c.code, c.name, c.grade, c.line, c.status = 'closed' as closed, p.list_id is not null as ticked
    from customers c
    left join handover_picks p on p.list_id = ${list.id}::uuid and p.customer_code = c.code
    where ${shown(list)}
    order by c.line nulls last, c.name, c.code limit ${page.limit} offset ${page.offset}`)
  return {
    rows: rows.map(({ code, name, grade, line, closed, ticked }) => ({
      ...{ code, name, grade, line, closed, ticked },
    })),
    total: Number(count?.total ?? 0),
    ticked: Number(count?.ticked ?? 0),
  }
}

/** Ticks a customer of the giver's, or takes the tick away; twice is once. */
export async function tick(tx: Tx, list: List, code: string, on: boolean): Promise<void> {
  const one = { ...list, query: null }
  if (on) {
    await tx.execute(sql`
      insert into handover_picks (list_id, customer_code)
      select ${list.id}::uuid, c.code from customers c where ${shown(one)} and c.code = ${code}
      on conflict do nothing`)
    return
  }
  await tx
    .delete(handoverPicks)
    .where(and(eq(handoverPicks.listId, list.id), eq(handoverPicks.customerCode, code)))
}

/** The same for all that the list shows. */
export async function tickAll(tx: Tx, list: List, on: boolean): Promise<void> {
  await tx.execute(
    on
      ? sql`
        insert into handover_picks (list_id, customer_code)
        select ${list.id}::uuid, c.code from customers c where ${shown(list)} on conflict do nothing`
      : sql`
        delete from handover_picks where list_id = ${list.id}::uuid
          and customer_code in (select c.code from customers c where ${shown(list)})`,
  )
}

/** Facts of customers as their cards show them. */
import type { CustomerView } from '../../../cards/customers/customer.ts'
import { type FoundCustomer, findCustomersCard } from '../../../cards/customers/find.ts'
import { type MendRow, mendCard } from '../../../cards/customers/mend.ts'
import { pageSize } from '../../../cards/customers/parts.ts'
import type { Card } from '../../../cards/kit/card.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { navigationLinks } from '../../domain/navigation.ts'
import { settings } from '../../domain/settings/index.ts'
import { daysBetween, type LocalDate, toLocalDate } from '../../domain/time.ts'
import { may } from '../../policies.ts'
import { missingGoods } from '../orders/missing-goods.ts'
import { getUser, getUsers, teamPath } from '../org/store.ts'
import { outcomeLabel } from '../visits/rules.ts'
import { lastVisits, moneyFacts, nextPlanned } from './facts.ts'
import { lackOf, mendingList, mendingTotals } from './mending.ts'
import { isUnverified } from './pins.ts'
import { type Customer, customerScope, ownedCustomer, searchCustomers } from './store.ts'

const orderDays = 90

export async function customerView(ctx: ActorCtx, customer: Customer): Promise<CustomerView> {
  const { tx, today } = ctx
  const { code, name, lngGcj, latGcj } = customer
  const owner = customer.ownerOpenId ? await getUser(tx, customer.ownerOpenId) : null
  const teams = await teamPath(tx, customer.teamCode ?? owner?.teamCode ?? null)
  const added = ctx.rules.get(settings.outcomesAdded, { teams })
  const money = await moneyFacts(tx, code, today, {
    days: orderDays,
    creditDays: customer.creditDays,
  })
  const point = lngGcj !== null && latGcj !== null ? { lng: lngGcj, lat: latGcj } : null
  const { pausedUntil, gradeLockedBy, gradeLockedAt, grade } = customer
  const lastOrderOn = (money?.lastOrderOn ?? null) as LocalDate | null
  const silentFor = lastOrderOn && money ? daysBetween(lastOrderOn, money.dataAsOf) : 0
  return {
    code,
    name,
    grade,
    gradeLock: gradeLockedAt && {
      by: (gradeLockedBy && (await getUser(tx, gradeLockedBy))?.name) || (gradeLockedBy ?? ''),
      on: toLocalDate(gradeLockedAt, ctx.zone),
    },
    mayGrade:
      ctx.actor.role !== 'rep' &&
      may(ctx.actor, 'customer.grade', await ownedCustomer(tx, customer)),
    care: (grade && ctx.rules.get(settings.careByGrade, { teams })[grade]) || null,
    silentDays: silentFor >= ctx.rules.get(settings.silentDays, { teams }) ? silentFor : null,
    isClosed: customer.status === 'closed',
    pausedUntil: pausedUntil && pausedUntil > today ? (pausedUntil as LocalDate) : null,
    owner: owner?.name ?? customer.ownerOpenId,
    address: customer.address,
    lack: lackOf(customer),
    unverified: isUnverified(customer),
    contact: customer.contact,
    phone: customer.phone,
    type: customer.type,
    nextPlanned: await nextPlanned(tx, code, today),
    today,
    money: money && { ...money, lastOrderOn },
    gaps:
      customer.status === 'active' && money
        ? ((await missingGoods(ctx, [code])).get(code) ?? null)
        : null,
    creditLimitFen: customer.creditLimitFen,
    creditDays: customer.creditDays,
    visits: (await lastVisits(tx, code)).map((visit) => ({
      ...visit,
      date: visit.date as LocalDate,
      outcome: visit.outcome ? outcomeLabel(visit.outcome, added) : null,
    })),
    navigation: point && navigationLinks(point, name).amap,
  }
}

/** One page of what fits a search among the customers that the actor may see. */
export const foundPage = (ctx: ActorCtx, query: string, page: number) =>
  searchCustomers(ctx.tx, query, {
    ...customerScope(ctx.actor),
    closedToo: true,
    page,
    pageSize,
  })

export function foundCard(
  ctx: ActorCtx,
  query: string,
  { rows, ...found }: Awaited<ReturnType<typeof foundPage>>,
): Card {
  const shown: FoundCustomer[] = rows.map((customer) => {
    const { code, name, grade, address } = customer
    return { code, name, grade, address, unverified: isUnverified(customer) }
  })
  return findCustomersCard({ query, ...found, rows: shown }, ctx.t)
}

/** One page of the customers of the actor's scope that lack a place or a point. */
export async function mendingCard(ctx: ActorCtx, page: number): Promise<Card> {
  const scope = customerScope(ctx.actor)
  const counts = await mendingTotals(ctx.tx, scope)
  const pages = Math.max(1, Math.ceil(counts.listed / pageSize))
  const at = Math.min(page, pages - 1)
  const list = await mendingList(ctx.tx, scope, { limit: pageSize, offset: at * pageSize })
  const owners = await getUsers(
    ctx.tx,
    list.flatMap(({ customer }) => customer.ownerOpenId ?? []),
  )
  const rows: MendRow[] = list.map(({ customer, lack, suspicion, lookup }) => ({
    code: customer.code,
    name: customer.name,
    owner: owners.get(customer.ownerOpenId ?? '')?.name ?? customer.ownerOpenId,
    address: customer.address,
    lack,
    suspicion,
    lookup,
    level: customer.pinLevel,
  }))
  const mayExport = ctx.actor.role === 'admin'
  return mendCard({ ...counts, mayExport, rows, page: at, pages }, ctx.t)
}

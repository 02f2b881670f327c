/**
 * What the simulator's browser chat shows of the demo company besides messages: places to stand at,
 * the map's named places, and the bot's menu.
 */
import { and, eq, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Db } from '../db/client.ts'
import { fromGcj02 } from '../domain/geo.ts'
import { customerOwners, customers } from '../features/customers/tables.ts'
import { users } from '../features/org/tables.ts'
import { planStops } from '../features/plans/tables.ts'

/** A map of more would help nobody, and the page would feel it. */
const mostPlaces = 3000

/** Entries whose keys are command words: the router knows them without code of their own. */
export const botMenu = [
  {
    name: '今日',
    children: [
      { name: '计划', eventKey: '计划' },
      { name: '附近', eventKey: '附近' },
      { name: '签退', eventKey: '签退' },
    ],
  },
  { name: '日报', eventKey: '日报' },
  { name: '帮助', text: '帮助' },
]

/** Places that a person may want to stand at: the next shops of the plan, and beside them. */
export async function presetsFor(db: Db, openId: string, today: string) {
  const stops = await db
    .select({
      name: customers.name,
      lng: customers.lngGcj,
      lat: customers.latGcj,
      status: planStops.status,
      date: planStops.date,
    })
    .from(planStops)
    .innerJoin(customers, eq(customers.code, planStops.customerCode))
    .where(eq(planStops.repOpenId, openId))
    .orderBy(planStops.sequence)
  const next = stops.filter((stop) => stop.date === today && stop.status === 'planned').slice(0, 4)
  return next.flatMap((stop, i) => {
    if (stop.lng === null || stop.lat === null) return []
    const point = fromGcj02({ lng: stop.lng, lat: stop.lat }, 'gcj02')
    const at = (label: string, metres: number) => ({
      label,
      name: stop.name,
      lng: point.lng,
      lat: point.lat + metres / 111_320,
    })
    return i === 0
      ? [at(`在店里：${stop.name}`, 12), at('偏 400 米', 400), at('偏 900 米', 900)]
      : [at(`在店里：${stop.name}`, 15)]
  })
}

/** Customers with a pin for the map: a rep's own, for everybody else all of them. */
export async function placesFor(db: Db, openId: string, today: string) {
  const [person] = await db
    .select({ role: users.role })
    .from(users)
    .where(eq(users.openId, openId))
    .limit(1)
  const owned = and(
    eq(customerOwners.customerCode, customers.code),
    sql`${customerOwners.fromDate} <= ${today}`,
    or(isNull(customerOwners.untilDate), sql`${customerOwners.untilDate} > ${today}`),
  )
  const rows = await db
    .select({
      name: customers.name,
      grade: customers.grade,
      lng: customers.lngGcj,
      lat: customers.latGcj,
      owner: users.name,
    })
    .from(customers)
    .leftJoin(customerOwners, owned)
    .leftJoin(users, eq(users.openId, customerOwners.ownerOpenId))
    .where(
      and(
        isNotNull(customers.lngGcj),
        isNotNull(customers.latGcj),
        person?.role === 'rep' ? eq(customerOwners.ownerOpenId, openId) : undefined,
      ),
    )
    .orderBy(customers.code)
    .limit(mostPlaces)
  return rows.flatMap(({ name, grade, lng, lat, owner }) => {
    if (lng === null || lat === null) return []
    const note = [grade ? `${grade} 级` : '', owner ?? ''].filter(Boolean).join(' · ')
    return [{ name, lng, lat, ...(note ? { note } : {}) }]
  })
}

/** Which points of a plan a map service is asked about. */
import { and, eq, isNull, or } from 'drizzle-orm'
import type { Db } from '../../db/client.ts'
import type { Point } from '../../domain/geo.ts'
import { customers } from '../customers/tables.ts'
import { knownPoints } from '../customers/usable-points.ts'
import { planStops } from './tables.ts'

/** The points of a plan's open stops, those only that a way may lead to. */
export async function wayPoints(db: Db, planId: string): Promise<Point[]> {
  const rows = await db
    .select({ code: customers.code, lngGcj: customers.lngGcj, latGcj: customers.latGcj })
    .from(planStops)
    .innerJoin(customers, eq(customers.code, planStops.customerCode))
    .where(
      and(
        eq(planStops.planId, planId),
        eq(planStops.status, 'planned'),
        or(isNull(planStops.skipState), eq(planStops.skipState, 'refused')),
      ),
    )
    .orderBy(planStops.sequence, planStops.customerCode)
  const { usable } = await knownPoints(db, rows)
  return rows.flatMap(({ code }) => usable.get(code) ?? [])
}

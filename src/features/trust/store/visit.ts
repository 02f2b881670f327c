/** One visit with its positions and its place on the plan. */
import { eq, sql } from 'drizzle-orm'
import type { Tx } from '../../../db/client.ts'
import type { Position } from '../../../domain/trust/evidence.ts'
import { planStops } from '../../plans/tables.ts'
import type { Visit } from '../../visits/store/visits.ts'
import { visits } from '../../visits/tables.ts'
import { type FixRow, positionOf } from './positions.ts'

export interface ReadVisit {
  readonly visit: Visit
  readonly checkIn: Position | null
  readonly checkOut: Position | null
  readonly sequence: number | null
  readonly hasSale: boolean | null
}

export async function readVisit(tx: Tx, visitId: string): Promise<ReadVisit | null> {
  const fix = (id: typeof visits.checkInFixId | typeof visits.checkOutFixId) =>
    sql<FixRow | null>`(select to_jsonb(f) from location_fixes f where f.id = ${id})`
  const [row] = await tx
    .select({
      visit: visits,
      checkIn: fix(visits.checkInFixId),
      checkOut: fix(visits.checkOutFixId),
      sequence: planStops.sequence,
      hasSale: sql<boolean | null>`case when ${visits.date} <= (select max(ordered_on) from orders)
        then exists (select 1 from orders o where o.rep_open_id = ${visits.repOpenId}
          and o.ordered_on = ${visits.date} and o.customer_code = ${visits.customerCode}
          and o.sale_lines > 0) end`,
    })
    .from(visits)
    .leftJoin(planStops, eq(planStops.id, visits.planStopId))
    .where(eq(visits.id, visitId))
  if (!row) return null
  return { ...row, checkIn: positionOf(row.checkIn), checkOut: positionOf(row.checkOut) }
}

/** Plans, visits, orders and payments written straight into the database, for tests of figures. */
import { uuidv7 } from 'uuidv7'
import type { Db } from '../../src/db/client.ts'
import { orderSums } from '../../src/features/orders/sums.ts'
import { orderLines, orders, payments } from '../../src/features/orders/tables.ts'
import { dailyPlans, planStops } from '../../src/features/plans/tables.ts'
import { visits } from '../../src/features/visits/tables.ts'

type StopRow = typeof planStops.$inferInsert
type VisitRow = typeof visits.$inferInsert
type LineRow = typeof orderLines.$inferInsert

const at = (date: string, time: string) => new Date(`${date}T${time}:00+08:00`)

export function recorder(db: Db) {
  return {
    /** A frozen plan of these customers; an entry may change single columns of its stop. */
    async plan(
      repOpenId: string,
      date: string,
      stops: readonly (string | (Partial<StopRow> & { customerCode: string }))[],
    ) {
      const planId = uuidv7()
      const frozenAt = at(date, '08:00')
      await db
        .insert(dailyPlans)
        .values({ id: planId, repOpenId, date, generatedAt: frozenAt, frozenAt })
      const rows = stops.map((stop, i): StopRow => {
        const { customerCode, ...more } = typeof stop === 'string' ? { customerCode: stop } : stop
        return {
          id: uuidv7(),
          planId,
          repOpenId,
          date,
          customerCode,
          sequence: i + 1,
          source: 'cycle',
          reason: { code: 'neverVisited', daysKnown: 1 },
          routed: true,
          counted: true,
          ...more,
        }
      })
      if (rows.length > 0) await db.insert(planStops).values(rows)
      return rows.map(({ id }) => id)
    },

    /** A closed visit from `from` to `to`; on site, with photos and summary. */
    async visit(
      repOpenId: string,
      customerCode: string,
      date: string,
      from: string,
      to: string,
      more: Partial<VisitRow> = {},
    ) {
      const [came, left] = [at(date, from), at(date, to)]
      const minutes = Math.floor((left.getTime() - came.getTime()) / 60_000)
      await db.insert(visits).values({
        id: uuidv7(),
        repOpenId,
        customerCode,
        date,
        planned: true,
        status: 'closed',
        checkedInAt: came,
        checkedOutAt: left,
        locationSource: 'chat',
        distanceM: 20,
        verdict: 'on_site',
        dwellMinutes: minutes,
        summary: '库存充足，已整理陈列排面',
        outcome: 'stocked',
        photosComplete: true,
        stayedEnough: (more.dwellMinutes ?? minutes) >= 3,
        closedBy: 'rep',
        ...more,
      })
    },

    /** An order of lines `[kind, quantity, unit price, cost of the line]`, money in fen. */
    async order(
      code: string,
      customerCode: string,
      repOpenId: string | null,
      date: string,
      lines: readonly (readonly [LineRow['kind'], number, number, number])[],
    ) {
      const orderedAt = at(date, '10:00')
      const rows = lines.map(([kind, quantity, unitPriceFen, costFen], i) => ({
        orderCode: code,
        lineNo: i + 1,
        productCode: 'P1',
        quantity: String(quantity),
        unitPriceFen,
        amountFen: quantity * unitPriceFen,
        costFen,
        kind,
      }))
      const head = { code, customerCode, repOpenId, orderedAt, orderedOn: date }
      await db.insert(orders).values({ ...head, ...orderSums(rows) })
      await db.insert(orderLines).values(rows)
    },

    async payment(
      code: string,
      customerCode: string,
      date: string,
      amountFen: number,
      orderCode: string | null = null,
    ) {
      await db.insert(payments).values({
        code,
        customerCode,
        receivedAt: at(date, '16:00'),
        receivedOn: date,
        amountFen,
        orderCode,
      })
    },
  }
}

import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { connect, type Database } from '../../src/db/client.ts'
import { date } from '../../src/domain/time.ts'
import { paceBy } from '../../src/features/performance/metrics/pace.ts'
import { freshDatabase } from '../support/database.ts'
import { recorder } from './performance-support.ts'

let database: Database
let drop: () => Promise<void>
beforeAll(async () => {
  const fresh = await freshDatabase()
  drop = fresh.drop
  database = connect(fresh.url, { max: 2 })
})
afterAll(async () => {
  await database.close()
  await drop()
})

const range = { from: date('2026-11-02'), to: date('2026-11-04') }
const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Visits of one person and day follow each other: a start every hour, a stay of up to an hour. */
const visit = fc.record({
  rep: fc.constantFrom('ou_a', 'ou_b'),
  customer: fc.constantFrom('C1', 'C2', 'C3'),
  date: fc.constantFrom('2026-11-01', '2026-11-02', '2026-11-04'),
  hour: fc.integer({ min: 8, max: 17 }),
  minutes: fc.integer({ min: 1, max: 59 }),
  byRep: fc.boolean(),
})

const middle = (values: readonly number[]): number | null => {
  const sorted = values.toSorted((a, b) => a - b)
  const half = (sorted.length - 1) / 2
  if (sorted.length === 0) return null
  return ((sorted[Math.floor(half)] ?? 0) + (sorted[Math.ceil(half)] ?? 0)) / 2
}

test('how visits follow each other equals a slow count on random days', async () => {
  const { db } = database
  const record = recorder(db)
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(visit, {
        maxLength: 14,
        selector: ({ rep, date: day, hour }) => `${rep} ${day} ${hour}`,
      }),
      async (visits) => {
        await db.execute(
          sql`truncate visits, customer_last_visits, rep_days, rep_day_marks, rep_month_customers`,
        )
        for (const { rep, customer, date: day, hour, minutes, byRep } of visits)
          await record.visit(rep, customer, day, clock(hour * 60), clock(hour * 60 + minutes), {
            closedBy: byRep ? 'rep' : 'system',
            ...(byRep ? {} : { dwellMinutes: null }),
          })
        const scope = { tx: db, ...range, openIds: ['ou_a', 'ou_b'] }
        const found = await paceBy(scope, 'rep')
        for (const rep of scope.openIds) {
          const own = visits
            .filter((one) => one.rep === rep && one.date >= range.from)
            .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.hour - b.hour))
          const gaps = own.flatMap((one, i) => {
            const last = own[i - 1]
            if (last?.date !== one.date || !last.byRep) return []
            return [(one.hour - last.hour) * 60 - last.minutes]
          })
          const expected = {
            visits: own.length,
            customers: new Set(own.map(({ customer }) => customer)).size,
            days: new Set(own.map((one) => one.date)).size,
            minutes: own.reduce((sum, one) => sum + (one.byRep ? one.minutes : 0), 0),
            minutesBetween: middle(gaps),
          }
          expect(found.get(rep)).toEqual(own.length === 0 ? undefined : expected)
        }
      },
    ),
    { numRuns: 25 },
  )
})

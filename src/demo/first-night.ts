/**
 * What the night before would have left, had Rounds run then: alarms of customers about to leave, and trust
 * scores of the last day. The first start of the demo makes up for it while people look around already.
 */
import { desc } from 'drizzle-orm'
import type { Runtime } from '../deps.ts'
import type { LocalDate } from '../domain/time.ts'
import { visits } from '../features/visits/tables.ts'
import { runByHand } from '../run-by-hand.ts'

/** Ends early, with a line in the log, when the process is stopped meanwhile. */
export async function firstNight(runtime: Runtime): Promise<void> {
  try {
    const [last] = await runtime.database.db
      .select({ date: visits.date })
      .from(visits)
      .orderBy(desc(visits.date))
      .limit(1)
    await runByHand(runtime, 'customers.detect-churn', {})
    await runByHand(runtime, 'alarms.send', {})
    if (last) await runByHand(runtime, 'visits.assess', { date: last.date as LocalDate })
  } catch (error) {
    runtime.log.warn({ err: error }, 'the first night of the demo was cut off')
  }
}

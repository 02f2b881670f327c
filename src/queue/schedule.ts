/**
 * Fans scheduled jobs out. A tick looks which runs are due by local time and have not been made yet:
 * what was missed while the process was down is made up for once, and two processes never both act.
 */
import { sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Ctx } from '../bot/context.ts'
import { type House, makeContext } from '../bot/make-context.ts'
import type { Database } from '../db/client.ts'
import { writeJob } from '../db/outbox.ts'
import { scheduleRuns } from '../db/tables.ts'
import { addDays, type LocalDate, localInstant, toLocalDate } from '../domain/time.ts'
import type { Job, Trigger } from './define-job.ts'

export interface Schedule {
  /** Queues what is due now; answers the names of the jobs that were fanned out. */
  tick(): Promise<string[]>
  /** Queues a job for a date by hand, for every scope, whether or not it has run. */
  fanOut(
    job: Job,
    date: LocalDate,
    cause: { causeId: string; nowOverride: Date | null },
  ): Promise<number>
}

type Triggered = Job & { trigger: Trigger<unknown> }
type Scheduled = Job & { trigger: Required<Pick<Trigger<unknown>, 'due'>> & Trigger<unknown> }

export function createSchedule(deps: { database: Database; house: House; wake(): void }): Schedule {
  const { house } = deps
  const { db } = deps.database
  const scheduled = house.jobs.list.filter(
    (job): job is Scheduled => job.trigger?.due !== undefined,
  )

  async function queueScope(
    ctx: Ctx,
    job: Triggered,
    date: LocalDate,
    scope: string,
    nowOverride: Date | null,
    byHand: boolean,
  ) {
    const all = await job.trigger.fanOut(ctx, date, scope)
    const { unasked } = job.trigger
    const payloads = unasked && !byHand ? await unasked(ctx, date, all) : all
    for (const payload of payloads) {
      await writeJob(
        ctx.tx,
        { causeId: ctx.causeId, nowOverride },
        {
          name: job.name,
          payload: job.payload.parse(payload),
          dedupeKey: job.dedupe?.(payload),
        },
      )
    }
    return payloads.length
  }

  async function runDue(
    job: Scheduled,
    date: LocalDate,
    now: Date,
    isToday: boolean,
  ): Promise<boolean> {
    return db.transaction(async (tx) => {
      const ctx = await makeContext(house, tx, { now, causeId: uuidv7(), nowOverride: null })
      let acted = false
      for (const { scope, at, until = job.trigger.until } of await job.trigger.due(ctx, date)) {
        if (localInstant(date, at, house.zone) > now) continue
        if (isToday && until && localInstant(date, until, house.zone) < now) continue
        const claimed = await tx
          .insert(scheduleRuns)
          .values({ job: job.name, date, scope, at: now })
          .onConflictDoNothing()
          .returning({ job: scheduleRuns.job })
        if (claimed.length === 0) continue
        if ((await queueScope(ctx, job, date, scope, null, false)) > 0) acted = true
        // Nothing to do yet is no run: people who are imported later today still get theirs.
        else
          await tx
            .delete(scheduleRuns)
            .where(sql`job = ${job.name} and date = ${date} and scope = ${scope}`)
      }
      return acted
    })
  }

  /** The earliest day that runs are known of: what came before this house was set up was not missed. */
  async function firstDay(): Promise<LocalDate | null> {
    const [row] = await db
      .select({ day: sql<LocalDate | null>`min(${scheduleRuns.date})::text` })
      .from(scheduleRuns)
    return row?.day ?? null
  }

  return {
    async tick() {
      const now = house.now()
      const today = toLocalDate(now, house.zone)
      const since = (await firstDay()) ?? today
      const acted: string[] = []
      for (const job of scheduled) {
        for (let back = job.trigger.catchUpDays ?? 0; back >= 0; back--) {
          const date = addDays(today, -back)
          if (date < since) continue
          if (await runDue(job, date, now, back === 0)) acted.push(job.name)
        }
      }
      if (acted.length > 0) deps.wake()
      await db.execute(sql`delete from schedule_runs where date < current_date - 60`)
      return acted
    },
    async fanOut(job, date, cause) {
      if (!job.trigger) return 0
      const { trigger } = job
      const count = await db.transaction(async (tx) => {
        const now = cause.nowOverride ?? house.now()
        const ctx = await makeContext(house, tx, { now, ...cause })
        const due = trigger.due ? await trigger.due(ctx, date) : [{ scope: '' }]
        const scopes = new Set(due.map(({ scope }) => scope))
        let total = 0
        for (const scope of scopes) {
          total += await queueScope(ctx, { ...job, trigger }, date, scope, cause.nowOverride, true)
        }
        return total
      })
      deps.wake()
      return count
    },
  }
}

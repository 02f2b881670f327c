import { inArray } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { writeJob } from '../../../db/outbox.ts'
import { chunks } from '../../../domain/chunks.ts'
import { daysBetween, daysFrom } from '../../../domain/time.ts'
import { importWords } from '../../../i18n/imports.ts'
import { message } from '../../../i18n/t.ts'
import { repsWithPlans } from '../../leave/store.ts'
import { calendarDays } from '../../org/tables.ts'
import { day, oneOf } from '../cells.ts'
import { chunkSize, upsertRows } from '../upsert.ts'
import type { Plan, Work } from '../work.ts'
import { scopeReader } from './scope.ts'

type DayRow = typeof calendarDays.$inferSelect

const kind = oneOf({
  holiday: '假日 节假日 放假 节日',
  workday: '调休上班 上班 补班 调班',
  leave: '请假 休假 事假 病假 年假',
  trip: '出差',
})
const part = oneOf({ am: '上午', pm: '下午', day: '全天 整天' })

/** A range longer than this is a slip of the pen. */
const maxDays = 366

/** Days that differ from the rule, one record a day. */
export async function planLeave(work: Work): Promise<Plan> {
  const days = new Map<string, DayRow>()
  const readScope = scopeReader(work)
  for (const row of work.rows) {
    const scope = readScope(row)
    const from = row.need('date', day)
    const to = row.read('date_to', day) ?? from
    const what = row.need('kind', kind)
    const half = row.read('part', part) ?? 'day'
    if (!scope || !from || !to || !what || row.failed) continue
    if (to < from || daysBetween(from, to) >= maxDays) {
      row.refuse('date_to', message(importWords.badRange, { max: maxDays }))
      continue
    }
    for (const date of daysFrom(from, to)) {
      const one = { scope, date, kind: what, part: half === 'day' ? ('' as const) : half }
      days.set(keyOf(one), { id: uuidv7(), ...one })
    }
  }
  const dates = [...new Set([...days.values()].map(({ date }) => date))]
  const known = new Set<string>()
  for (const some of chunks(dates, chunkSize)) {
    const rows = await work.tx.select().from(calendarDays).where(inArray(calendarDays.date, some))
    for (const one of rows) known.add(keyOf(one))
  }
  const fresh = [...days].filter(([key]) => !known.has(key)).map(([, one]) => one)
  return {
    counts: { created: fresh.length, updated: 0, unchanged: days.size - fresh.length },
    async write() {
      await upsertRows(work.tx, calendarDays, ['scope', 'date', 'kind', 'part'], fresh)
      await takeOffPlans(work, fresh)
    },
  }
}

/** Plans that stand on those days lose what is free now: a job asks each person's calendar. */
async function takeOffPlans(work: Work, fresh: readonly DayRow[]): Promise<void> {
  const days = fresh
    .filter((one) => one.kind !== 'workday' && one.date >= work.today)
    .map(({ date }) => date)
    .toSorted()
  const [from, to] = [days[0], days.at(-1)]
  if (!from || !to) return
  for (const openId of await repsWithPlans(work.tx, [...new Set(days)])) {
    const run = { causeId: uuidv7(), nowOverride: null }
    const payload = { openId, from, to }
    await writeJob(work.tx, run, {
      name: 'leave.take-off',
      payload,
      dedupeKey: `${openId}/${from}/${to}`,
    })
  }
}

const keyOf = (one: Omit<DayRow, 'id'>) => JSON.stringify([one.scope, one.date, one.kind, one.part])

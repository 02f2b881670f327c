/** A night's scan from end to end: judge without a transaction, then write in one. */
import { and, desc, gte, isNotNull } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { oldDataCard } from '../../../../cards/alarms/old-data.ts'
import type { Ctx } from '../../../bot/context.ts'
import type { Db, Tx } from '../../../db/client.ts'
import { dateOf } from '../../../domain/alarms/closed-days.ts'
import { settings } from '../../../domain/settings/index.ts'
import { addDays, daysBetween, type LocalDate } from '../../../domain/time.ts'
import { alarmsRaised } from '../../../events.ts'
import { loadRules } from '../../admin/settings-store.ts'
import { activeAdmins } from '../../org/store.ts'
import { countTrade } from '../baselines.ts'
import { alarmScans } from '../tables.ts'
import { keepAlarms } from './keep.ts'
import { keepHistories } from './keep-histories.ts'
import { type Scan, scanCustomers } from './observe-all.ts'

/** How old fitted parameters may be: how a company's customers order changes over months. */
const fitDays = 7

const dropout = z.object({
  shape: z.number(),
  days: z.number(),
  leave: z.number(),
  stay: z.number(),
})
const counts = z.object({ shape: z.number(), days: z.number() })
/** What a scan keeps of its fits. `fittedOn`: from which date they are, and of how many customers. */
const parameters = z.object({
  fittedOn: z.string(),
  customers: z.number(),
  churn: z.object({ rhythm: counts, dropout }),
  plunge: z.object({ counts, dropout }),
})
type Fitted = z.infer<typeof parameters>

export interface NightScan {
  readonly scan: Scan
  readonly fitted: Fitted | null
  readonly durationMs: number
}

/**
 * Reads and judges everything as of a date. Nothing is written but the order histories that it reads, which
 * say the same whoever packs them. `clock`: milliseconds, for the record.
 */
export async function scanNight(
  db: Db,
  on: LocalDate,
  clock: () => number = () => performance.now(),
): Promise<NightScan> {
  const began = clock()
  await keepHistories(db)
  const known = await lastFit(db, on)
  const scan = await scanCustomers(db, await loadRules(db), on, known ?? undefined)
  const durationMs = Math.round(clock() - began)
  if (scan.skipped !== null) return { scan, fitted: null, durationMs }
  const { churn, plunge } = scan.judgement.parameters
  const { counts, dropout } = plunge
  const anew = { fittedOn: on, customers: scan.customers, churn, plunge: { counts, dropout } }
  const fitted = scan.refitted ? anew : known
  return { scan, fitted, durationMs }
}

/** The fits of the last days; null: they are to be made anew. */
async function lastFit(db: Tx, on: LocalDate): Promise<Fitted | null> {
  const [row] = await db
    .select({ parameters: alarmScans.parameters })
    .from(alarmScans)
    .where(and(isNotNull(alarmScans.parameters), gte(alarmScans.onDate, addDays(on, -fitDays))))
    .orderBy(desc(alarmScans.at))
    .limit(1)
  const found = parameters.safeParse(row?.parameters).data
  if (!found) return null
  const age = daysBetween(found.fittedOn as LocalDate, on)
  return age >= 0 && age < fitDays ? found : null
}

/** Writes a night's scan: alarms end and are raised, baselines are counted, admins hear of old data. */
export async function keepNight(ctx: Ctx, night: NightScan, on: LocalDate): Promise<void> {
  const { scan, fitted, durationMs } = night
  const row = { id: uuidv7(), at: ctx.now, onDate: on, durationMs }
  if (scan.skipped !== null) {
    const newestOrderOn = scan.skipped === 'old_data' ? dateOf(scan.newest) : null
    await ctx.tx.insert(alarmScans).values({ ...row, newestOrderOn, skipped: scan.skipped })
    if (scan.skipped === 'old_data') await tellOldData(ctx, dateOf(scan.newest), scan.openDaysOld)
    ctx.log.info({ date: on, skipped: scan.skipped }, 'customers not judged')
    return
  }
  const kept = await keepAlarms(ctx, scan, on)
  await countTrade(ctx.tx, dateOf(scan.newest))
  const { customers, orderDays } = scan
  const figures = { customers, orderDays, ...kept }
  await ctx.tx
    .insert(alarmScans)
    .values({ ...row, newestOrderOn: dateOf(scan.newest), parameters: fitted, ...figures })
  await ctx.emit(alarmsRaised, { date: on })
  ctx.log.info({ date: on, ...figures, durationMs }, 'customers judged')
}

/** Admins hear once of each newest order day that no alarms are raised by: the card is shown anew, not sent. */
async function tellOldData(ctx: Ctx, newest: LocalDate, days: number): Promise<void> {
  const limit = ctx.rules.get(settings.alarmOldData)
  for (const { openId, locale } of await activeAdmins(ctx.tx)) {
    const card = oldDataCard({ newest, days, limit }, ctx.tFor(locale))
    await ctx.show({ openId }, `alarms-old-data:${newest}`, card)
  }
}

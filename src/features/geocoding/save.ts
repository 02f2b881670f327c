/** The part of a run that happens in the job's transaction: points, progress, and what comes next. */
import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import { planChanged } from '../../events.ts'
import type { MapError } from '../../maps/errors.ts'
import { showImport } from '../imports/show.ts'
import { upsertRows } from '../imports/upsert.ts'
import { type GeocodeRun, getRun, locateJob, updateRun } from './runs.ts'
import type { Known, Slice } from './slice.ts'
import { customerGeocodes, geocodedAddresses } from './tables.ts'

/** Tries in a row without an answer after which somebody must look: some eight minutes. */
const fruitlessAtMost = 10

/** Writes what a slice found, shows the progress, and has the run go on. */
export async function saveSlice(ctx: Ctx, runId: string, slice: Slice): Promise<void> {
  const run = await getRun(ctx.tx, runId)
  if (!run || run.status === 'done') return
  await keepLearned(ctx, slice)
  const placed = await placeCustomers(ctx, slice)
  await settleItems(ctx, runId, slice, placed)
  await replan(ctx, placed)
  await goOn(ctx, run, slice)
  await showProgress(ctx, run)
}

/** The process that works the run off has no map service: somebody sees it. */
export async function stopWithoutService(ctx: Ctx, runId: string): Promise<void> {
  const run = await getRun(ctx.tx, runId)
  if (!run || run.status === 'done') return
  await updateRun(ctx.tx, runId, { status: 'stopped', problem: 'off', detail: null })
  await showProgress(ctx, run)
}

async function showProgress(ctx: Ctx, { importId }: GeocodeRun): Promise<void> {
  if (importId) await showImport(ctx, importId)
}

async function keepLearned(ctx: Ctx, { learned }: Slice): Promise<void> {
  const rows = [...learned].map(([address, known]) => ({
    address,
    status: known.status,
    lng: known.status === 'found' ? known.point.lng : null,
    lat: known.status === 'found' ? known.point.lat : null,
    level: known.status === 'none' ? null : known.level,
    at: ctx.now,
  }))
  const columns = ['status', 'lng', 'lat', 'level', 'at'] as const
  await upsertRows(ctx.tx, geocodedAddresses, ['address'], rows, columns)
}

/** Sets points where there is none and the address is still the one that was asked about. Answers the codes. */
async function placeCustomers(ctx: Ctx, { located }: Slice): Promise<Set<string>> {
  const rows = located.flatMap(({ code, address, known }) =>
    known.status === 'found'
      ? [{ code, address, lng: known.point.lng, lat: known.point.lat, level: known.level }]
      : [],
  )
  if (rows.length === 0) return new Set()
  const placed = await ctx.tx.execute<{ code: string }>(sql`
    update customers c set lng_gcj = v.lng, lat_gcj = v.lat, raw_lng = v.lng, raw_lat = v.lat,
      raw_datum = 'gcj02', pin_source = 'geocoder', pin_level = v.level, pin_confirmed_at = null,
      pin_confirmed_by = null, updated_at = ${ctx.now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb)
      as v(code text, address text, lng float8, lat float8, level text)
    where c.code = v.code and c.address = v.address and c.lng_gcj is null and c.lat_gcj is null
    returning c.code`)
  return new Set(placed.map(({ code }) => code))
}

async function settleItems(
  ctx: Ctx,
  runId: string,
  slice: Slice,
  placed: ReadonlySet<string>,
): Promise<void> {
  const settled = (code: string, known: Known) =>
    known.status === 'found' && !placed.has(code) ? 'over' : known.status
  const rows = [
    ...slice.located.map(({ code, known }) => ({
      code,
      status: settled(code, known),
      level: known.status === 'none' ? null : known.level,
    })),
    ...slice.over.map((code) => ({ code, status: 'over', level: null })),
  ]
  if (rows.length === 0) return
  await ctx.tx.execute(sql`
    update customer_geocodes g set status = v.status, level = v.level,
      at = ${ctx.now.toISOString()}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as v(code text, status text, level text)
    where g.customer_code = v.code and g.run_id = ${runId}::uuid`)
}

/** Plans from today on that hold a customer which has a point now are routed. */
async function replan(ctx: Ctx, placed: ReadonlySet<string>): Promise<void> {
  if (placed.size === 0) return
  const days = await ctx.tx.execute<{ open_id: string; date: string }>(sql`
    select distinct rep_open_id as open_id, date::text as date from plan_stops
    where customer_code in ${[...placed]} and date >= ${ctx.today} and status = 'planned'
    order by 1, 2`)
  for (const { open_id: repOpenId, date } of days) await ctx.emit(planChanged, { repOpenId, date })
}

async function goOn(ctx: Ctx, run: GeocodeRun, slice: Slice): Promise<void> {
  const waiting = await ctx.tx.$count(
    customerGeocodes,
    and(eq(customerGeocodes.runId, run.id), inArray(customerGeocodes.status, ['waiting'])),
  )
  if (waiting === 0) {
    const over = { status: 'done', problem: null, detail: null, endedAt: ctx.now } as const
    await updateRun(ctx.tx, run.id, over)
    ctx.log.info({ run: run.id }, 'addresses looked up')
    return
  }
  const { problem } = slice
  if (!problem) {
    await updateRun(ctx.tx, run.id, {
      status: 'running',
      problem: null,
      detail: null,
      fruitless: 0,
    })
    await ctx.enqueue(locateJob, { runId: run.id })
    return
  }
  ctx.log.warn({ run: run.id, problem: problem.problem, detail: problem.detail }, 'map service')
  await goOnAfter(ctx, run, slice, problem)
}

/** What is over soon is waited for; the day's allowance is back tomorrow; the rest is somebody's to mend. */
async function goOnAfter(ctx: Ctx, run: GeocodeRun, slice: Slice, error: MapError): Promise<void> {
  const { problem, detail } = error
  const passes = problem === 'busy' || problem === 'unreachable'
  const before = run.status === 'running' ? run.fruitless : 0
  const fruitless = slice.learned.size > 0 ? 0 : before + 1
  const isOver = !passes || fruitless >= fruitlessAtMost
  const status = !isOver ? 'running' : problem === 'quota' ? 'paused' : 'stopped'
  await updateRun(ctx.tx, run.id, { status, problem, detail, fruitless })
  if (!isOver) {
    const delayMs = Math.min(300_000, 500 * 2 ** fruitless)
    await ctx.enqueue(locateJob, { runId: run.id }, { delayMs })
  }
}

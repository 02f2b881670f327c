/** Runs that look addresses up: begun after an import or at night, one slice of addresses a job. */
import { eq, inArray, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import type { Ctx } from '../../bot/context.ts'
import type { Tx } from '../../db/client.ts'
import { writeJob } from '../../db/outbox.ts'
import type { MapProblem } from '../../maps/errors.ts'
import { customerGeocodes, geocodeRuns } from './tables.ts'

export type GeocodeRun = typeof geocodeRuns.$inferSelect

/** The job that works a run off, slice by slice. */
export const locateJob = 'geocoding.locate'

/** What could not be found is asked about again after so many days: maps learn new streets. */
export const askAgainDays = 90

/**
 * Begins to look up every active customer that has an address and no point; null when there is none, or
 * another run has them. What was asked about without success is left alone for a while, unless its
 * address has changed.
 */
export async function startLocating(
  tx: Tx,
  run: { readonly importId: string | null; readonly at: Date },
): Promise<{ runId: string; wanted: number } | null> {
  const runId = uuidv7()
  const wanted = await tx.execute(sql`
    insert into customer_geocodes as mine (customer_code, run_id, address, status)
    select c.code, ${runId}::uuid, c.address, 'waiting' from customers c
    left join customer_geocodes g on g.customer_code = c.code
    left join geocode_runs r on r.id = g.run_id
    where c.status = 'active' and (c.lng_gcj is null or c.lat_gcj is null)
      and coalesce(trim(c.address), '') <> ''
      and (g.customer_code is null or g.address <> c.address
        or g.status in ('found', 'over')
        or (g.status = 'waiting' and coalesce(r.status, 'done') not in ('running', 'paused'))
        or (g.status in ('area', 'none')
          and g.at < ${run.at.toISOString()}::timestamptz - ${`${askAgainDays} days`}::interval))
    on conflict (customer_code) do update
      set run_id = excluded.run_id, address = excluded.address, status = 'waiting', level = null, at = null
    returning mine.customer_code`)
  if (wanted.length === 0) return null
  const { importId, at: startedAt } = run
  await tx.insert(geocodeRuns).values({ id: runId, importId, status: 'running', startedAt })
  const cause = { causeId: uuidv7(), nowOverride: null }
  await writeJob(tx, cause, { name: locateJob, payload: { runId }, dedupeKey: runId })
  return { runId, wanted: wanted.length }
}

export async function getRun(tx: Tx, runId: string): Promise<GeocodeRun | null> {
  const [run] = await tx.select().from(geocodeRuns).where(eq(geocodeRuns.id, runId))
  return run ?? null
}

/** Runs that are not at their end: each night they are tried again. */
export async function unfinishedRuns(tx: Tx): Promise<GeocodeRun[]> {
  return tx
    .select()
    .from(geocodeRuns)
    .where(inArray(geocodeRuns.status, ['running', 'paused', 'stopped']))
    .orderBy(geocodeRuns.startedAt)
}

/** Somebody has mended what stopped a run. */
export async function resumeRun(ctx: Ctx, run: GeocodeRun): Promise<void> {
  await updateRun(ctx.tx, run.id, {
    status: 'running',
    problem: null,
    detail: null,
    fruitless: 0,
  })
  await ctx.enqueue(locateJob, { runId: run.id })
}

export async function updateRun(
  tx: Tx,
  runId: string,
  change: Partial<Omit<GeocodeRun, 'id'>>,
): Promise<void> {
  await tx.update(geocodeRuns).set(change).where(eq(geocodeRuns.id, runId))
}

/** How far a run is, as cards and the doctor tell it. */
export interface Progress {
  readonly runId: string
  readonly status: GeocodeRun['status']
  readonly total: number
  readonly waiting: number
  /** Got a point that is 待核实. */
  readonly found: number
  /** Known to the district only. */
  readonly area: number
  readonly none: number
  readonly problem: MapProblem | 'off' | null
  readonly detail: string | null
}

export async function progressOf(tx: Tx, run: GeocodeRun): Promise<Progress> {
  const rows = await tx
    .select({ status: customerGeocodes.status, n: sql<string>`count(*)` })
    .from(customerGeocodes)
    .where(eq(customerGeocodes.runId, run.id))
    .groupBy(customerGeocodes.status)
  const n = (status: string) => Number(rows.find((row) => row.status === status)?.n ?? 0)
  return {
    runId: run.id,
    status: run.status,
    total: rows.reduce((sum, row) => sum + Number(row.n), 0),
    waiting: n('waiting'),
    found: n('found'),
    area: n('area'),
    none: n('none'),
    problem: run.problem,
    detail: run.detail,
  }
}

/** The progress of an import's addresses; null when none had to be looked up. */
export async function progressOfImport(tx: Tx, importId: string): Promise<Progress | null> {
  const [run] = await tx.select().from(geocodeRuns).where(eq(geocodeRuns.importId, importId))
  return run ? progressOf(tx, run) : null
}

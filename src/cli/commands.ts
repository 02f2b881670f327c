import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { eq, sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { z } from 'zod'
import { makeContext } from '../bot/make-context.ts'
import { inboundEvents } from '../db/tables.ts'
import { seedDemo } from '../demo/index.ts'
import { localDate } from '../domain/time.ts'
import { OperatorError } from '../errors.ts'
import { peopleImported } from '../events.ts'
import { importFile } from '../features/imports/import-file.ts'
import { type ImportKind, importKinds } from '../features/imports/kinds.ts'
import { grant } from '../features/org/admins.ts'
import { roles } from '../features/org/tables.ts'
import { decode, envelope } from '../feishu/decode.ts'
import { decrypt } from '../feishu/signature.ts'
import { reports } from '../reports-list.ts'
import { runByHand } from '../run-by-hand.ts'
import { print, table } from './output.ts'
import { type Session, withSession } from './session.ts'

const dateOption = (text: string | undefined) => {
  if (text === undefined) return undefined
  const parsed = localDate.safeParse(text)
  if (!parsed.success)
    throw new OperatorError(`${text} is no date: write YYYY-MM-DD, for example 2026-11-24`)
  return parsed.data
}

const instantOption = (text: string | undefined) => {
  if (text === undefined) return undefined
  const parsed = new Date(text)
  if (Number.isNaN(parsed.getTime()))
    throw new OperatorError(`${text} is no instant: write for example 2026-11-24T08:00:00+08:00`)
  return parsed
}

/** `rounds import`: all rows of a file or none, with every bad row named. */
export async function importCommand(
  kind: string,
  file: string,
  options: { datum?: string; json: boolean },
): Promise<boolean> {
  if (!(importKinds as readonly string[]).includes(kind))
    throw new OperatorError(`${kind} cannot be imported. There are: ${importKinds.join(', ')}`)
  const datum = z.enum(['gcj02', 'bd09', 'wgs84']).optional().safeParse(options.datum)
  if (!datum.success) throw new OperatorError('--datum is gcj02, bd09 or wgs84')
  const bytes = await readFile(file).catch(() => {
    throw new OperatorError(`${file} cannot be read`)
  })
  return withSession({ platform: kind === 'users' }, async ({ runtime }) => {
    const result = await importFile({
      db: runtime.database.db,
      platform: runtime.platform,
      zone: runtime.house.zone,
      now: runtime.house.now(),
      kind: kind as ImportKind,
      fileName: basename(file),
      bytes,
      ...(datum.data ? { datum: datum.data } : {}),
      canLocate: runtime.maps.geocoder !== null,
    })
    if (result.ok && kind === 'users') {
      await runtime.database.db.transaction(async (tx) => {
        const run = { now: runtime.house.now(), causeId: crypto.randomUUID(), nowOverride: null }
        await (await makeContext(runtime.house, tx, run)).emit(peopleImported, {})
      })
    }
    const errors = result.errors.map((e) => ({
      row: e.row,
      column: e.column,
      value: e.value,
      reason: e.reason.en,
      reason_zh: e.reason.zh,
    }))
    const text = [
      result.ok
        ? `${kind}: ${result.created} created, ${result.updated} updated, ${result.unchanged} unchanged`
        : `${kind}: nothing imported, ${errors.length} bad rows`,
      ...(result.unknownColumns.length
        ? [`unknown columns: ${result.unknownColumns.join(', ')}`]
        : []),
      ...(result.pending.length
        ? [
            `pending (bound when their row arrives): ${result.pending
              .map((p) => `${p.what} ${p.id}`)
              .slice(0, 20)
              .join(', ')}`,
          ]
        : []),
      ...(result.locating
        ? [`${result.locating} addresses without coordinates are looked up by a worker`]
        : []),
      ...(errors.length ? [table(errors)] : []),
    ].join('\n')
    print(options.json, { ...result, errors }, text)
    return result.ok
  })
}

/** `rounds job`: runs to the end, follow-up jobs and sends included. */
export async function jobCommand(
  name: string,
  options: { date?: string; now?: string; json: boolean },
): Promise<boolean> {
  const date = dateOption(options.date)
  const now = instantOption(options.now)
  return withSession({ platform: true, workers: true, now }, async ({ runtime }) => {
    const result = await runByHand(runtime, name, { date, now })
    const ok = result.failed.length === 0
    print(
      options.json,
      { ok, ...result },
      [
        `${name} ${result.date}: ${result.runs} runs${ok ? '' : `, ${result.failed.length} failed`}`,
        ...(ok ? [] : [table(result.failed)]),
      ].join('\n'),
    )
    return ok
  })
}

/** `rounds report`: flat rows over a range of local dates, today if none is named. */
export async function reportCommand(
  name: string,
  options: { from?: string; to?: string; date?: string; json: boolean },
): Promise<boolean> {
  const report = reports.find((r) => r.name === name)
  if (!report)
    throw new OperatorError(
      `No report is called ${name}. There are: ${reports.map((r) => r.name).join(', ')}`,
    )
  return withSession({}, async ({ runtime }) => {
    const now = runtime.house.now()
    const ctx = await makeContext(runtime.house, runtime.database.db, {
      now,
      causeId: uuidv7(),
      nowOverride: null,
    })
    const day = dateOption(options.date)
    const to = dateOption(options.to) ?? day ?? ctx.today
    const from = dateOption(options.from) ?? day ?? to
    if (from > to) throw new OperatorError(`--from ${from} lies after --to ${to}`)
    const rows = await report.run(ctx, { from, to })
    print(options.json, rows, table(rows))
    return true
  })
}

/** `rounds grant`: gives a person a role. */
export async function grantCommand(
  person: string,
  role: string,
  options: { json: boolean },
): Promise<boolean> {
  const parsed = z.enum(roles).safeParse(role)
  if (!parsed.success) throw new OperatorError(`${role} is no role. There are: ${roles.join(', ')}`)
  return withSession({}, async ({ runtime }) => {
    const granted = await grant(runtime.database.db, person, parsed.data, runtime.house.now())
    print(
      options.json,
      { ok: true, ...granted },
      `${granted.name} (${granted.openId}) is now ${parsed.data}`,
    )
    return true
  })
}

/** `rounds seed`: the demo company in an empty database. */
export async function seedCommand(options: {
  reps: string
  days: string
  json: boolean
}): Promise<boolean> {
  const [reps, days] = [Number(options.reps), Number(options.days)]
  if (!Number.isInteger(reps) || reps < 1 || reps > 5_000)
    throw new OperatorError('--reps is a whole number from 1 to 5000')
  if (!Number.isInteger(days) || days < 1 || days > 1_000)
    throw new OperatorError('--days is a whole number from 1 to 1000')
  return withSession({}, async ({ runtime }) => {
    const { db } = runtime.database
    const company = await seedDemo(db, {
      now: runtime.house.now(),
      zone: runtime.house.zone,
      reps,
      days,
    })
    if (!company)
      throw new OperatorError('The database is not empty: demo data goes only into an empty one.')
    const [row] = await db.execute<{ customers: string; visits: string; orders: string }>(sql`
      select (select count(*) from customers) as customers, (select count(*) from visits) as visits, (select count(*) from orders) as orders`)
    print(
      options.json,
      { ok: true, reps, ...row },
      `${reps} reps, ${row?.customers} customers, ${row?.visits} visits, ${row?.orders} orders`,
    )
    return true
  })
}

/** `rounds replay`: a saved envelope (plain or encrypted), or a failed event by its id. */
export async function replayCommand(source: string, options: { json: boolean }): Promise<boolean> {
  return withSession({ platform: true, workers: true }, async (session) => {
    const ok = source.endsWith('.json')
      ? await replayFile(session, source)
      : await session.runtime.receiver.retry(await keyOf(session, source))
    print(options.json, { ok }, ok ? 'handled' : 'failed again: see `rounds report failed-events`')
    return ok
  })
}

async function keyOf({ runtime }: Session, id: string): Promise<string> {
  const [row] = await runtime.database.db
    .select({ key: inboundEvents.key })
    .from(inboundEvents)
    .where(eq(inboundEvents.key, id))
  if (!row)
    throw new OperatorError(`No event is kept under ${id}: see \`rounds report failed-events\``)
  return row.key
}

async function replayFile({ runtime }: Session, file: string): Promise<boolean> {
  let body: unknown
  try {
    body = JSON.parse(await readFile(file, 'utf8'))
  } catch {
    throw new OperatorError(`${file} is not readable JSON`)
  }
  const wrapped = z.object({ encrypt: z.string() }).safeParse(body)
  if (wrapped.success) body = JSON.parse(decrypt(wrapped.data.encrypt, runtime.feishu.encryptKey))
  const parsed = envelope.safeParse(body)
  const event = parsed.success ? decode(parsed.data) : null
  if (!event) throw new OperatorError(`${file} holds no event that Rounds handles`)
  await runtime.receiver.receive(event)
  return true
}

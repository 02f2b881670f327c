/** `rounds recompute`: every figure once more, from an export alone. */
import { access } from 'node:fs/promises'
import { uuidv7 } from 'uuidv7'
import { makeContext } from '../bot/make-context.ts'
import type { Difference } from '../domain/ledger/recompute/closes.ts'
import { metricKeys, metricOf } from '../domain/performance/metrics.ts'
import { OperatorError } from '../errors.ts'
import { strayedRows } from '../features/ledger/against-tables.ts'
import { headText } from '../features/ledger/chain.ts'
import { sealAll } from '../features/ledger/export.ts'
import {
  compareMonths,
  dayOf,
  monthsWanted,
  type Rebuilt,
  rebuild,
  rebuiltMonth,
} from '../features/ledger/recompute.ts'
import { brokenText, headOptions, pendingText, strayedText } from './ledger.ts'
import { print, table } from './output.ts'
import { withSession } from './session.ts'

interface Options {
  readonly from?: string
  readonly to?: string
  readonly alone: boolean
  readonly head: string[]
  readonly json: boolean
}

/** Differences that are told as text at most; `--json` tells all. */
const shown = 200

/**
 * Follows the chain, rebuilds the months and compares them with what this installation says; `--alone`
 * prints what was rebuilt and needs no database.
 */
export async function recomputeCommand(file: string, options: Options): Promise<boolean> {
  for (const month of [options.from, options.to])
    if (month !== undefined && !/^20\d{2}-(0[1-9]|1[0-2])$/.test(month))
      throw new OperatorError(`${month} is no month: write YYYY-MM, for example 2026-11`)
  await access(file).catch(() => {
    throw new OperatorError(`${file} cannot be read`)
  })
  const rebuilt = await rebuild(file, headOptions(options.head))
  const { verified } = rebuilt
  if (verified.broken) {
    const { entries, broken } = verified
    print(options.json, { ok: false, entries, broken }, brokenText(verified))
    return false
  }
  const { pending } = rebuilt
  if (pending.length > 0) {
    print(options.json, { ok: false, entries: verified.entries, pending }, pendingText(pending))
    return false
  }
  return options.alone ? printAlone(rebuilt, options) : compareWithSystem(rebuilt, options)
}

function printAlone(rebuilt: Rebuilt, options: Options): boolean {
  const { facts, verified, closes } = rebuilt
  const today = dayOf(rebuilt)
  const rows = monthsWanted(facts, today, options).flatMap((month) =>
    [...rebuiltMonth(facts, month, today)].map(([who, values]) => ({
      who,
      month,
      ...Object.fromEntries(metricKeys.map((key) => [key, values[key] ?? null])),
    })),
  )
  print(
    options.json,
    { ok: closes.length === 0, head: headText(verified.head), figures: rows, closes },
    [
      table(rows.map((row) => ({ ...row, ...moneyOf(row) }))),
      ...(closes.length > 0 ? [differencesText(closes)] : []),
    ].join('\n'),
  )
  return closes.length === 0
}

/** Fen are told to people as yuan. */
const moneyOf = (row: Record<string, unknown>) =>
  Object.fromEntries(metricKeys.map((key) => [key, textOf(key, (row[key] ?? null) as never)]))

function compareWithSystem(rebuilt: Rebuilt, options: Options): Promise<boolean> {
  const { facts, verified, closes } = rebuilt
  return withSession({}, async ({ runtime }) => {
    const { db } = runtime.database
    const newest = await sealAll(db)
    // One snapshot: all figures are of one moment.
    const { months, compared } = await db.transaction(
      async (tx) => {
        const run = { now: runtime.house.now(), causeId: uuidv7(), nowOverride: null }
        const ctx = await makeContext(runtime.house, tx, run)
        const wanted = monthsWanted(facts, ctx.today, options)
        return { months: wanted, compared: await compareMonths(ctx, facts, wanted) }
      },
      { isolationLevel: 'repeatable read' },
    )
    const { found: strayed, pending } = await strayedRows(runtime.database)
    const differences = [...closes, ...compared.differences]
    const newer = newest.seq - verified.head.seq
    const { closesChecked, closesAsWritten } = rebuilt
    const ok = differences.length + strayed.length + pending.length === 0
    print(
      options.json,
      {
        ...{ ok, entries: verified.entries, head: headText(verified.head), newer, months },
        ...{ figures: compared.figures, differences, strayed, pending, closesChecked },
        closesAsWritten,
      },
      [
        `${verified.entries} entries, the chain is whole; head ${headText(verified.head)}`,
        `${compared.figures} figures of ${months.length} months compared`,
        ...(closesChecked.length > 0
          ? [`closed months worked out again as of their closing: ${closesChecked.join(', ')}`]
          : []),
        ...(closesAsWritten.length > 0
          ? [`closed before the ledger began, taken as written: ${closesAsWritten.join(', ')}`]
          : []),
        ...(newer > 0
          ? [
              `the ledger has ${newer} entries that came after the export: export it anew to compare`,
            ]
          : []),
        differences.length === 0 ? 'no difference' : differencesText(differences),
        ...(strayed.length > 0 ? [strayedText(strayed)] : []),
        ...(pending.length > 0 ? [pendingText(pending)] : []),
      ].join('\n'),
    )
    return ok
  })
}

function differencesText(differences: readonly Difference[]): string {
  const rows = differences.slice(0, shown).map(({ who, month, metric, told, rebuilt }) => ({
    who,
    month,
    metric,
    system: textOf(metric, told),
    ledger: textOf(metric, rebuilt),
  }))
  const more = differences.length - rows.length
  return [
    `${differences.length} differences:`,
    table(rows),
    ...(more > 0 ? [`and ${more} more: --json tells all`] : []),
  ].join('\n')
}

/** Money in yuan, the rest as it is. */
function textOf(metric: string, value: number | null): string {
  if (value === null) return '–'
  const key = metricKeys.find((one) => one === metric)
  const isMoney = key ? metricOf(key).unit === 'money' : true
  return isMoney ? (value / 100).toFixed(2) : String(Math.round(value * 1e6) / 1e6)
}

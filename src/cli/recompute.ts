/** `rounds recompute`: every figure once more, from an export alone. */
import { access } from 'node:fs/promises'
import { uuidv7 } from 'uuidv7'
import { makeContext } from '../bot/make-context.ts'
import { campaignFigures } from '../domain/ledger/recompute/campaigns.ts'
import type { Difference, Figure, FigureUnit } from '../domain/ledger/recompute/figure.ts'
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
  rebuiltBeside,
  rebuiltMonth,
  recordDifferences,
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
  const beside: Figure[] = []
  const rows = monthsWanted(facts, today, options).flatMap((month) => {
    const metrics = rebuiltMonth(facts, month, today)
    beside.push(...rebuiltBeside(facts, month, today, metrics))
    return [...metrics].map(([who, values]) => ({
      who,
      month,
      ...Object.fromEntries(metricKeys.map((key) => [key, values[key] ?? null])),
    }))
  })
  beside.push(...campaignFigures(facts, today))
  const differences = [...closes, ...recordDifferences(facts)]
  const ok = differences.length === 0
  print(
    options.json,
    { ok, head: headText(verified.head), figures: rows, beside, closes, differences },
    [
      table(rows.map((row) => ({ ...row, ...moneyOf(row) }))),
      ...(beside.length > 0
        ? [
            table(
              beside.map(({ who, month, metric, unit, value }) => ({
                ...{ who, month, metric },
                value: valueText(unit, value),
              })),
            ),
          ]
        : []),
      ...(ok ? [] : [differencesText(differences)]),
    ].join('\n'),
  )
  return ok
}

/** Fen are told to people as yuan. */
const moneyOf = (row: Record<string, unknown>) =>
  Object.fromEntries(
    metricKeys.map((key) => {
      const unit = metricOf(key).unit === 'money' ? 'fen' : 'plain'
      return [key, valueText(unit, (row[key] ?? null) as number | null)]
    }),
  )

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
  const rows = differences.slice(0, shown).map(({ who, month, metric, unit, told, rebuilt }) => ({
    who,
    month,
    metric,
    system: valueText(unit, told),
    ledger: valueText(unit, rebuilt),
  }))
  const more = differences.length - rows.length
  return [
    `${differences.length} differences:`,
    table(rows),
    ...(more > 0 ? [`and ${more} more: --json tells all`] : []),
  ].join('\n')
}

/** Money in yuan, the rest as it is. */
function valueText(unit: FigureUnit, value: number | null): string {
  if (value === null) return '–'
  return unit === 'fen' ? (value / 100).toFixed(2) : String(Math.round(value * 1e6) / 1e6)
}

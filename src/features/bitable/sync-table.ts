/** Brings one table of a base up to date: the same again changes nothing. */
import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import {
  type BaseColumn,
  type Bases,
  type BaseValue,
  mostRemoved,
  mostWritten,
  type NewColumn,
} from '../../bot/bases.ts'
import { SendError } from '../../bot/outbound.ts'
import { type Kept, type Plan, planSync, type Wanted } from '../../domain/bitable/plan.ts'
import { chunks } from '../../domain/chunks.ts'

export interface TableColumn extends NewColumn {
  readonly key: string
}

export interface WantedTable {
  readonly appToken: string
  /** What is known of it from before; null: it is to be made. */
  readonly known: {
    readonly tableId: string
    readonly fields: Readonly<Record<string, string>>
  } | null
  readonly name: string
  /** The first is the index column: the key of each row. */
  readonly columns: readonly TableColumn[]
  readonly rows: readonly Wanted[]
  readonly isOurs: (key: string) => boolean
  /** The same for every try of one run, so that a repeat of a call is known as one. */
  readonly runId: string
}

export interface Synced {
  readonly tableId: string
  readonly fields: Readonly<Record<string, string>>
  readonly created: number
  readonly updated: number
  readonly removed: number
}

/** The table is there no longer, or its index column is no text any more: people have to decide. */
export class TableTrouble extends Error {
  readonly problem: 'tableGone' | 'keyColumn'
  constructor(problem: 'tableGone' | 'keyColumn') {
    super(problem)
    this.problem = problem
  }
}

/** An unknown outcome is followed by reading again, so many times in all. */
const passes = 4
const tries = 6
const firstWaitMs = 500
const longestWaitMs = 8_000

/** Runs a call; again after a while where the platform says that it was too much or too soon. */
async function patiently<R>(run: () => Promise<R>): Promise<R> {
  for (let n = 1; ; n++) {
    try {
      return await run()
    } catch (error) {
      const outcome = error instanceof SendError ? error.outcome : null
      if (outcome?.kind !== 'retry' || n >= tries) throw error
      const wait = outcome.notBeforeMs ?? firstWaitMs * 2 ** (n - 1)
      await setTimeout(Math.min(longestWaitMs, wait))
    }
  }
}

export async function syncTable(bases: Bases, wanted: WantedTable): Promise<Synced> {
  const { appToken } = wanted
  const made = await tableOf(bases, wanted)
  const { tableId } = made
  const found = await patiently(() => bases.columns(appToken, tableId))
  const fields = await fieldsOf(bases, wanted, tableId, made.fields, found)
  const nameOfField = new Map(
    (await patiently(() => bases.columns(appToken, tableId))).map(({ fieldId, name }) => [
      fieldId,
      name,
    ]),
  )
  /** Names of our columns as they are now, by key; removed ones are absent. */
  const names = new Map(
    wanted.columns.flatMap(({ key }) => {
      const name = nameOfField.get(fields[key] ?? '')
      return name === undefined ? [] : [[key, name] as const]
    }),
  )
  /** What the first look found to be done: nobody else does it meanwhile. */
  let first: Plan | null = null
  for (let pass = 1; ; pass++) {
    const kept = await keptRows(bases, wanted, tableId, names)
    const plan = planSync(withKnownColumns(wanted, names), kept, wanted.isOurs)
    first ??= plan
    try {
      await apply(bases, wanted, tableId, names, plan)
    } catch (error) {
      // It may have happened: what is there is looked at again.
      const isUnknown = error instanceof SendError && error.outcome.kind === 'unknown'
      if (!isUnknown || pass >= passes) throw error
      continue
    }
    const { create, update, remove } = first
    const done = { created: create.length, updated: update.length, removed: remove.length }
    return { tableId, fields, ...done }
  }
}

/** The table, found again, or made; one that was lost with the answer of making it is taken up. */
async function tableOf(
  bases: Bases,
  { appToken, known, name, columns }: WantedTable,
): Promise<{ tableId: string; fields: Readonly<Record<string, string>> }> {
  const tables = await patiently(() => bases.tables(appToken))
  if (known) {
    if (!tables.some(({ tableId }) => tableId === known.tableId))
      throw new TableTrouble('tableGone')
    return known
  }
  const [index] = columns
  const taken = new Set(tables.map((one) => one.name))
  const named = tables.find((one) => one.name === name)
  if (named) {
    const there = await patiently(() => bases.columns(appToken, named.tableId))
    // One whose index column is no text any more cannot be written to: another is made beside it.
    if (there.some((one) => one.isPrimary && one.type === 1 && one.name === index?.name))
      return { tableId: named.tableId, fields: {} }
  }
  let free = name
  for (let n = 2; taken.has(free); n++) free = `${name} ${n}`
  const made = await patiently(() => bases.createTable(appToken, free, columns))
  const ids = columns.map(({ key }, i) => [key, made.fieldIds[i] ?? ''] as const)
  return { tableId: made.tableId, fields: Object.fromEntries(ids.filter(([, id]) => id !== '')) }
}

const typeOf: Record<NewColumn['kind'], number> = {
  text: 1,
  integer: 2,
  number: 2,
  money: 2,
  rate: 2,
  date: 5,
}

/** Our columns: known ones stay, removed ones stay removed, new ones are made beside people's own. */
async function fieldsOf(
  bases: Bases,
  { appToken, columns }: WantedTable,
  tableId: string,
  known: Readonly<Record<string, string>>,
  found: readonly BaseColumn[],
): Promise<Record<string, string>> {
  const fields: Record<string, string> = {}
  const byId = new Map(found.map((one) => [one.fieldId, one]))
  const names = new Set(found.map(({ name }) => name))
  for (const [i, column] of columns.entries()) {
    const { key } = column
    const before = known[key]
    if (i === 0) {
      const primary = found.find(({ isPrimary }) => isPrimary)
      if (primary?.type !== 1) throw new TableTrouble('keyColumn')
      fields[key] = primary.fieldId
    } else if (before !== undefined) {
      fields[key] = byId.get(before)?.type === typeOf[column.kind] ? before : ''
    } else {
      const same = found.find((one) => one.name === column.name && one.type === typeOf[column.kind])
      let name = column.name
      for (let n = 2; !same && names.has(name); n++) name = `${column.name} ${n}`
      names.add(name)
      fields[key] =
        same?.fieldId ??
        (await patiently(() => bases.createColumn(appToken, tableId, { ...column, name })))
    }
  }
  return fields
}

const withKnownColumns = ({ rows }: WantedTable, names: ReadonlyMap<string, string>): Wanted[] =>
  rows.map(({ key, values }) => ({
    key,
    values: Object.fromEntries(Object.entries(values).filter(([name]) => names.has(name))),
  }))

async function keptRows(
  bases: Bases,
  { appToken, columns }: WantedTable,
  tableId: string,
  names: ReadonlyMap<string, string>,
): Promise<Kept[]> {
  const rows = await patiently(() => bases.rows(appToken, tableId, [...names.values()]))
  const index = columns[0]?.key ?? ''
  return rows.map(({ recordId, values }) => {
    const byKey = [...names].map(([key, name]) => [key, values[name] ?? null] as const)
    const own: Record<string, BaseValue> = Object.fromEntries(byKey)
    return { recordId, key: own[index] ?? null, values: own }
  })
}

/** Removing first makes room; one call after the other, since a table takes no two writers. */
async function apply(
  bases: Bases,
  { appToken, columns, runId }: WantedTable,
  tableId: string,
  names: ReadonlyMap<string, string>,
  { create, update, remove }: Plan,
): Promise<void> {
  const named = (values: Readonly<Record<string, BaseValue>>) =>
    Object.fromEntries(
      Object.entries(values).flatMap(([key, value]) => {
        const name = names.get(key)
        return name === undefined ? [] : [[name, value]]
      }),
    )
  const index = columns[0]?.key ?? ''
  for (const ids of chunks(remove, mostRemoved))
    await patiently(() => bases.deleteRows(appToken, tableId, ids))
  for (const rows of chunks(update, mostWritten)) {
    const changed = rows.map(({ recordId, values }) => ({ recordId, values: named(values) }))
    await patiently(() => bases.updateRows(appToken, tableId, changed))
  }
  for (const rows of chunks(create, mostWritten)) {
    const token = tokenOf(runId, tableId, rows)
    const cells = rows.map(({ key, values }) => named({ [index]: key, ...values }))
    await patiently(() => bases.createRows(appToken, tableId, cells, token))
  }
}

/** A UUID (version 4 in form) of a run and its rows: a repeat of the call has the same. */
function tokenOf(runId: string, tableId: string, rows: readonly Wanted[]): string {
  const hash = createHash('sha256').update(`${runId}\n${tableId}\n`)
  for (const row of rows) hash.update(`${JSON.stringify(row)}\n`)
  const hex = hash.digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The payroll's file: a sheet of people, one of lines, one of corrections. */
import { inArray } from 'drizzle-orm'
import type { Workbook, Worksheet } from 'exceljs'
import { meanRateOf } from '../../domain/commission/compute.ts'
import { formatLocal } from '../../domain/time.ts'
import { lineKindWords, commissionWords as w } from '../../i18n/commission.ts'
import { ledgerWords as l } from '../../i18n/ledger.ts'
import type { T } from '../../i18n/t.ts'
import { headText } from '../ledger/chain.ts'
import { headOf, sealedAt } from '../ledger/seal.ts'
import { teams, users } from '../org/tables.ts'
import type { ComputeCtx } from './compute.ts'
import { namesOf } from './person.ts'
import { type MonthRead, readMonth } from './read.ts'

type Names = Awaited<ReturnType<typeof namesOf>>
type Person = { name: string; employeeNo: string; team: string }

/** Fills an empty workbook. Names are text: nothing that was typed becomes a formula. */
export async function fillPayroll(
  ctx: ComputeCtx,
  book: Workbook,
  month: string,
  t: T,
): Promise<number> {
  const read = await readMonth(ctx, month)
  const names = await namesOf(ctx, read)
  const people = await peopleOf(ctx, read)
  const personOf = (openId: string) =>
    people.get(openId) ?? { name: openId, employeeNo: '', team: '' }
  const paid = peopleSheet(book, read, personOf, t)
  linesSheet(book, read, names, personOf, t)
  correctionsSheet(book, read, names, personOf, t)
  await ledgerSheet(ctx, book, t)
  return paid
}

async function peopleOf({ tx }: ComputeCtx, read: MonthRead): Promise<Map<string, Person>> {
  const openIds = [...new Set([...read.schemes, ...read.corrections].map((one) => one.openId))]
  const rows = await tx.select().from(users).where(inArray(users.openId, openIds))
  const named = new Map((await tx.select().from(teams)).map(({ code, name }) => [code, name]))
  return new Map(
    rows.map(({ openId, name, employeeNo, teamCode }) => [
      openId,
      { name, employeeNo: employeeNo ?? '', team: named.get(teamCode ?? '') ?? '' },
    ]),
  )
}

type PersonOf = (openId: string) => Person

/** One row a person and scheme, and one of corrections; the sum of a person is what is to be paid. */
function peopleSheet(book: Workbook, read: MonthRead, personOf: PersonOf, t: T): number {
  const sheet = sheetOf(book, t(w.sheetPeople), [
    [t(w.colEmployee), 12],
    [t(w.colName), 12],
    [t(w.colTeam), 16],
    [t(w.colScheme), 20],
    [t(w.colBase), 16],
    [t(w.colRate), 12],
    [t(w.colFen), 14],
    [t(w.colCorrections), 14],
    [t(w.colTotal), 14],
  ])
  const corrected = new Map<string, number>()
  for (const { openId, fen } of read.corrections)
    corrected.set(openId, (corrected.get(openId) ?? 0) + fen)
  const totals = new Map(corrected)
  for (const { openId, totalFen } of read.schemes)
    totals.set(openId, (totals.get(openId) ?? 0) + totalFen)
  const shown = [...totals].filter(
    ([openId, fen]) =>
      fen !== 0 || read.schemes.some((one) => one.openId === openId && one.lines.length > 0),
  )
  const byPerson = new Map<string, MonthRead['schemes']>()
  for (const one of read.schemes) {
    const own = byPerson.get(one.openId)
    if (own) own.push(one)
    else byPerson.set(one.openId, [one])
  }
  for (const [openId, totalFen] of shown) {
    const person = personOf(openId)
    const who = [person.employeeNo, person.name, person.team]
    const own = (byPerson.get(openId) ?? []).filter(({ lines }) => lines.length > 0)
    own.forEach(({ scheme, terms, lines, totalFen: fen }, i) => {
      const { base, rate } = meanRateOf(terms.base, lines, fen)
      const worth = terms.base === 'quantity' ? base : base / 100
      sheet.addRow([
        ...who,
        scheme.name,
        worth,
        rate ?? '',
        fen / 100,
        i === 0 ? (corrected.get(openId) ?? 0) / 100 : '',
        i === 0 ? totalFen / 100 : '',
      ])
    })
    if (own.length === 0) {
      sheet.addRow([...who, '', '', '', 0, (corrected.get(openId) ?? 0) / 100, totalFen / 100])
    }
  }
  money(sheet, [5, 7, 8, 9])
  return shown.length
}

function linesSheet(book: Workbook, read: MonthRead, names: Names, personOf: PersonOf, t: T): void {
  const sheet = sheetOf(book, t(w.sheetLines), [
    [t(w.colName), 12],
    [t(w.colScheme), 20],
    [t(w.colKind), 14],
    [t(w.colDate), 12],
    [t(w.colOrder), 18],
    [t(w.colCustomer), 24],
    [t(w.colProduct), 24],
    [t(w.colBase), 14],
    [t(w.colRate), 12],
    [t(w.colFen), 14],
  ])
  for (const { openId, scheme, terms, lines } of read.schemes)
    for (const { kind, fact, base, rate, fen } of lines)
      sheet.addRow([
        personOf(openId).name,
        scheme.name,
        t(lineKindWords[kind]),
        fact?.on ?? '',
        fact?.orderCode ?? '',
        fact ? names.customer(fact.customerCode) : '',
        fact ? names.product(fact.productCode) : '',
        terms.base === 'quantity' ? base : base / 100,
        terms.base === 'quantity' ? rate / 100 : rate / 10_000,
        fen / 100,
      ])
  money(sheet, [8, 10])
}

function correctionsSheet(
  book: Workbook,
  read: MonthRead,
  names: Names,
  personOf: PersonOf,
  t: T,
): void {
  const sheet = sheetOf(book, t(w.sheetCorrections), [
    [t(w.colName), 12],
    [t(w.colOfMonth), 12],
    [t(w.colKind), 14],
    [t(w.colOrder), 18],
    [t(w.colProduct), 24],
    [t(w.colWas), 14],
    [t(w.colNow), 14],
    [t(w.colCorrections), 14],
  ])
  for (const one of read.corrections)
    sheet.addRow([
      personOf(one.openId).name,
      one.ofMonth,
      t(lineKindWords[one.kind]),
      one.orderCode ?? '',
      one.productCode ? names.product(one.productCode) : '',
      (one.was?.fen ?? 0) / 100,
      (one.now?.fen ?? 0) / 100,
      one.fen / 100,
    ])
  money(sheet, [6, 7, 8])
}

/** The head of the ledger: whoever keeps the file can tell later whether anything before it was changed. */
async function ledgerSheet(ctx: ComputeCtx, book: Workbook, t: T): Promise<void> {
  const head = await headOf(ctx.tx)
  const at = await sealedAt(ctx.tx)
  const sheet = sheetOf(book, t(l.sheet), [
    [t(l.colHead), 80],
    [t(l.colAt), 20],
  ])
  sheet.addRow([headText(head), at ? formatLocal(at, ctx.zone, 'dateTime') : ''])
  sheet.addRow([t(l.sheetWhy)])
}

function sheetOf(book: Workbook, name: string, columns: readonly (readonly [string, number])[]) {
  const sheet = book.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.columns = columns.map(([header, width]) => ({ header, width }))
  sheet.getRow(1).font = { bold: true }
  return sheet
}

function money(sheet: Worksheet, columns: readonly number[]): void {
  for (const column of columns) sheet.getColumn(column).numFmt = '#,##0.00'
}

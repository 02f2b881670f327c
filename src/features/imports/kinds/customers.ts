import { inArray } from 'drizzle-orm'
import { stageSince } from '../../../domain/customers/stages.ts'
import { addDays, type LocalDate } from '../../../domain/time.ts'
import { importWords } from '../../../i18n/imports.ts'
import { message } from '../../../i18n/t.ts'
import { dropPins, isUnverified } from '../../customers/pins.ts'
import { customers, type Grade } from '../../customers/tables.ts'
import * as cells from '../cells.ts'
import { type Draft, join, once } from '../drafts.ts'
import { readPoint } from '../points.ts'
import type { Row } from '../row.ts'
import { upsertRows } from '../upsert.ts'
import { codeCell, mapRows, type Plan, personCell, teamCell, type Work } from '../work.ts'
import { recordOwners } from './owners.ts'
import { recordStages } from './stages.ts'

type CustomerRow = typeof customers.$inferSelect

const creditDays = cells.whole(0, 3650)
const serviceMinutes = cells.whole(1, 480)
const grade = cells.oneOf<Grade>({
  A: 'a级 a类 重点',
  B: 'b级 b类',
  C: 'c级 c类',
  D: 'd级 d类 休眠',
})
const status = cells.oneOf({
  active: '正常 营业 启用 合作 合作中 有效',
  closed: '关店 关闭 停业 停用 失效 已关店 已关闭',
})

/** Customers: where they are, who looks after them, on which terms, how often they are visited. */
export async function planCustomers(work: Work): Promise<Plan> {
  const readers = {
    person: personCell(work),
    team: teamCell(work),
    customer: codeCell(work, 'customer'),
  }
  const drafts = await mapRows(work.rows, (row) => draftOf(work, row, readers))
  const { changes, counts } = await join<CustomerRow>(work, 'customers', once(drafts, 'code'), {
    load: async (part) => {
      const codes = part.map(({ key }) => key)
      const found = await work.tx.select().from(customers).where(inArray(customers.code, codes))
      return new Map(found.map((customer) => [customer.code, customer]))
    },
    blank: ({ key }) => ({ ...nothing, code: key, createdOn: work.today, updatedAt: work.now }),
    settle: (after, before, draft) => ({
      ...after,
      ...pauseOf(work, after, before, draft.row),
      ...settledDatum(after, before, draft),
      stageSince: stageSince(
        { stage: after.stage, told: after.stageSince as LocalDate | null },
        before && { stage: before.stage, since: before.stageSince as LocalDate | null },
        work.today,
      ),
      updatedAt: before?.updatedAt ?? work.now,
    }),
  })
  return {
    counts,
    async write() {
      const rows = changes.map(({ after }) => ({ ...after, updatedAt: work.now }))
      await upsertRows(work.tx, customers, ['code'], rows, changeable(work.rows[0]))
      await recordOwners(work.tx, changes, work.today)
      await recordStages(work.tx, changes, work)
      const moved = changes.filter(
        ({ before, after }) => before && isUnverified(after) && before.address !== after.address,
      )
      await dropPins(
        work.tx,
        moved.map(({ after }) => after.code),
      )
    },
  }
}

function draftOf(
  work: Work,
  row: Row,
  read: Record<'person' | 'team' | 'customer', cells.Reader<string>>,
): Draft<CustomerRow> {
  const code = row.need('code', cells.text) ?? ''
  const place = readPoint(row, 'lng', 'lat', work.datum)
  const values: Draft<CustomerRow>['values'] = {
    code,
    name: row.keep('name', cells.text),
    address: row.read('address', cells.text),
    lngGcj: place === null ? null : place?.point.lng,
    latGcj: place === null ? null : place?.point.lat,
    rawLng: place === null ? null : place?.raw.lng,
    rawLat: place === null ? null : place?.raw.lat,
    rawDatum: place === null ? null : place && work.datum,
    // A file speaks for the company: what a geocoder said before is over.
    pinSource: place === null ? null : place && 'file',
    pinLevel: place === undefined ? undefined : null,
    pinConfirmedAt: place === undefined ? undefined : null,
    pinConfirmedBy: place === undefined ? undefined : null,
    ownerOpenId: row.read('owner_open_id', read.person),
    teamCode: row.read('team_code', read.team),
    type: row.read('type', cells.text),
    grade: row.read('grade', grade),
    since: row.read('since', cells.day),
    stage: row.read('stage', cells.text),
    stageSince: row.read('stage_since', cells.day),
    source: row.read('source', cells.text),
    priceLevel: row.read('price_level', cells.text),
    creditLimitFen: row.read('credit_limit', cells.positiveMoney),
    creditDays: row.read('credit_days', creditDays),
    contact: row.read('contact', cells.text),
    phone: row.read('phone', cells.text),
    openingHours: row.read('opening_hours', cells.openingHours),
    serviceMinutes: row.read('service_minutes', serviceMinutes),
    line: row.read('line', cells.text),
    visitDays: row.read('visit_days', cells.visitDays),
    weekPattern: row.read('week_pattern', cells.weekPattern),
    frequency: row.read('frequency', cells.frequency),
    pauseReason: row.read('pause_reason', cells.text),
    pausedUntil: row.read('pause_until', cells.day),
    parentCode: row.read('parent_code', read.customer),
    supplierCode: row.read('supplier_code', read.customer),
    status: row.orElse('status', status, 'active'),
    tags: row.read('tags', cells.tags),
  }
  for (const column of ['parent_code', 'supplier_code'])
    if (code !== '' && row.raw(column) === code) row.refuse(column, message(importWords.itself))
  return { row, key: code, values }
}

/**
 * A frequency of 0 is a pause with a reason and an end; a pause that still runs is left as it is, so
 * that the same file does not prolong it. Another frequency ends the pause of a file.
 */
function pauseOf(work: Work, after: CustomerRow, before: CustomerRow | null, row: Row) {
  if (row.raw('frequency') === '') return {}
  if (after.frequency !== '0') {
    return before?.frequency === '0' && row.raw('pause_until') === ''
      ? { pauseReason: null, pausedUntil: null }
      : {}
  }
  const running = after.pausedUntil !== null && after.pausedUntil > work.today
  const told = running || row.raw('pause_reason') !== '' ? after.pauseReason : null
  return {
    pauseReason: told ?? message(importWords.pausedByImport).zh,
    pausedUntil: running ? after.pausedUntil : addDays(work.today, work.pauseDays),
  }
}

/** The same raw point read again is no change, although a conversion may differ in its last digit. */
function settledDatum(
  after: CustomerRow,
  before: CustomerRow | null,
  { values }: Draft<CustomerRow>,
): Partial<CustomerRow> {
  const same =
    before !== null &&
    typeof values.rawLng === 'number' &&
    before.rawLng === after.rawLng &&
    before.rawLat === after.rawLat &&
    before.rawDatum === after.rawDatum
  if (!same) return {}
  const { lngGcj, latGcj, pinSource, pinLevel, pinConfirmedAt, pinConfirmedBy } = before
  const pin = { pinSource, pinLevel, pinConfirmedAt, pinConfirmedBy }
  // The point that a rep set stays a rep's, although a file repeats it.
  return { lngGcj, latGcj, ...(isUnverified(before) ? {} : pin) }
}

const nothing: Omit<CustomerRow, 'code' | 'createdOn' | 'updatedAt'> = {
  name: '',
  // The database makes it of the name.
  plainName: '',
  address: null,
  lngGcj: null,
  latGcj: null,
  rawLng: null,
  rawLat: null,
  rawDatum: null,
  pinSource: null,
  pinLevel: null,
  pinConfirmedAt: null,
  pinConfirmedBy: null,
  ownerOpenId: null,
  teamCode: null,
  type: null,
  grade: null,
  gradeLockedBy: null,
  gradeLockedAt: null,
  since: null,
  stage: null,
  stageSince: null,
  source: null,
  priceLevel: null,
  creditLimitFen: null,
  creditDays: null,
  contact: null,
  phone: null,
  openingHours: null,
  serviceMinutes: null,
  line: null,
  visitDays: null,
  weekPattern: null,
  frequency: null,
  pauseReason: null,
  pausedUntil: null,
  parentCode: null,
  supplierCode: null,
  status: 'active',
  tags: null,
}

/** The columns of the table that this file speaks of; the others stay as somebody else may have made them. */
function changeable(row: Row | undefined): (keyof CustomerRow)[] {
  const touched = Object.entries(columnsBehind).filter(([, columns]) =>
    columns.split(' ').some((column) => row?.has(column)),
  )
  return [...touched.map(([name]) => name as keyof CustomerRow), 'updatedAt']
}

const columnsBehind: Partial<Record<keyof CustomerRow, string>> = {
  name: 'name',
  address: 'address',
  lngGcj: 'lng',
  latGcj: 'lat',
  rawLng: 'lng',
  rawLat: 'lat',
  rawDatum: 'lng',
  pinSource: 'lng',
  pinLevel: 'lng',
  pinConfirmedAt: 'lng',
  pinConfirmedBy: 'lng',
  ownerOpenId: 'owner_open_id',
  teamCode: 'team_code',
  type: 'type',
  grade: 'grade',
  since: 'since',
  stage: 'stage',
  stageSince: 'stage stage_since',
  source: 'source',
  priceLevel: 'price_level',
  creditLimitFen: 'credit_limit',
  creditDays: 'credit_days',
  contact: 'contact',
  phone: 'phone',
  openingHours: 'opening_hours',
  serviceMinutes: 'service_minutes',
  line: 'line',
  visitDays: 'visit_days',
  weekPattern: 'week_pattern',
  frequency: 'frequency',
  pauseReason: 'frequency pause_reason',
  pausedUntil: 'frequency pause_until',
  parentCode: 'parent_code',
  supplierCode: 'supplier_code',
  status: 'status',
  tags: 'tags',
}

import { sql } from 'drizzle-orm'
import { cellWords, customerStates, columnWords as w } from '../../../i18n/export-columns.ts'
import { exportSetWords as sets } from '../../../i18n/export-sets.ts'
import { amongTexts, personCells, type Scope } from '../scope.ts'
import { type ExportSet, mapped, numberOf } from '../set.ts'
import { column, customerColumns, personColumns, spoken } from './columns.ts'

type Row = Record<
  | 'code'
  | 'name'
  | 'type'
  | 'grade'
  | 'status'
  | 'address'
  | 'stage'
  | 'source'
  | 'price_level'
  | 'credit_limit'
  | 'contact'
  | 'phone'
  | 'line'
  | 'frequency'
  | 'tags'
  | 'created_on'
  | 'last_visit_on'
  | 'last_order_on'
  | 'owner',
  string | null
> & { lng: number | null; lat: number | null; credit_days: number | null }

/** Customers of the people and teams of a scope. */
const isOurs = ({ openIds, teamCodes }: Scope) =>
  sql`(${amongTexts(openIds, sql`c.owner_open_id`)} or ${amongTexts(teamCodes, sql`c.team_code`)})`

const [ownerColumn, ...ofPerson] = [column('rep', w.owner), ...personColumns.slice(1)]

export const customersSet: ExportSet = {
  name: 'customers',
  title: sets.customers,
  about: sets.customersAbout,
  aliases: ['客户', '客户列表', '客户资料', 'customers', 'customer'],
  who: ['rep', 'manager', 'admin', 'viewer'],
  time: 'now',
  columns: () => [
    ...customerColumns,
    column('type', w.type),
    column('grade', w.grade),
    column('status', w.status),
    ...(ownerColumn ? [ownerColumn] : []),
    ...ofPerson,
    column('address', w.address),
    column('lng', w.shopLng, 'number'),
    column('lat', w.shopLat, 'number'),
    column('contact', w.contact),
    column('phone', w.phone),
    column('stage', w.stage),
    column('source', w.customerSource),
    column('price_level', w.priceLevel),
    column('credit_limit', w.creditLimit, 'fen'),
    column('credit_days', w.creditDays, 'integer'),
    column('line', w.line),
    column('frequency', w.frequency),
    column('tags', w.tags),
    column('created_on', w.createdOn, 'date'),
    column('last_visit_on', w.lastVisitOn, 'date'),
    column('last_order_on', w.lastOrderOn, 'date'),
  ],
  rows({ tx, scope, t }) {
    const query = sql`
      select c.code, c.name, c.type, c.grade, c.status, c.owner_open_id as owner, c.address,
        c.lng_gcj as lng, c.lat_gcj as lat, c.contact, c.phone, c.stage, c.source, c.price_level,
        c.credit_limit_fen as credit_limit, c.credit_days, c.line, c.frequency,
        array_to_string(c.tags, ';') as tags, c.created_on::text as created_on,
        (select max(v.date)::text from visits v
          where v.customer_code = c.code and v.status = 'closed') as last_visit_on,
        (select max(o.ordered_on)::text from orders o where o.customer_code = c.code) as last_order_on
      from customers c where ${isOurs(scope)} order by c.code`
    return mapped<Row>(tx, query, ({ code, name, owner, status, credit_limit, ...row }) => ({
      ...personCells(scope, owner),
      ...row,
      customer_code: code,
      customer: name,
      status: spoken(t, customerStates, status),
      credit_limit: numberOf(credit_limit),
    }))
  },
}

type Covered = {
  code: string
  name: string
  type: string | null
  grade: string | null
  open_id: string
  covered: boolean
  by_owner: string
  by_all: string
  last_visit_on: string | null
}

/** Active customers by who looks after them on the last day: the same that 覆盖率 counts. */
export const coverageSet: ExportSet = {
  name: 'coverage',
  title: sets.coverage,
  about: sets.coverageAbout,
  aliases: ['覆盖', '覆盖率', 'coverage'],
  who: ['rep', 'manager', 'admin', 'viewer'],
  time: 'month',
  columns: () => [
    ...customerColumns,
    column('type', w.type),
    column('grade', w.grade),
    ...(ownerColumn ? [ownerColumn] : []),
    ...ofPerson,
    column('covered', w.coveredCell),
    column('by_owner', w.visitsByOwner, 'integer'),
    column('by_all', w.visitsByAll, 'integer'),
    column('last_visit_on', w.lastVisitOn, 'date'),
  ],
  rows({ tx, scope, range, t }) {
    const { from, to } = range
    // 覆盖率 counts the month to date, or the days where they begin before the month.
    const since = from < `${to.slice(0, 8)}01` ? from : `${to.slice(0, 8)}01`
    const query = sql`
      with assigned as (
        select c.code, c.name, c.type, c.grade, coalesce(co.owner_open_id, c.owner_open_id) as open_id
        from customers c
        left join customer_owners co on co.customer_code = c.code and co.from_date <= ${to}
          and (co.until_date is null or co.until_date > ${to})
        where c.status = 'active' and (co.customer_code is not null or (c.owner_open_id is not null
          and not exists (select 1 from customer_owners h where h.customer_code = c.code)))
      )
      select a.code, a.name, a.type, a.grade, a.open_id, n.covered, n.by_owner, n.by_all, n.last_visit_on
      from assigned a
      join lateral (
        select coalesce(bool_or(v.rep_open_id = a.open_id), false) as covered,
          count(*) filter (where v.rep_open_id = a.open_id and v.date >= ${from}) as by_owner,
          count(*) filter (where v.date >= ${from}) as by_all, max(v.date)::text as last_visit_on
        from visits v where v.customer_code = a.code and v.status = 'closed'
          and v.date between ${since} and ${to}
      ) n on true
      where ${amongTexts(scope.openIds, sql`a.open_id`)}
      order by a.open_id, a.code`
    return mapped<Covered>(tx, query, (row) => ({
      ...personCells(scope, row.open_id),
      customer_code: row.code,
      customer: row.name,
      type: row.type,
      grade: row.grade,
      covered: t(row.covered ? cellWords.yes : cellWords.no),
      by_owner: Number(row.by_owner),
      by_all: Number(row.by_all),
      last_visit_on: row.last_visit_on,
    }))
  },
}

import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { connect, type Database } from '../../src/db/client.ts'
import { demoCompany, seedDemo } from '../../src/demo/index.ts'
import { demoStructure } from '../../src/demo/people.ts'
import { rulesFrom } from '../../src/domain/settings/define.ts'
import { date, toLocalDate } from '../../src/domain/time.ts'
import { gradeList } from '../../src/features/grading/store/compute.ts'
import { freshDatabase } from '../support/database.ts'

const zone = 'Asia/Shanghai'
/** A Sunday: the demo must have work for a newcomer all the same. */
const now = new Date('2026-11-22T07:00:00+08:00')
const small = { now, zone, customersPerRep: 60, days: 60 }

let first: Database
let second: Database
const drops: (() => Promise<void>)[] = []

async function open(): Promise<Database> {
  const fresh = await freshDatabase()
  const database = connect(fresh.url, { max: 2 })
  drops.push(async () => {
    await database.close()
    await fresh.drop()
  })
  return database
}

beforeAll(async () => {
  first = await open()
  second = await open()
  await seedDemo(first.db, small)
})
afterAll(async () => {
  for (const drop of drops) await drop()
})

const one = async (query: ReturnType<typeof sql>, { db } = first) =>
  (await db.execute<Record<string, unknown>>(query))[0] ?? {}

const count = async (query: ReturnType<typeof sql>) => Number((await one(query)).n)

test('the same options tell the same story, another seed another one', async () => {
  await seedDemo(second.db, small)
  const print = ({ db }: Database) =>
    db.execute(sql`select
      (select md5(string_agg(v::text, '|' order by id)) from visits v) as visits,
      (select md5(string_agg(l::text, '|' order by order_code, line_no)) from order_lines l) as lines,
      (select md5(string_agg(p::text, '|' order by code)) from payments p) as payments,
      (select md5(string_agg(code || name || coalesce(address, '') || coalesce(lng_gcj::text, ''), '|' order by code)) from customers) as customers`)
  expect(await print(second)).toEqual(await print(first))

  await second.db.execute(sql`truncate users, teams, team_managers, customers, customer_owners, products,
    prices, orders, order_lines, payments, visits, daily_plans, plan_stops, targets, calendar_days, setting_versions,
    commission_schemes, commission_versions, campaigns`)
  await seedDemo(second.db, { ...small, seed: 7 })
  expect(await print(second)).not.toEqual(await print(first))
})

test('it goes into an empty database only', async () => {
  expect(await seedDemo(first.db, small)).toBeNull()
})

test('people and groups are the same without a database', async () => {
  const company = demoCompany()
  expect(company.people.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['李雷', '韩梅梅', '王芳']),
  )
  expect(company.repOpenIds).toHaveLength(12)
  const ids = await first.db.execute<{ open_id: string }>(
    sql`select open_id from users where status = 'active'`,
  )
  expect(ids.map((row) => row.open_id).toSorted()).toEqual(
    company.people.map(({ openId }) => openId).toSorted(),
  )
  for (const { openId, mobile } of company.people) {
    expect(openId).toMatch(/^ou_[0-9a-f]{32}$/)
    expect(mobile).toMatch(/^1390000\d{4}$/)
  }
  const rows = await first.db.execute<{ id: string }>(sql`
    select chat_id as id from teams where chat_id is not null union select manager_chat_id from teams`)
  expect(company.groups.map(({ chatId }) => chatId).toSorted()).toEqual(
    rows.map(({ id }) => id).toSorted(),
  )
})

test('a thousand reps have teams, names and ids of their own', () => {
  const { teams, reps, staff } = demoStructure({ reps: 1000, seed: 1 })
  expect(reps).toHaveLength(1000)
  expect(new Set(staff.map(({ openId }) => openId)).size).toBe(staff.length)
  expect(new Set(staff.map(({ mobile }) => mobile)).size).toBe(staff.length)
  expect(new Set(teams.map(({ name }) => name)).size).toBe(teams.length)
})

describe('the story is possible', () => {
  test('days have 12–25 stops in traditional trade, 5–8 in key accounts', async () => {
    const full = await open()
    await seedDemo(full.db, { now, zone, days: 20 })
    const rows = await full.db.execute<{ team_code: string; least: string; most: string }>(sql`
      select u.team_code, min(n) as least, max(n) as most from users u
      join (select rep_open_id, count(*) as n from plan_stops group by rep_open_id, date) d
        on d.rep_open_id = u.open_id group by u.team_code order by u.team_code`)
    for (const { team_code: team, least, most } of rows) {
      expect(Number(least), team).toBeGreaterThanOrEqual(team === 'T03' ? 5 : 12)
      expect(Number(most), team).toBeLessThanOrEqual(team === 'T03' ? 8 : 25)
    }
    expect(rows).toHaveLength(3)
    expect(Number((await one(sql`select count(*) as n from customers`, full)).n)).toBe(2400)
  })

  test('nobody is in two shops at once, nobody works on a day of leave, today is untouched', async () => {
    expect(
      await count(sql`select count(*) as n from visits a join visits b
        on a.rep_open_id = b.rep_open_id and a.date = b.date and a.id < b.id and a.closed_by = 'rep'
        and a.checked_in_at < b.checked_in_at and a.checked_out_at > b.checked_in_at`),
    ).toBe(0)
    expect(
      await count(sql`select count(*) as n from visits v join calendar_days c
        on c.scope = 'person:' || v.rep_open_id and c.date = v.date`),
    ).toBe(0)
    const today = toLocalDate(now, zone)
    expect(await count(sql`select count(*) as n from visits where date >= ${today}`)).toBe(0)
    expect(await count(sql`select count(*) as n from daily_plans where date >= ${today}`)).toBe(0)
    expect(
      await count(sql`select count(*) as n from calendar_days
        where scope = 'org' and date = ${today} and kind = 'workday'`),
    ).toBe(1)
  })

  test('visits, stops and orders fit together, and every summary is long enough', async () => {
    expect(
      await count(sql`select count(*) as n from plan_stops s left join visits v on v.id = s.visit_id
        where s.status = 'visited' and (v.id is null or v.plan_stop_id <> s.id
          or v.customer_code <> s.customer_code or v.date <> s.date or not v.planned)`),
    ).toBe(0)
    expect(
      await count(sql`select count(*) as n from visits v where outcome = 'ordered' and not exists (
        select 1 from orders o where o.rep_open_id = v.rep_open_id
          and o.customer_code = v.customer_code and o.ordered_on = v.date)`),
    ).toBe(0)
    expect(
      await count(sql`select count(*) as n from visits
        where closed_by = 'rep' and char_length(summary) < 10`),
    ).toBe(0)
    expect(await count(sql`select count(*) as n from visit_photos`)).toBe(0)
    // Whoever is played reads how locations are used before the first check-in.
    expect(await count(sql`select count(*) as n from consents`)).toBe(0)
  })

  test('money is believable: returns and gifts are rare, most of it is paid, nothing before its order', async () => {
    const kinds = await one(sql`select
      avg((kind = 'return')::int) as returns, avg((kind = 'gift')::int) as gifts,
      sum(case kind when 'sale' then amount_fen when 'return' then -amount_fen end) as net,
      (select sum(amount_fen) from payments) as paid from order_lines`)
    expect(Number(kinds.returns)).toBeGreaterThan(0.001)
    expect(Number(kinds.returns)).toBeLessThan(0.05)
    expect(Number(kinds.gifts)).toBeLessThan(0.15)
    expect(Number(kinds.paid) / Number(kinds.net)).toBeGreaterThan(0.6)
    expect(Number(kinds.paid) / Number(kinds.net)).toBeLessThan(1.02)
    expect(
      await count(sql`select count(*) as n from payments p join orders o on o.code = p.order_code
        where p.received_on < o.ordered_on`),
    ).toBe(0)
    const graded = await gradeList(first.db, date('2026-11-22'), rulesFrom(new Map(), 0))
    expect(graded.filter(({ salesFen }) => salesFen === 0).length).toBeGreaterThan(0)
  })

  test('shops stand in Shenyang, a few without a point, some sold by others before', async () => {
    const shops =
      await one(sql`select count(*) as n, count(*) filter (where lng_gcj is null) as unpinned,
      count(*) filter (where address is null) as nowhere, min(lng_gcj) as west, max(lng_gcj) as east,
      min(lat_gcj) as south, max(lat_gcj) as north from customers`)
    expect(Number(shops.unpinned) / Number(shops.n)).toBeLessThan(0.1)
    expect(Number(shops.unpinned)).toBeGreaterThan(Number(shops.nowhere))
    expect(Number(shops.west)).toBeGreaterThan(123.28)
    expect(Number(shops.east)).toBeLessThan(123.52)
    expect(Number(shops.south)).toBeGreaterThan(41.71)
    expect(Number(shops.north)).toBeLessThan(41.88)
    expect(
      await count(sql`select count(*) as n from customer_owners where until_date is not null`),
    ).toBeGreaterThan(0)
  })
})

test('every card has something to show: pay, a campaign with customers, an afternoon to look into', async () => {
  expect(
    await count(sql`select count(*) as n from commission_versions where status = 'published'`),
  ).toBe(2)
  expect(
    await count(sql`select count(*) as n from customers c join campaigns g on g.tag = any (c.tags)
      where c.team_code = g.team_code`),
  ).toBeGreaterThan(5)
  expect(
    await one(sql`select count(*)::int as n, count(distinct rep_open_id)::int as reps, count(distinct date)::int as days
      from visits where dwell_minutes = 1`),
  ).toMatchObject({ reps: 1, days: 1 })
})

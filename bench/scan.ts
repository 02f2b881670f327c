import { sql } from 'drizzle-orm'
import { connect, type Db } from '../src/db/client.ts'
import type { Rules } from '../src/domain/settings/define.ts'
import { addDays, type LocalDate, localDate } from '../src/domain/time.ts'
import { loadRules } from '../src/features/admin/settings-store.ts'
import { countTrade } from '../src/features/alarms/baselines.ts'
import { keepHistories } from '../src/features/alarms/scan/keep-histories.ts'
import { type KnownFit, scanCustomers } from '../src/features/alarms/scan/observe-all.ts'
import { withDatabase } from './database.ts'
import { median, printTable, writeResult } from './kit.ts'

const customers = 200_000
const on = localDate.parse('2026-11-25')
const days = 720
const rounds = 3

/**
 * The nightly scan of customer alarms, beside plain grouped aggregates over the same table in the same run: the
 * first night, for which nothing was kept; a night after a day of new orders; one that fits its parameters too.
 */
export const scanBench = {
  name: 'scan',
  about:
    'customers.detect-churn over 200,000 customers and 5 million orders, beside plain grouped aggregates',
  async run(args: readonly string[]): Promise<void> {
    const count = Number(args[args.indexOf('--customers') + 1]) || customers
    const result = await withDatabase(
      args,
      { customers: count },
      { customers: (db) => fillCustomers(db, count), orders: (db) => fillOrders(db, count) },
      async (url) => {
        const { db, close } = connect(url, { max: 3 })
        const measured = await measure(db, count)
        await close()
        return measured
      },
    )
    printTable(`scan: ${count} customers, ${result.orders} orders, seconds`, result.rows)
    process.stdout.write(
      `${result.found}; ${result.newOrders} new orders a day; ${result.heapMb} MB of heap\n`,
    )
    await writeResult('scan', { customers: count, ...result })
  },
}

async function measure(db: Db, count: number) {
  const rules = await loadRules(db)
  const times: Record<string, number[]> = {}
  const timed = async <R>(what: string, work: () => Promise<R>): Promise<R> => {
    const began = performance.now()
    const done = await work()
    times[what] = [...(times[what] ?? []), (performance.now() - began) / 1000]
    return done
  }
  await takeBack(db)
  let heapMb = 0
  let newOrders = 0
  let last: Awaited<ReturnType<typeof night>> | undefined
  for (let round = 0; round < rounds; round++) {
    const [day, dayAfter] = [addDays(on, 1), addDays(on, 2)]
    await forget(db)
    await timed('plain aggregate per customer', () =>
      db.execute(sql`
        select customer_code, count(*), sum(net_fen), min(ordered_on), max(ordered_on)
        from orders group by customer_code`),
    )
    await timed('plain aggregate per customer and day, counted', () =>
      db.execute(sql`select count(*), sum(fen) from (
        select customer_code, ordered_on, sum(net_fen) as fen from orders group by 1, 2) days`),
    )
    const first = await timed('first night: packs all histories and fits', () =>
      night(db, rules, on),
    )
    const known = { ...first.judgement.parameters, customers: first.customers }
    newOrders = await dayOfOrders(db, count, day)
    await timed('any other night', () => night(db, rules, day, known))
    await dayOfOrders(db, count, dayAfter)
    last = await timed('night that fits its parameters (once a week)', () =>
      night(db, rules, dayAfter),
    )
    heapMb = Math.max(heapMb, Math.round(process.memoryUsage().heapUsed / 1e6))
    await timed('baselines of trade (afterwards)', () =>
      db.transaction((tx) => countTrade(tx, dayAfter)),
    )
    await takeBack(db)
  }
  const plain = median(times['plain aggregate per customer'] ?? [])
  const kinds: Record<string, number> = {}
  for (const { kind, dormant } of last?.judgement.findings ?? [])
    if (!dormant) kinds[kind] = (kinds[kind] ?? 0) + 1
  return {
    orders: last?.orderDays ?? 0,
    newOrders,
    heapMb,
    found: JSON.stringify(kinds),
    rows: Object.entries(times).map(([what, all]) => ({
      what,
      median: median(all),
      'times the plain aggregate': median(all) / plain,
    })),
  }
}

/** All that a night does before it writes alarms. */
async function night(db: Db, rules: Rules, day: LocalDate, known?: KnownFit) {
  await keepHistories(db)
  const scan = await scanCustomers(db, rules, day, known)
  if (scan.skipped !== null) throw new Error(`not judged: ${scan.skipped}`)
  return scan
}

/** As when Rounds comes to a company with years of orders: nothing is kept, everybody is marked. */
async function forget(db: Db): Promise<void> {
  await db.execute(sql`truncate order_histories, order_history_marks`)
  await db.execute(sql`
    insert into order_history_marks (customer_code) select distinct customer_code from orders`)
  await db.execute(sql`vacuum analyze order_history_marks`)
}

/** A usual day's new orders, by customers here and there; their triggers mark them. Answers how many. */
async function dayOfOrders(db: Db, count: number, day: LocalDate): Promise<number> {
  const [row] = await db.execute<{ n: number }>(sql`
    with told as (
      insert into orders (code, customer_code, ordered_at, ordered_on, net_fen, sale_lines)
      select ${`new-${day}-`} || n, 'C' || lpad((1 + abs(hashint4(n)) % ${count}::int)::text, 6, '0'),
        ${day}::date, ${day}::date, 2000 + (hashint4(n * 17) & 65535), 1
      from generate_series(1, (select (count(*) / ${days}::int)::int from orders)) n
      returning 1
    ) select count(*)::int as n from told`)
  return row?.n ?? 0
}

/** Takes the new orders back, so that every round and run begins with the same. */
async function takeBack(db: Db): Promise<void> {
  await db.execute(sql`delete from orders where code like 'new-%'`)
  await db.execute(sql`vacuum analyze orders`)
}

async function fillCustomers(db: Db, count: number): Promise<void> {
  await db.execute(sql`
    insert into customers (code, name, owner_open_id, created_on)
    select 'C' || lpad(n::text, 6, '0'), '门店' || n, 'ou_' || n % 1000, '2024-01-01'
    from generate_series(1, ${count}::int) n`)
}

/**
 * Two years of orders, 25 a customer on average: own gaps of 17 to 500 days, scattered; a tenth stopped 60
 * days ago. Written in the order of the days, as a company writes them; indexes afterwards.
 */
async function fillOrders(db: Db, count: number): Promise<void> {
  // Marks of sums to make anew are no part of this.
  await db.execute(sql`set session_replication_role = replica`)
  const indexes = await db.execute<{ name: string; definition: string }>(sql`
    select indexname as name, indexdef as definition from pg_indexes
    where tablename = 'orders' and indexname <> 'orders_pkey'`)
  for (const { name } of indexes) await db.execute(sql`drop index ${sql.identifier(name)}`)
  await db.execute(sql`
    insert into orders (code, customer_code, ordered_at, ordered_on, net_fen, sale_lines)
    select to_char(row_number() over (), 'FM00000000'), 'C' || lpad(n::text, 6, '0'), d, d,
      2000 + (hashint4(n * 31 + k) & 65535), 1
    from (
      select n, k, ${on}::date - case when n % 10 = 0 then 60 else 0 end
        - (k * gap + (hashint4(n * 1009 + k) & 1023) % greatest(1, (gap / 2)::int))::int as d
      from (select n, 7 + 1000.0 / (1 + (n::bigint * 7919) % 97) as gap from generate_series(1, ${count}::int) n) c,
        generate_series(0, 139) k
      where k * gap < ${days}::int order by d) rows`)
  for (const { definition } of indexes) await db.execute(sql.raw(definition))
  await db.execute(sql`set session_replication_role = default`)
  await db.execute(sql`vacuum analyze orders`)
  await db.execute(sql`analyze customers`)
}

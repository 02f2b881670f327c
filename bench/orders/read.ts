import { createReadStream } from 'node:fs'
import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse'
import type { OrderHistory } from '../../src/domain/alarms/order-history.ts'
import { date, daysBetween } from '../../src/domain/time.ts'

export type OrderSet = 'online_retail' | 'cdnow' | 'grocery'

const epoch = date('1970-01-01')
/** Days since 1970-01-01 of 'YYYY-MM-DD'. */
export const dayOf = (text: string) => daysBetween(epoch, date(text))

/**
 * Reads one order history of a folder: `<set>.csv` with customer_id, order_date or order_time, and
 * perhaps amount_gbp or amount_usd. Orders of one day are one order day.
 */
export async function readOrders(folder: string, set: OrderSet): Promise<OrderHistory[]> {
  const customers = new Map<string, Map<number, number>>()
  const rows = createReadStream(join(folder, `${set}.csv`)).pipe(
    parse({ columns: true, bom: true }),
  )
  for await (const row of rows as AsyncIterable<Record<string, string>>) {
    const day = dayOf((row.order_date ?? row.order_time ?? '').slice(0, 10))
    const amount = Math.round(100 * Number(row.amount_gbp ?? row.amount_usd ?? 0))
    const customer = row.customer_id ?? ''
    const days = customers.get(customer) ?? new Map<number, number>()
    customers.set(customer, days.set(day, (days.get(day) ?? 0) + amount))
  }
  return [...customers].map(([customer, days]) => {
    const sorted = [...days].toSorted(([a], [b]) => a - b)
    return { customer, days: sorted.map(([day]) => day), amounts: sorted.map(([, fen]) => fen) }
  })
}

/**
 * The folder with the open order histories: `--data <folder>`, else ROUNDS_BENCH_DATA. They may be
 * directly in it or in its `orders`. They are not part of this repository: one has no licence of
 * its own, one is GPL. Null, with a word on what to do and a failing exit code, if there is none: the
 * other benches go on.
 */
export async function ordersFolder(args: readonly string[]): Promise<string | null> {
  const flag = args.indexOf('--data')
  const folder = flag >= 0 ? args[flag + 1] : process.env.ROUNDS_BENCH_DATA
  for (const candidate of folder ? [folder, join(folder, 'orders')] : []) {
    const found = await access(join(candidate, 'online_retail.csv')).then(
      () => true,
      () => false,
    )
    if (found) return candidate
  }
  process.stderr.write(
    'Where are the order histories? Pass --data <folder> or set ROUNDS_BENCH_DATA: a folder with online_retail.csv, cdnow.csv and grocery.csv (docs/alarms.md says where they come from).\n',
  )
  process.exitCode = 1
  return null
}

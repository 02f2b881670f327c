/** What the ledger costs: facts written with its triggers and without, in turn, in one database. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { connect, type Db } from '../src/db/client.ts'
import { startEmbeddedPostgres } from '../src/db/embedded.ts'
import { migrate } from '../src/db/migrate.ts'
import { exportLedger, openExport, sealAll } from '../src/features/ledger/export.ts'
import { writeGenesis } from '../src/features/ledger/genesis.ts'
import { verifyChain } from '../src/features/ledger/verify.ts'
import { createLogger } from '../src/logger.ts'
import { median, printTable, writeResult } from './kit.ts'

const rounds = 8
const visitsARound = 250
const ordersAFile = 2_000
const linesAnOrder = 5

/** A visit as a day brings it: opened in one transaction, closed in another. */
async function visit(db: Db, rep: number, n: number): Promise<void> {
  const id = crypto.randomUUID()
  await db.execute(sql`
    insert into visits (id, rep_open_id, customer_code, date, planned, status, checked_in_at, location_source,
      distance_m, verdict)
    values (${id}::uuid, ${`ou_${rep}`}, ${`C${n}`}, '2026-11-02', true, 'open', now(), 'chat', 12, 'on_site')`)
  await db.execute(sql`
    update visits set status = 'closed', checked_out_at = now(), dwell_minutes = 14, photos_complete = true,
      stayed_enough = true, closed_by = 'rep', summary = '库存充足，已整理陈列排面', outcome = 'stocked'
    where id = ${id}::uuid`)
}

/** A file of orders: its rows in two statements of one transaction, as an import writes them. */
const file = (db: Db, n: number) =>
  db.transaction(async (tx) => {
    await tx.execute(sql`
      insert into orders (code, customer_code, rep_open_id, ordered_at, ordered_on, net_fen, quantity, sale_lines)
      select 'SO' || ${String(n)} || '_' || i, 'C' || i % 5000, 'ou_' || i % 100, now(), '2026-11-02', 50000, 10, 5
      from generate_series(1, ${ordersAFile}::int) i`)
    await tx.execute(sql`
      insert into order_lines (order_code, line_no, product_code, quantity, unit_price_fen, amount_fen, cost_fen, kind)
      select 'SO' || ${String(n)} || '_' || i, l, 'P' || l, 2, 5000, 10000, 7000, 'sale'
      from generate_series(1, ${ordersAFile}::int) i, generate_series(1, ${linesAnOrder}::int) l`)
  })

/** The triggers of the ledger alone; those that mark days stay. */
async function withLedger(db: Db, on: boolean): Promise<void> {
  for (const table of ['visits', 'orders', 'order_lines'])
    for (const what of ['insert', 'update', 'delete'])
      await db.execute(
        sql.raw(`alter table ${table} ${on ? 'enable' : 'disable'} trigger ledger_${what}`),
      )
}

const ms = async (work: () => Promise<unknown>) => {
  const started = performance.now()
  await work()
  return performance.now() - started
}

/** As after an update: nothing is known of orders and their lines. */
async function genesisOf(url: string, db: Db) {
  await db.execute(sql`delete from ledger_sources where kind in ('orders', 'order_lines')`)
  const start = await ms(() => migrate(url))
  const slices: number[] = []
  let left = 'more'
  while (left !== 'done')
    slices.push(
      await ms(async () => {
        left = await db.transaction((tx) => writeGenesis(tx))
      }),
    )
  const rows = rounds * 2 * ordersAFile * (1 + linesAnOrder)
  const all = slices.reduce((sum, one) => sum + one, 0)
  return {
    rows,
    'start, ms': start,
    'rows a second': Math.round(rows / (all / 1000)),
    'a slice, ms': median(slices),
    'the longest, ms': Math.max(...slices),
  }
}

export const ledgerBench = {
  name: 'ledger',
  about:
    'visits and orders written with the ledger and without, and how fast it is sealed and checked',
  async run(): Promise<void> {
    const dataDir = await mkdtemp(join(tmpdir(), 'rounds-bench-'))
    const database = await startEmbeddedPostgres({ dataDir, log: createLogger('error') })
    try {
      await migrate(database.url)
      const { db, close } = connect(database.url, { max: 2 })
      const visits = { with: [] as number[], without: [] as number[] }
      const files = { with: [] as number[], without: [] as number[] }
      for (let round = 0; round < rounds * 2; round++) {
        // In turn, so that both see the same load and the same growth.
        const which = round % 2 === 0 ? 'with' : 'without'
        await withLedger(db, which === 'with')
        for (let n = 0; n < visitsARound; n++)
          visits[which].push(await ms(() => visit(db, n % 50, round * visitsARound + n)))
        files[which].push(await ms(() => file(db, round)))
      }
      await withLedger(db, true)
      const waiting = await db.execute<{ n: string }>(sql`select count(*) as n from ledger_waiting`)
      const entries = Number(waiting[0]?.n)
      const sealed = await ms(() => sealAll(db))
      const path = join(dataDir, 'ledger.ndjson')
      const exported = await ms(() => exportLedger(db, path, { zone: 'UTC', now: new Date() }))
      const verified = await ms(async () => {
        const { entries: lines, header } = await openExport(path)
        const { broken } = await verifyChain(lines, { end: header.head })
        if (broken) throw new Error(`broken at ${broken.seq}`)
      })
      const begun = await genesisOf(database.url, db)
      await close()
      const row = (what: string, one: { with: number[]; without: number[] }) => ({
        what,
        'without, ms': median(one.without),
        'with, ms': median(one.with),
        ratio: median(one.with) / median(one.without),
      })
      const writes = [
        row('a visit opened and closed', visits),
        row(`a file of ${ordersAFile} orders, ${ordersAFile * linesAnOrder} lines`, files),
      ]
      const aSecond = (took: number) => Math.round(entries / (took / 1000))
      const chain = [
        { what: 'sealed', 'entries a second': aSecond(sealed) },
        { what: 'exported', 'entries a second': aSecond(exported) },
        { what: 'verified from the file', 'entries a second': aSecond(verified) },
      ]
      printTable('ledger: medians, in turn', writes)
      printTable(`ledger: ${entries} entries`, chain)
      printTable('ledger: what was there before, by slices', [begun])
      await writeResult('ledger', { writes, entries, chain, begun })
    } finally {
      await database.stop()
      await rm(dataDir, { recursive: true, force: true })
    }
  },
}

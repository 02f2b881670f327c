import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import type { Platform } from '../src/bot/outbound.ts'
import { connect } from '../src/db/client.ts'
import { startEmbeddedPostgres } from '../src/db/embedded.ts'
import { migrate } from '../src/db/migrate.ts'
import { customers } from '../src/features/customers/tables.ts'
import { importFile } from '../src/features/imports/import-file.ts'
import { createLogger } from '../src/logger.ts'
import { printTable, writeResult } from './kit.ts'

const rows = 100_000
const header =
  'code,name,address,lng,lat,team_code,type,grade,contact,phone,opening_hours,visit_days,frequency,tags'
const line = (i: number) =>
  `C${i},门店 ${i} 号,人民路 ${i} 号,${123 + i / 1e6},${41 + i / 1e6},T${i % 10},流通,${'ABCD'[i % 4]},店长,139${String(i).padStart(8, '0')},09:00-12:00;14:00-18:00,一三五,4/28d,冷柜;堆头`

/** A customers file of 100,000 rows: checked and written as a whole, beside bare inserts of the same rows. */
export const importBench = {
  name: 'import',
  about: 'a customers file of 100,000 rows, beside bare multi-row inserts',
  async run(): Promise<void> {
    const dataDir = await mkdtemp(join(tmpdir(), 'rounds-bench-'))
    const database = await startEmbeddedPostgres({ dataDir, log: createLogger('error') })
    try {
      await migrate(database.url)
      const { db, close } = connect(database.url, { max: 2 })
      const bytes = new TextEncoder().encode(
        `${header}\n${Array.from({ length: rows }, (_, i) => line(i)).join('\n')}`,
      )
      const seconds = async (work: () => Promise<unknown>) => {
        const started = performance.now()
        await work()
        return (performance.now() - started) / 1000
      }
      const put = () =>
        importFile({
          db,
          platform: {} as Platform,
          zone: 'Asia/Shanghai',
          now: new Date(),
          kind: 'customers',
          fileName: 'customers.csv',
          bytes,
        })
      const bare = await seconds(async () => {
        for (let from = 0; from < rows; from += 1000) {
          await db.insert(customers).values(
            Array.from({ length: 1000 }, (_, k) => ({
              code: `C${from + k}`,
              name: `门店 ${from + k} 号`,
              address: `人民路 ${from + k} 号`,
              lngGcj: 123 + (from + k) / 1e6,
              latGcj: 41 + (from + k) / 1e6,
              createdOn: '2026-01-01',
            })),
          )
        }
      })
      await db.execute(sql`truncate customers`)
      const first = await seconds(put)
      const again = await seconds(put)
      await close()
      const result = [
        { what: 'bare inserts, 1,000 rows each', seconds: bare, ratio: 1 },
        { what: 'import, all new', seconds: first, ratio: first / bare },
        { what: 'import, the same file again', seconds: again, ratio: again / bare },
      ]
      printTable(`import: ${rows} customers, ${header.split(',').length} columns`, result)
      await writeResult('import', { rows, result })
    } finally {
      await database.stop()
      await rm(dataDir, { recursive: true, force: true })
    }
  },
}

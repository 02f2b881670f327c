/** Figures rebuilt from an export alone are those of the system; what is not is named. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { expect, onTestFinished, test } from 'vitest'
import { seedDemo } from '../../src/demo/index.ts'
import { schemeTerms } from '../../src/domain/commission/terms.ts'
import { commissionSchemes, commissionVersions } from '../../src/features/commission/tables.ts'
import { exportLedger } from '../../src/features/ledger/export.ts'
import { compareMonths, monthsWanted, rebuild } from '../../src/features/ledger/recompute.ts'
import { startBot, type TestBot } from '../support/bot.ts'

async function exported(bot: TestBot, name = 'ledger.ndjson.gz') {
  const folder = await mkdtemp(join(tmpdir(), 'rounds-ledger-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  const file = join(folder, name)
  await exportLedger(bot.db, file, { zone: bot.runtime.house.zone, now: bot.now() })
  return file
}

async function recomputed(bot: TestBot, file: string) {
  const rebuilt = await rebuild(file, [])
  expect(rebuilt.verified.broken).toBeNull()
  const ctx = await bot.context()
  const months = monthsWanted(rebuilt.facts, ctx.today, {})
  const compared = await compareMonths(ctx, rebuilt.facts, months)
  return { ...rebuilt, ...compared, months, differences: [...rebuilt.closes, ...compared.differences] }
}

async function scheme(bot: TestBot, name: string, fromMonth: string, terms: object) {
  const id = uuidv7()
  const by = { createdAt: bot.now(), createdBy: 'test' }
  await bot.db.insert(commissionSchemes).values({ id, name, ...by })
  await bot.db.insert(commissionVersions).values({
    ...{ id: uuidv7(), schemeId: id, fromMonth, status: 'published', ...by },
    terms: schemeTerms.parse({ rate: { kind: 'flat', value: 200 }, ...terms }),
  })
}

test('the demo company after a month that was closed and changed afterwards: no difference', async () => {
  const bot = await startBot({ now: '2026-11-22T07:00:00+08:00' })
  const zone = bot.runtime.house.zone
  const small = { reps: 4, customersPerRep: 30, days: 70 }
  await seedDemo(bot.db, { now: bot.now(), zone, ...small })
  await scheme(bot, '销售', '2026-10', {
    base: 'amount',
    settledOn: 'order',
    rate: {
      ...{ kind: 'tiers', by: 'base', whole: false },
      steps: [
        { from: 0, value: 100 },
        { from: 1_000_000, value: 150 },
      ],
    },
    process: [{ metric: 'completion_rate', below: 0.99, times: 0.8 }],
    jointShare: 0.3,
  })
  await scheme(bot, '回款', '2026-10', {
    base: 'collected',
    settledOn: 'collection',
    grades: ['A', 'B'],
    late: { graceDays: 3, times: 0.5 },
    afterHandover: 'owner',
  })
  await scheme(bot, '毛利', '2026-10', { base: 'grossProfit', settledOn: 'shipment', capFen: 50_000 })
  const before = await recomputed(bot, await exported(bot))
  expect(before.differences).toEqual([])
  console.log(before.figures, before.months)
}, 240_000)

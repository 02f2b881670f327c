import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { connect } from '../../src/db/client.ts'
import { demoCompany } from '../../src/demo/index.ts'
import { startDemo } from '../../src/demo-mode.ts'
import { readEnv } from '../../src/env.ts'
import { customers } from '../../src/features/customers/tables.ts'
import { users } from '../../src/features/org/tables.ts'
import { createLogger } from '../../src/logger.ts'
import { freshDatabase } from '../support/database.ts'

test('--empty: phones and groups of a company, an admin, and nothing else; a restart adds nothing', async () => {
  const fresh = await freshDatabase()
  const database = connect(fresh.url, { max: 2, applicationName: 'demo-empty' })
  const dataDir = await mkdtemp(join(tmpdir(), 'rounds-empty-'))
  onTestFinished(async () => {
    await database.close()
    await fresh.drop()
    await rm(dataDir, { recursive: true, force: true })
  })
  const said: string[] = []
  const begin = (empty: boolean) =>
    startDemo({
      env: readEnv({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' }),
      log: createLogger('silent'),
      databaseUrl: fresh.url,
      now: () => new Date('2026-03-02T09:10:00+08:00'),
      say: (line) => said.push(line),
      empty,
    })
  const company = demoCompany()
  const first = await begin(true)
  expect(first.simulator.people.map(({ openId }) => openId)).toEqual(
    expect.arrayContaining(company.people.map(({ openId }) => openId)),
  )
  await first.stop()
  expect(said).toEqual(['first start: an empty Rounds; its admin in the chat is 赵静'])
  // Without the word the database is not empty any more, so the demo company stays out.
  const second = await begin(false)
  expect(second.simulator.people.length).toBe(first.simulator.people.length)
  await second.stop()
  expect(await database.db.select().from(users)).toMatchObject([
    { openId: company.adminOpenId, role: 'admin' },
  ])
  expect(await database.db.$count(customers)).toBe(0)
})

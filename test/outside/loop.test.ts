/** The whole loop from outside: two production processes, the command line, events and the platform's API. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { freshDatabase } from '../support/database.ts'
import { chatIdOf } from '../support/fixtures.ts'
import { companyFiles, feishuEnv, importOrder, people, platform, shops, today } from './company.ts'
import { files, freePort, rounds, start } from './processes.ts'

test('import, plan, check in, photos, check out, digest: reports agree with what happened', {
  timeout: 240_000,
}, async () => {
  const sim = await platform()
  const database = await freshDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'rounds-outside-'))
  const csv = await files(companyFiles())
  const port = await freePort()
  const env = {
    ...feishuEnv(sim),
    DATABASE_URL: database.url,
    DATA_DIR: dataDir,
    PORT: String(port),
  }
  const server = await start('src/server.ts', env)
  const worker = await start('src/worker.ts', env)
  onTestFinished(async () => {
    await Promise.all([server.kill('SIGKILL'), worker.kill('SIGKILL')])
    await sim.stop()
    await csv.remove()
    await database.drop()
    await rm(dataDir, { recursive: true, force: true })
  })
  sim.setEventsUrl(`http://127.0.0.1:${port}/feishu/events`)
  expect(await sim.verifyUrl()).toBe(true)

  for (const kind of importOrder) {
    const run = await rounds(env, 'import', kind, csv.path(`${kind}.csv`), '--json')
    expect(JSON.parse(run.stdout), run.stderr).toMatchObject({ ok: true, errors: [] })
    expect(run.code).toBe(0)
  }
  const json = async (...args: string[]) => {
    const run = await rounds(env, ...args, '--json')
    expect(run.code, run.stderr).toBe(0)
    return JSON.parse(run.stdout) as Record<string, unknown>[]
  }

  await json('job', 'plans.generate', '--date', today())
  expect(await json('report', 'plans', '--date', today())).toMatchObject(
    shops.map((_, i) => ({
      open_id: people.li,
      sequence: i + 1,
      source: 'cycle',
      status: 'planned',
    })),
  )
  await json('job', 'plans.send', '--date', today())
  const li = sim.as('李雷')
  await li.waitForCard('今日拜访计划')

  const [shop] = shops
  if (!shop) throw new Error('no shop')
  await li.sendsLocation({ ...shop.point, name: shop.name })
  await li.waitForCard('位置与照片使用说明', { timeoutMs: 20_000 })
  await li.clicks('我知道了')
  await li.waitForCard('拜访中', { timeoutMs: 20_000 })
  await li.sendsPhoto()
  await li.sendsPhoto()
  await li.says('店主说可乐卖得快，下周再补十箱')
  await li.waitForCard('已记为离店总结', { timeoutMs: 20_000 })
  await li.clicks('签退', {}, { card: '拜访中' })
  await li.clicks('提交', { outcome: 'ordered', orderAmount: '420' })
  await li.waitForCard('拜访完成', { timeoutMs: 20_000 })

  await json('job', 'performance.digest-daily', '--date', today())
  const digest = sim.messages(chatIdOf('team')).at(-1)
  expect(digest?.content).toContain('拜访日报')

  // Photos are fetched by a job of the worker: wait for it by the platform's log, then read the report.
  await expect
    .poll(async () => (await json('report', 'visits', '--date', today()))[0]?.photos, {
      timeout: 30_000,
      interval: 500,
    })
    .toBe(2)
  const [visit, ...others] = await json('report', 'visits', '--date', today())
  expect(others).toEqual([])
  expect(visit).toMatchObject({
    open_id: people.li,
    customer_code: shop.code,
    planned: true,
    status: 'closed',
    verdict: 'on_site',
    outcome: 'ordered',
    summary: '店主说可乐卖得快，下周再补十箱',
    photos: 2,
  })
  const rows = await json('report', 'performance', '--date', today())
  expect(rows.find((row) => row.open_id === people.li)).toMatchObject({
    visits_planned: 3,
    visits_done: 1,
    visits_unplanned: 0,
    completion_rate: 0.3333,
    sales_amount: '420.00',
    cost: '330.00',
    gross_profit: '90.00',
    collected: '120.50',
    orders: 1,
  })
  // A limit, or a card that is being clicked, is waited for; everything else that is refused is a bug.
  const waitedFor = (call: (typeof sim.calls)[number]) =>
    [230020, 99991400].includes(call.code) || (call.method === 'PATCH' && call.code === 230099)
  const refused = sim.calls.filter((call) => call.status >= 400 && !waitedFor(call))
  expect(refused.map((call) => `${call.method} ${call.path} ${call.code}`)).toEqual([])

  expect(await server.kill('SIGTERM')).toBe(0)
  expect(await worker.kill('SIGTERM')).toBe(0)
})

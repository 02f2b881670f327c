/**
 * `kill -9` at any moment: the platform pushes again what was not acknowledged, the person clicks again
 * what got no answer, and the end is the same as without the kill, with no message twice.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { centre, northOf, openIdOf } from '../support/fixtures.ts'
import {
  companyFiles,
  feishuEnv,
  importOrder,
  people,
  platform,
  type TestPlatform,
  today,
} from './company.ts'
import { freePort, type Process, rounds, start } from './processes.ts'

/** The first rep's morning is left alone; the others' is cut off so many milliseconds after it began. */
const killsAfterMs = [null, 15, 150, 500, 1_100] as const
const reps = killsAfterMs.map((_, i) => ({
  name: `业务员${i}`,
  openId: openIdOf(`kill/${i}`),
  shop: northOf(centre, 20_000 + i * 5_000),
}))
type Rep = (typeof reps)[number]

function filesOf(): Record<string, string> {
  return {
    ...companyFiles(),
    'users.csv': [
      `open_id,name,role,team_code`,
      `${people.wang},王芳,manager,T1`,
      `${people.ann},安娜,admin,`,
      ...reps.map((rep) => `${rep.openId},${rep.name},rep,T1`),
    ].join('\n'),
    'customers.csv': [
      'code,name,address,lng,lat,owner_open_id,team_code,grade,visit_days',
      ...reps.map(
        (rep, i) => `K${i},门店${i},路,${rep.shop.lng},${rep.shop.lat},${rep.name},T1,A,1234567`,
      ),
    ].join('\n'),
  }
}

/** Clicks until the bot has answered: a phone's owner taps again after the client's error. */
async function insist(click: () => Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 120; attempt++) {
    if (await click().catch(() => false)) return
    await new Promise((done) => setTimeout(done, 500))
  }
  throw new Error('the bot never answered the click')
}

/** A morning: location, photos, text, the consent and check-out, pushed as a phone does. */
async function morning(sim: TestPlatform, rep: Rep): Promise<void> {
  const phone = sim.as(rep.name)
  const has = (text: string) => (card: object) => JSON.stringify(card).includes(text)
  await Promise.all([
    phone.sendsLocation({ ...rep.shop, name: '门店' }),
    phone.sendsPhoto(),
    phone.sendsPhoto(),
    phone.says('店主说可乐卖得快，下周再补十箱'),
  ])
  await insist(async () => {
    const notice = phone.cards.filter(has('位置与照片使用说明')).at(-1)
    if (!notice) return false
    if (!has('你已经看过')(notice)) await phone.clicks('我知道了', {}, { card: notice })
    return phone.cards.some(has('你已经看过'))
  })
  await phone.waitForCard((card) => has('拜访中')(card) && has('店主说可乐')(card), {
    timeoutMs: 90_000,
  })
  await insist(async () => {
    if (phone.cards.some(has('拜访完成'))) return true
    const form = phone.cards.filter(has('"outcome"')).at(-1)
    if (!form) {
      await phone.clicks('签退', {}, { card: phone.cards.filter(has('拜访中')).at(-1) })
      return false
    }
    await phone.clicks('提交', { outcome: 'followup' }, { card: form })
    return phone.cards.some(has('拜访完成'))
  })
}

/** Asks until the report says what it shall, since photos are fetched behind the visit. */
async function visitsOf(env: Record<string, string>, rep: Rep): Promise<Record<string, unknown>[]> {
  for (let attempt = 0; ; attempt++) {
    const run = await rounds(env, 'report', 'visits', '--date', today(), '--json')
    const all = run.code === 0 ? (JSON.parse(run.stdout) as Record<string, unknown>[]) : []
    const own = all.filter((visit) => visit.open_id === rep.openId)
    if (own[0]?.photos === 2 || attempt > 30) return own
    await new Promise((done) => setTimeout(done, 1_000))
  }
}

test('kill -9 at any moment of a morning ends as without it', { timeout: 560_000 }, async () => {
  const sim = await platform({ limits: false })
  sim.upsertPeople(reps.map(({ openId, name }) => ({ openId, name })))
  const dataDir = await mkdtemp(join(tmpdir(), 'rounds-kill-'))
  const port = await freePort()
  const env = {
    ...feishuEnv(sim),
    DATA_DIR: dataDir,
    PORT: String(port),
    ROUNDS_ADMINS: people.ann,
  }
  let running: Process = await start('src/main.ts', env)
  onTestFinished(async () => {
    await running.kill('SIGTERM')
    await sim.stop()
    await rm(dataDir, { recursive: true, force: true })
  }, 60_000)
  sim.setEventsUrl(`http://127.0.0.1:${port}/feishu/events`)
  const ann = sim.as('安娜')
  const contents = filesOf()
  for (const kind of importOrder.filter((name) => !['orders', 'payments'].includes(name))) {
    const { messageId } = await ann.sendsFile(
      `${kind}.csv`,
      Buffer.from(contents[`${kind}.csv`] ?? ''),
    )
    const isLater = () =>
      ann.messages
        .slice(ann.messages.findIndex((m) => m.messageId === messageId))
        .some((m) => m.content.includes('已导入'))
    await insist(async () => isLater())
  }
  expect((await rounds(env, 'job', 'plans.generate', '--date', today())).code).toBe(0)

  for (const [i, rep] of reps.entries()) {
    const killAfterMs = killsAfterMs[i]
    const flow = morning(sim, rep)
    if (killAfterMs) {
      await new Promise((done) => setTimeout(done, killAfterMs))
      await running.kill('SIGKILL')
      running = await start('src/main.ts', env)
    }
    await flow
    const visits = await visitsOf(env, rep)
    const label = `killed after ${killAfterMs} ms`
    expect(visits, label).toHaveLength(1)
    expect(visits[0], label).toMatchObject({
      customer_code: `K${i}`,
      planned: true,
      status: 'closed',
      verdict: 'on_site',
      photos: 2,
      summary: '店主说可乐卖得快，下周再补十箱',
      outcome: 'followup',
    })
    const fromBot = sim.messages(sim.as(rep.name).chatId).filter((m) => m.from.kind === 'bot')
    expect(
      fromBot.filter((m) => m.content.includes('拜访完成')),
      label,
    ).toHaveLength(1)
    expect(new Set(fromBot.map((m) => m.uuid)).size, label).toBe(fromBot.length)
    expect(sim.unacknowledged, label).toEqual([])
  }
})

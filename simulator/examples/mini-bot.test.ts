/** How another bot's tests use the simulator: nothing here knows Rounds. */
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { recorded, replayFile } from '../day/command.ts'
import { day, type Simulator, startSimulator } from '../index.ts'
import { startMiniBot } from './mini-bot.ts'

let simulator: Simulator
let bot: Awaited<ReturnType<typeof startMiniBot>>

const start = async () => {
  simulator = await startSimulator({
    people: [{ openId: `ou_${'1'.repeat(32)}`, name: '李雷' }],
  })
  bot = await startMiniBot({ ...simulator, domain: simulator.url })
  simulator.setEventsUrl(bot.url)
}
const stop = async () => {
  await simulator.stop()
  await bot.stop()
}
beforeEach(start)
afterEach(stop)

test('a location checks in, the form checks out', async () => {
  expect(await simulator.verifyUrl()).toBe(true)
  const li = simulator.as('李雷')
  await li.says('你好')
  expect(li.lastText).toContain('请发送位置签到')
  await li.sendsLocation({ lng: 121.47, lat: 31.23, name: '永辉·人民路店' })
  expect(li.card).toShow('在 永辉·人民路店', '小结')
  const { toast } = await li.submits({ 小结: '补货 20 箱' })
  expect(toast).toMatchObject({ type: 'success', content: '已签退' })
  expect(li.card).toShow('已签退', '补货 20 箱')
})

test('the client sends no form whose required fields are empty', async () => {
  const li = simulator.as('李雷')
  await li.sendsLocation({ lng: 121.47, lat: 31.23, name: '店' })
  await expect(li.submits()).rejects.toThrow(/required field not filled: 小结/)
})

test('a day is replayed, and what people did is written down as the same day', async () => {
  const file = new URL('mini-bot-day.json', import.meta.url)
  const written = day.parse(JSON.parse(readFileSync(file, 'utf8')))
  const results = await simulator.replay(written)
  expect(results.filter((one) => !one.ok)).toEqual([])

  // The bot's ids (here in the button's value) are other ones at each run: words find the button.
  const recorded = simulator.recordedDay('once more')
  const doing = ({ at: _, sees: __, ...step }: (typeof recorded.steps)[number]) => step
  expect(recorded.steps.map(doing)).toEqual(written.steps.map(doing))
  await stop()
  await start()
  const again = await simulator.replay(day.parse(JSON.parse(JSON.stringify(recorded))))
  expect(again.filter((one) => !one.ok)).toEqual([])
  expect(simulator.as('李雷').card).toShow('已签退', '补货 20 箱')
})

test('a step that goes wrong says why, and what follows is done all the same', async () => {
  const results = await simulator.replay(
    day.parse({
      name: 'x',
      people: [{ name: '李雷' }],
      steps: [
        { as: '李雷', clicks: '签退' },
        { as: '李雷', says: '你好', sees: ['请发送位置签到'] },
      ],
    }),
    { patienceMs: 50 },
  )
  expect(results).toMatchObject([
    { ok: false, error: expect.stringContaining('no card') },
    { ok: true },
  ])
})

test('the command line records a day and replays it, and tells a failure', async () => {
  const file = fileURLToPath(new URL('mini-bot-day.json', import.meta.url))
  const lines: string[] = []
  const options = { speed: 0, port: 0, print: (line: string) => void lines.push(line) }
  expect(await replayFile(file, { ...options, into: simulator.url })).toBe(0)
  expect(lines).toHaveLength(4)
  const recording = JSON.parse(await recorded(simulator.url, 'x')) as { steps: object[] }
  expect(recording.steps).toHaveLength(4)
  simulator.setEventsUrl(undefined)
  const short = join(mkdtempSync(join(tmpdir(), 'day-')), 'day.json')
  const step = { as: '李雷', says: '你好' }
  writeFileSync(short, JSON.stringify({ name: 'x', people: [], steps: [step] }))
  lines.length = 0
  expect(await replayFile(short, { ...options, into: simulator.url })).toBe(1)
  expect(lines[0]).toMatch(/^✗ 1\. 0 s 李雷[\s\S]*no-url/)
})

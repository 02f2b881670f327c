/**
 * One of the three servers of the ack bench, as a process of its own: `echo` (Hono and the SDK's
 * dispatcher, no database), `insert` (the same and one row per request), `rounds` (the real thing).
 */
import { AESCipher, EventDispatcher } from '@larksuiteoapi/node-sdk'
import { Hono } from 'hono'
import postgres from 'postgres'
import { createApp } from '../src/app.ts'
import { openRuntime } from '../src/deps.ts'
import { readEnv } from '../src/env.ts'
import { createLogger } from '../src/logger.ts'
import { listen } from '../src/serve.ts'

const [variant = '', databaseUrl = '', encryptKey = '', token = ''] = process.argv.slice(2)

function baseline(insert: boolean) {
  const sql = insert ? postgres(databaseUrl, { max: 12, onnotice: () => {} }) : null
  const dispatcher = new EventDispatcher({ encryptKey, verificationToken: token, loggerLevel: 0 })
  dispatcher.register({ 'im.message.receive_v1': async () => ({}) })
  const cipher = new AESCipher(encryptKey)
  const app = new Hono()
  app.post('/feishu/events', async (c) => {
    const body = (await c.req.json()) as { encrypt: string }
    const event = JSON.parse(cipher.decrypt(body.encrypt)) as { header: { event_id: string } }
    await dispatcher.invoke(Object.assign(Object.create({ headers: c.req.header() }), body))
    if (sql)
      await sql`insert into bench_events (id, body) values (${event.header.event_id}, ${sql.json(event as never)})`
    return c.json({})
  })
  return app
}

async function rounds() {
  const env = readEnv({ DATA_DIR: process.env.BENCH_DATA ?? '.data', LOG_LEVEL: 'silent' })
  const runtime = await openRuntime({
    env,
    databaseUrl,
    feishu: {
      appId: 'cli_0000000000000000',
      appSecret: 's',
      encryptKey,
      verificationToken: token,
      domain: 'http://127.0.0.1:9',
    },
    log: createLogger('silent'),
    applicationName: 'rounds-bench',
    publicUrl: 'http://127.0.0.1',
  })
  return createApp(runtime)
}

const app = variant === 'rounds' ? await rounds() : baseline(variant === 'insert')
const web = await listen(app, '127.0.0.1', 0)
process.stdout.write(`ready ${web.url}\n`)

import { expect, test } from 'vitest'
import { createLogger } from '../src/logger.ts'

/** A logger and all that it wrote. */
function recorded(level = 'trace') {
  let text = ''
  const log = createLogger(level, {
    write: (line: string) => {
      text += line
    },
  })
  return { log, text: () => text, last: () => JSON.parse(text.trim().split('\n').at(-1) ?? '{}') }
}

const secret = 'S3cr3t-VALUE'

test('secrets never appear, whatever way they come', () => {
  const { log, text } = recorded()
  const requestError = Object.assign(new Error(`token=${secret} was refused`), {
    config: { headers: { Authorization: `Bearer ${secret}` }, data: { app_secret: secret } },
    request: { _header: `Authorization: Bearer ${secret}` },
    response: {
      status: 401,
      data: { code: 99991663, tenant_access_token: secret },
      config: secret,
    },
  })
  const connectError = new Error(`cannot connect to postgres://rounds:${secret}@db:5432/rounds`)

  log.info({ headers: { authorization: `Bearer ${secret}` } }, 'request')
  log.info(
    { env: { FEISHU_APP_SECRET: secret, FEISHU_ENCRYPT_KEY: secret, MAP_KEY: secret } },
    'env',
  )
  log.info({ FEISHU_VERIFICATION_TOKEN: secret, password: secret, appSecret: secret })
  log.info({ encrypt: secret, 'x-lark-signature': secret, cookie: secret, app_ticket: secret })
  log.info({ deep: [{ down: { here: { accessToken: secret } } }] })
  log.info({ DATABASE_URL: `postgres://rounds:${secret}@db:5432/rounds` })
  log.info({ url: `redis://:${secret}@redis:6379/0` })
  log.info(`connecting to postgres://rounds:${secret}@db/rounds`)
  log.info('%s and %s', `Authorization: Bearer ${secret}`, `app_secret=${secret}`)
  log.info({ body: JSON.stringify({ app_secret: secret, token: secret }) })
  log.error(requestError)
  log.error(requestError, 'send failed')
  log.error({ err: requestError })
  log.error({ err: requestError }, 'send failed')
  log.error({ err: new Error('start failed', { cause: connectError }) }, 'start failed')
  log.error({ reasons: new AggregateError([connectError], connectError.message) })
  log.child({ token: secret }).info('child')
  log.child({ url: `postgres://u:${secret}@h/d` }).info({ secret }, `Bearer ${secret}`)

  expect(text().split('\n').length).toBe(19)
  expect(text()).not.toContain(secret)
})

test('what is no secret stays readable', () => {
  const { log, last } = recorded()
  const cause = Object.assign(new Error('connection refused'), { code: 'ECONNREFUSED', port: 5432 })
  log.child({ job: 'plans.generate' }).error(
    {
      err: new Error('start failed', { cause }),
      url: 'postgres://rounds@db:5432/rounds',
      token: null,
    },
    '计划生成失败',
  )
  expect(last()).toMatchObject({
    level: 'error',
    msg: '计划生成失败',
    job: 'plans.generate',
    url: 'postgres://rounds@db:5432/rounds',
    token: null,
    err: {
      type: 'Error',
      message: 'start failed',
      stack: expect.stringContaining('logger.test.ts'),
      cause: { message: 'connection refused', code: 'ECONNREFUSED', port: 5432 },
    },
  })
  log.error(new Error('an error'), 'and %s', 'words')
  expect(last()).toMatchObject({ msg: 'and words', err: { message: 'an error' } })
  log.error(new Error('only an error'))
  expect(last()).toMatchObject({ msg: 'only an error', err: { message: 'only an error' } })
})

test('what is logged is not changed, and cycles, dates and bytes are survived', () => {
  const { log, last } = recorded()
  const entry: Record<string, unknown> = {
    password: secret,
    at: new Date(0),
    fen: 12n,
    photo: new Uint8Array(3),
  }
  entry.self = entry
  log.info(entry, 'odd')
  expect(entry.password).toBe(secret)
  expect(last()).toMatchObject({
    password: '***',
    at: '1970-01-01T00:00:00.000Z',
    fen: '12',
    photo: '[3 bytes]',
  })
})

test('says nothing below its level', () => {
  const { log, text } = recorded('warn')
  log.info('quiet')
  expect(text()).toBe('')
  log.warn('loud')
  expect(text()).toContain('loud')
})

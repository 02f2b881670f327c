import { expect, test } from 'vitest'
import { readEnv } from '../src/env.ts'

const real = {
  FEISHU_APP_ID: 'cli_0123456789abcdef',
  FEISHU_APP_SECRET: 's',
  FEISHU_ENCRYPT_KEY: 'k',
  FEISHU_VERIFICATION_TOKEN: 't',
}

test('nothing set is demo mode with the defaults of the contract', () => {
  expect(readEnv({})).toMatchObject({
    PORT: 3000,
    HOST: '127.0.0.1',
    DATA_DIR: '.data',
    FEISHU_DOMAIN: 'feishu',
    FEISHU_EVENTS: 'webhook',
    FEISHU_SIGNATURE_WINDOW_S: 300,
    ROUNDS_TIMEZONE: 'Asia/Shanghai',
    ROUNDS_LOCALE: 'zh-CN',
    ROUNDS_ADMINS: [],
    MAP_PROVIDER: 'straight',
    LOG_LEVEL: 'info',
  })
})

test('empty variables count as not set', () => {
  expect(readEnv({ DATABASE_URL: '', FEISHU_APP_ID: ' ', PORT: '' })).toMatchObject({ PORT: 3000 })
})

test('one message lists every bad variable and its fix', () => {
  const start = () =>
    readEnv({
      ...real,
      PORT: 'abc',
      REDIS_URL: 'http://x',
      ROUNDS_TIMEZONE: 'Mars',
      FEISHU_DOMAIN: 'http://x/',
      ROUNDS_ADMINS: 'wang',
    })
  for (const name of ['PORT', 'REDIS_URL', 'ROUNDS_TIMEZONE', 'FEISHU_DOMAIN', 'ROUNDS_ADMINS']) {
    expect(start, name).toThrow(new RegExp(`\\n  ${name} must`))
  }
})

test('webhook mode refuses to start without encrypt key and token, long connection does not need them', () => {
  const { FEISHU_ENCRYPT_KEY: _, FEISHU_VERIFICATION_TOKEN: __, ...bare } = real
  expect(() => readEnv(bare)).toThrow(
    /FEISHU_ENCRYPT_KEY is needed[\s\S]*FEISHU_VERIFICATION_TOKEN is needed/,
  )
  expect(readEnv({ ...bare, FEISHU_EVENTS: 'websocket' }).FEISHU_EVENTS).toBe('websocket')
})

test('the long connection is for Feishu alone, and for app ids that its SDK takes', () => {
  const websocket = { ...real, FEISHU_EVENTS: 'websocket' }
  expect(() => readEnv({ ...websocket, FEISHU_DOMAIN: 'lark' })).toThrow(
    /FEISHU_EVENTS websocket is offered by Feishu alone/,
  )
  expect(() => readEnv({ ...websocket, FEISHU_APP_ID: 'cli_demo' })).toThrow(
    /FEISHU_APP_ID must be cli_ and 16 hex digits/,
  )
})

test('a secret never stands in the message', () => {
  expect(() => readEnv({ FEISHU_APP_SECRET: 'very-secret-value' })).toThrow(
    /^(?![\s\S]*very-secret-value)/,
  )
})

import { describe } from 'vitest'
import { type FreshDatabase, freshDatabase } from './database.ts'

/** A Redis for the tests, when the environment offers one (CI does). */
export function redisUrl(): string | undefined {
  return process.env.REDIS_URL || undefined
}

/** What a suite gets to build its queues from. */
export interface Backend {
  name: 'PostgreSQL' | 'Redis'
  /** Addresses for one test. Every call is a namespace of its own. */
  open(): Promise<{
    databaseUrl: string
    redisUrl?: string
    prefix: string
    close(): Promise<void>
  }>
}

/** Runs a suite on BullMQ's PostgreSQL backend always, and on Redis where REDIS_URL is set. */
export function describeBothBackends(title: string, suite: (backend: Backend) => void): void {
  describe(`${title} on PostgreSQL`, () => suite(backend('PostgreSQL')))
  describe.skipIf(!redisUrl())(`${title} on Redis`, () => suite(backend('Redis')))
}

function backend(name: Backend['name']): Backend {
  return {
    name,
    async open() {
      const database: FreshDatabase = await freshDatabase()
      const prefix = `test-${database.url.slice(-12)}`
      const redis = redisUrl()
      return {
        databaseUrl: database.url,
        prefix,
        ...(name === 'Redis' && redis ? { redisUrl: redis } : {}),
        close: () => database.drop(),
      }
    },
  }
}

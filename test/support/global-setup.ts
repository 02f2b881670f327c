import { mkdtemp, rm, statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../../src/db/embedded.ts'
import { createLogger } from '../../src/logger.ts'
import { removeLeftovers } from './leftovers.ts'

/** What the run's databases and their log may take, generously. */
const roomBytes = 6 * 2 ** 30

/**
 * A folder in memory where the system has one with room, since each test's database is some 700 files
 * that are copied and thrown away: on a disk that is a third of the run's processor time.
 */
async function temporaryFolder(): Promise<string> {
  const inMemory = '/dev/shm'
  const disk = await statfs(inMemory).catch(() => undefined)
  return disk && disk.bavail * disk.bsize > roomBytes ? inMemory : tmpdir()
}

/**
 * One PostgreSQL for the whole run, in a temporary folder and without durability, unless
 * `TEST_DATABASE_URL` names a server where databases may be created. The workers read that variable.
 */
export default async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_DATABASE_URL) return undefined
  const folder = await temporaryFolder()
  await removeLeftovers(folder)
  const dataDir = await mkdtemp(join(folder, `rounds-test-${process.pid}-`))
  const server = await startEmbeddedPostgres({
    dataDir,
    log: createLogger('warn'),
    settings: {
      fsync: 'off',
      synchronous_commit: 'off',
      full_page_writes: 'off',
      max_connections: '300',
      max_wal_size: '4GB',
      wal_level: 'minimal',
      max_wal_senders: '0',
      autovacuum: 'off',
      shared_buffers: '256MB',
    },
  })
  process.env.TEST_DATABASE_URL = server.url
  return async () => {
    delete process.env.TEST_DATABASE_URL
    await server.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

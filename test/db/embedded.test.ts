import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { isAlive, readPostmaster } from '../../src/db/embedded/postmaster.ts'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../src/db/embedded.ts'
import { createLogger } from '../../src/logger.ts'
import { ask, asRoot, ownerProcess, testFolder } from './embedded-support.ts'

const log = createLogger('silent')

describe('the embedded PostgreSQL', () => {
  let folder: Awaited<ReturnType<typeof testFolder>>
  let dataDir: string

  beforeEach(async () => {
    folder = await testFolder()
    dataDir = join(folder.path, 'data')
  })

  afterEach(() => folder.remove())

  const start = (): Promise<EmbeddedPostgres> => startEmbeddedPostgres({ dataDir, log })
  const postmaster = () => readPostmaster(join(dataDir, 'postgres'))

  test('starts cold, keeps data over a restart, and leaves no process', async () => {
    const first = await start()
    expect(first.adopted).toBe(false)
    expect(first.url).toMatch(/^postgres:\/\/rounds:[\w-]{32}@127\.0\.0\.1:\d+\/rounds$/)
    await ask(first.url, `create table visit as select '永辉·人民路店' as name`)
    const pid = (await postmaster())?.pid ?? 0
    await Promise.all([first.stop(), first.stop()])
    expect(await isAlive(pid)).toBe(false)
    expect(await postmaster()).toBeUndefined()

    const second = await start()
    expect(second.adopted).toBe(false)
    expect(await ask(second.url, 'select name from visit')).toEqual([{ name: '永辉·人民路店' }])
    await second.stop()
  })

  test('is set up as promised, and open to this machine alone', async () => {
    const server = await start()
    const [settings] = await ask(
      server.url,
      `select current_setting('server_encoding') as encoding,
              current_setting('listen_addresses') as listen,
              current_setting('unix_socket_directories') as sockets,
              current_setting('shared_buffers') as buffers,
              current_setting('max_connections') as connections,
              (select datlocprovider::text || ' ' || datlocale from pg_database
                where datname = 'rounds') as locale`,
    )
    expect(settings).toEqual({
      encoding: 'UTF8',
      listen: '127.0.0.1',
      sockets: '',
      buffers: '64MB',
      connections: '100',
      locale: 'b C.UTF-8',
    })
    const wrong = server.url.replace(/:[^:@]+@/, ':wrong@')
    await expect(ask(wrong, 'select 1')).rejects.toThrow('password authentication failed')
    expect((await stat(join(dataDir, 'postgres.password'))).mode & 0o777).toBe(0o600)
    await server.stop()
  })

  test('a server left by a killed process is adopted, and then stopped', async () => {
    const killed = await ownerProcess({ dataDir })
    await ask(killed.url, 'create table kept as select 1 as n')
    await killed.kill()
    const pid = (await postmaster())?.pid ?? 0
    expect(await isAlive(pid)).toBe(true)

    const heir = await start()
    expect(heir).toMatchObject({ adopted: true, url: killed.url })
    expect(await ask(heir.url, 'select n from kept')).toEqual([{ n: 1 }])
    await heir.stop()
    expect(await isAlive(pid)).toBe(false)
  })

  test('processes share one server, and the last one stops it', async () => {
    const [one, two] = await Promise.all([ownerProcess({ dataDir }), ownerProcess({ dataDir })])
    expect([one.adopted, two.adopted].toSorted()).toEqual([false, true])
    expect(one.url).toBe(two.url)
    const pid = (await postmaster())?.pid ?? 0
    await one.stop()
    expect(await ask(two.url, 'select 1 as n')).toEqual([{ n: 1 }])
    const three = await start()
    expect(three.adopted).toBe(true)
    await Promise.all([two.stop(), three.stop()])
    expect(await isAlive(pid)).toBe(false)
  })

  test('a start while the predecessor is stopping waits for it', async () => {
    const old = await ownerProcess({ dataDir })
    const stopped = old.stop()
    await sleep(5)
    const next = await start()
    await stopped
    expect(await ask(next.url, 'select 1 as n')).toEqual([{ n: 1 }])
    await next.stop()
  })

  test('a killed server comes back by itself at the same address', async () => {
    const server = await start()
    await ask(server.url, 'create table kept as select 1 as n')
    process.kill((await postmaster())?.pid ?? 0, 'SIGKILL')
    const deadline = performance.now() + 15_000
    for (;;) {
      const rows = await ask(server.url, 'select n from kept').catch(() => [])
      if (rows.length > 0) break
      if (performance.now() > deadline) throw new Error('the server did not come back')
      await sleep(50)
    }
    const pid = (await postmaster())?.pid ?? 0
    await server.stop()
    expect(await isAlive(pid)).toBe(false)
  })

  test('process and server killed together: the next start recovers', async () => {
    const killed = await ownerProcess({ dataDir })
    await ask(killed.url, 'create table kept as select 1 as n')
    const pid = (await postmaster())?.pid ?? 0
    killed.child.kill('SIGKILL')
    process.kill(pid, 'SIGKILL')
    const server = await start()
    expect(server.adopted).toBe(false)
    expect(await ask(server.url, 'select n from kept')).toEqual([{ n: 1 }])
    await server.stop()
  })

  test('a pid file whose pid belongs to another program now is no obstacle', async () => {
    await (await start()).stop()
    const text = [process.pid, join(dataDir, 'postgres'), 0, 5432, '', '127.0.0.1', '', 'ready', '']
    await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), text.join('\n'))
    const server = await start()
    expect(server.adopted).toBe(false)
    await server.stop()
  })

  test('an interrupted initdb is made anew', async () => {
    await mkdir(join(dataDir, 'postgres.new', 'base'), { recursive: true })
    await writeFile(join(dataDir, 'postgres.new', 'PG_VERSION'), '18\n')
    const server = await start()
    expect(await ask(server.url, 'select 1 as n')).toEqual([{ n: 1 }])
    await server.stop()
  })

  test('a lock left by a killed process does not last', async () => {
    await mkdir(join(dataDir, 'postgres.lock'), { recursive: true })
    const server = await start()
    await server.stop()
  })

  test.skipIf(asRoot)('an unusable data folder is explained', async () => {
    await mkdir(dataDir)
    await chmod(dataDir, 0o500)
    await expect(start()).rejects.toThrow(/EACCES|permission/i)
  })

  test('the log of the server lies beside it', async () => {
    await (await start()).stop()
    const text = await readFile(join(dataDir, 'postgres.log'), 'utf8')
    expect(text).toContain('ready to accept connections')
  })
})

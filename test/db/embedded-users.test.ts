import { spawnSync } from 'node:child_process'
import { chmod, chown, cp, mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { locateNative } from '../../src/db/embedded/binaries.ts'
import { isAlive, readPostmaster } from '../../src/db/embedded/postmaster.ts'
import { ask, asRoot, copyWithoutLinks, ownerProcess, testFolder } from './embedded-support.ts'

const nobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--']
const withoutReadSearch = [
  'setpriv',
  '--bounding-set=-dac_read_search',
  '--inh-caps=-dac_read_search',
  '--',
]
const [, ...asNobody] = nobody
const nobodyReads =
  asRoot &&
  spawnSync('setpriv', [...asNobody, 'test', '-r', fileURLToPath(import.meta.url)]).status === 0

describe('whoever installs and starts the embedded PostgreSQL', () => {
  let folder: Awaited<ReturnType<typeof testFolder>>

  beforeEach(async () => {
    folder = await testFolder()
    await chmod(folder.path, 0o755)
  })

  afterEach(() => folder.remove())

  async function works(...args: Parameters<typeof ownerProcess>): Promise<void> {
    const first = await ownerProcess(...args)
    await ask(first.url, 'create table kept as select 1 as n')
    await first.kill()
    const second = await ownerProcess(...args)
    expect(second.adopted).toBe(true)
    await second.stop()
    const third = await ownerProcess(...args)
    expect(third.adopted).toBe(false)
    expect(await ask(third.url, 'select n from kept')).toEqual([{ n: 1 }])
    await third.stop()
  }

  test('without install scripts, the library links are made at the start', async () => {
    const native = await copyWithoutLinks(join(folder.path, 'package', 'native'))
    await works({ dataDir: join(folder.path, 'data'), native })
  })

  test.skipIf(!asRoot)(
    'root, with everything below a folder that is closed to others',
    async () => {
      const home = join(folder.path, 'home')
      await mkdir(home, { mode: 0o700 })
      await cp(locateNative(), join(home, 'native'), { recursive: true, verbatimSymlinks: true })
      await works({ dataDir: join(home, 'data'), native: join(home, 'native') })
      expect((await stat(join(home, 'data', 'postgres'))).uid).not.toBe(0)
    },
  )

  test.skipIf(!asRoot)('root of a container that may not lend its rights: copies', async () => {
    const home = join(folder.path, 'home')
    const fallbackDir = join(folder.path, 'lib')
    await mkdir(home, { mode: 0o700 })
    await cp(locateNative(), join(home, 'native'), { recursive: true, verbatimSymlinks: true })
    const dataDir = join(home, 'data')
    const options = { dataDir, native: join(home, 'native'), fallbackDir }
    await works(options, withoutReadSearch)
    const moved = (await readFile(join(dataDir, 'postgres.location'), 'utf8')).trim()
    expect(moved.startsWith(fallbackDir)).toBe(true)
    // With the rights back, the data is still found.
    const later = await ownerProcess(options)
    expect(await ask(later.url, 'select n from kept')).toEqual([{ n: 1 }])
    await later.stop()
  })

  test.skipIf(!asRoot)('a cluster made before the rights were lost moves along', async () => {
    const home = join(folder.path, 'home')
    await mkdir(home, { mode: 0o700 })
    const options = { dataDir: join(home, 'data'), fallbackDir: join(folder.path, 'lib') }
    const before = await ownerProcess(options)
    await ask(before.url, 'create table kept as select 1 as n')
    await before.stop()
    const after = await ownerProcess(options, withoutReadSearch)
    expect(await ask(after.url, 'select n from kept')).toEqual([{ n: 1 }])
    await after.stop()
  })

  test.skipIf(!nobodyReads)('an ordinary user, then root on the same data', async () => {
    const home = join(folder.path, 'home')
    await mkdir(home)
    await chown(home, 65534, 65534)
    const options = { dataDir: join(home, 'data') }
    const env = { ...process.env, HOME: home, TMPDIR: home }
    await works(options, nobody, env)

    const root = await ownerProcess(options)
    expect(await ask(root.url, 'select n from kept')).toEqual([{ n: 1 }])
    const pid = (await readPostmaster(join(home, 'data', 'postgres')))?.pid ?? 0
    await root.stop()
    expect(await isAlive(pid)).toBe(false)
    const again = await ownerProcess(options, nobody, env)
    await again.stop()
  })
})

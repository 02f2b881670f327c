import { readdir, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isAlive, isServerOf, readPostmaster } from '../../src/db/embedded/postmaster.ts'

/** Stops and removes databases that killed test runs left in a folder: their names carry the run's pid. */
export async function removeLeftovers(folder: string): Promise<void> {
  const root = await realpath(folder)
  for (const name of await readdir(root)) {
    const runner = Number(/^rounds-test-(\d+)-/.exec(name)?.[1])
    if (!runner || (await isAlive(runner))) continue
    const left = join(root, name)
    const pgdata = join(left, 'postgres')
    const server = await readPostmaster(pgdata)
    try {
      if (server && (await isAlive(server.pid)) && (await isServerOf(server.pid, pgdata))) {
        process.kill(server.pid, 'SIGQUIT')
      }
      await rm(left, { recursive: true, force: true, maxRetries: 5 })
    } catch {
      // Another user's: not ours to remove.
    }
  }
}

import { readdir, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlive, isServerOf, readPostmaster } from '../../src/db/embedded/postmaster.ts'

/** Stops and removes the databases of test runs that were killed: their folders carry their pid. */
export async function removeLeftovers(): Promise<void> {
  const root = await realpath(tmpdir())
  for (const name of await readdir(root)) {
    const runner = Number(/^rounds-test-(\d+)-/.exec(name)?.[1])
    if (!runner || (await isAlive(runner))) continue
    const folder = join(root, name)
    const pgdata = join(folder, 'postgres')
    const server = await readPostmaster(pgdata)
    try {
      if (server && (await isAlive(server.pid)) && (await isServerOf(server.pid, pgdata))) {
        process.kill(server.pid, 'SIGQUIT')
      }
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    } catch {
      // Another user's: not ours to remove.
    }
  }
}

import { chown, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Place } from './place.ts'
import { isAlive, isServerOf, readPostmaster } from './postmaster.ts'
import { runAs, spawnAs } from './run-as.ts'

/** The role that owns everything in the embedded server. */
export const superuser = 'rounds'

/** Server settings: small, reachable from this machine over TCP only. */
const defaults = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  shared_buffers: '64MB',
  max_connections: '100',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
}

/** Creates the cluster unless it is there. A half-made one, after a crash, is made anew. */
export async function initCluster(
  place: Place,
  password: string,
  durable: boolean,
): Promise<boolean> {
  const made = await stat(join(place.pgdata, 'PG_VERSION')).catch(() => undefined)
  if (made) return false
  const fresh = `${place.pgdata}.new`
  const passwordFile = join(dirname(place.pgdata), '.postgres-init')
  await rm(fresh, { recursive: true, force: true })
  await mkdir(fresh, { mode: 0o700 })
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600 })
  if (place.runAs.kind !== 'self') {
    const { uid, gid } = place.runAs.account
    await Promise.all([chown(fresh, uid, gid), chown(passwordFile, uid, gid)])
  }
  try {
    const { code, output } = await runAs(place.runAs, place.binaries.initdb, [
      ...['-D', fresh, '-U', superuser, '-A', 'scram-sha-256', `--pwfile=${passwordFile}`],
      ...['-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
      ...['--no-instructions', ...(durable ? [] : ['--no-sync'])],
    ])
    if (code !== 0) throw new Error(`initdb of the embedded PostgreSQL failed: ${output}`)
    await rename(fresh, place.pgdata)
  } finally {
    await rm(passwordFile, { force: true })
  }
  return true
}

/**
 * Starts the server detached (a Ctrl-C must not reach it before the app has drained) and waits until
 * it takes connections. Returns its port: `fixedPort`, where others know the address already.
 */
export async function launch(
  place: Place,
  logFile: string,
  settings: Record<string, string>,
  fixedPort?: number,
): Promise<number> {
  const deadline = Date.now() + 60_000
  await turnOver(logFile)
  for (;;) {
    const port = fixedPort ?? (await freePort())
    const logStart = await stat(logFile).then(
      (file) => file.size,
      () => 0,
    )
    const log = await open(logFile, 'a', 0o600)
    const options = Object.entries({ ...defaults, ...settings, port: String(port) })
    const child = spawnAs(
      place.runAs,
      place.binaries.postgres,
      ['-D', place.pgdata, ...options.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      { detached: true, stdio: ['ignore', log.fd, log.fd] },
    )
    let failure: Error | undefined
    child.on('error', (error) => {
      failure = error
    })
    child.unref()
    await log.close()
    while (!failure && child.exitCode === null && child.signalCode === null) {
      const server = await readPostmaster(place.pgdata)
      if (server?.pid === child.pid && server?.status === 'ready') return port
      if (Date.now() > deadline) failure = new Error('not ready after 60 s')
      else await sleep(20)
    }
    if (failure) throw new Error(`The embedded PostgreSQL did not start: ${failure.message}`)
    const said = (await readFile(logFile, 'utf8').catch(() => '')).slice(logStart).trim()
    // The port was taken meanwhile, or backends of a killed server still hold its memory.
    const passing = /could not bind|Address already in use|pre-existing shared memory/.test(said)
    if (!passing || Date.now() > deadline) {
      throw new Error(`The embedded PostgreSQL did not start: ${said || `see ${logFile}`}`)
    }
    await sleep(250)
  }
}

/** Stops the server of this place (fast, then hard after 30 s) and waits until it is gone. */
export async function shutDown(place: Place): Promise<void> {
  const server = await readPostmaster(place.pgdata)
  if (!server || !(await isAlive(server.pid)) || !(await isServerOf(server.pid, place.pgdata)))
    return
  if (process.platform === 'win32') {
    await runAs(place.runAs, place.binaries.pgCtl, ['stop', '-m', 'fast', '-w', '-D', place.pgdata])
    return
  }
  for (const [signal, waitMs] of [['SIGINT', 30_000] as const, ['SIGQUIT', 5_000] as const]) {
    process.kill(server.pid, signal)
    const deadline = Date.now() + waitMs
    while (Date.now() < deadline) {
      if (!(await isAlive(server.pid))) return
      await sleep(20)
    }
  }
  throw new Error(`The embedded PostgreSQL (pid ${server.pid}) does not stop`)
}

/** Begins a new log file when the old one has grown past 10 MB; one old file is kept. */
async function turnOver(logFile: string): Promise<void> {
  const size = await stat(logFile).then(
    (file) => file.size,
    () => 0,
  )
  if (size > 10_000_000) await rename(logFile, `${logFile}.1`)
}

/** A TCP port of this machine that nobody listens on. */
async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address ? address.port : 0
      probe.close(() => resolve(port))
    })
  })
}

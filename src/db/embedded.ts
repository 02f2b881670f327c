import { mkdir, realpath } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '../logger.ts'
import { initCluster, launch, shutDown } from './embedded/cluster.ts'
import { locked } from './embedded/lock.ts'
import {
  connectOwner,
  createDatabase,
  databaseName,
  disown,
  type Owner,
  otherOwners,
  serverUrl,
  servesFrom,
} from './embedded/owner.ts'
import { choosePlace, type Place, type PlaceOptions, password } from './embedded/place.ts'
import { removeStalePidFile, settledPostmaster } from './embedded/postmaster.ts'

/** How long a start waits for a predecessor that is still stopping. */
const predecessorMs = 15_000

/** A process's hold on the embedded server. */
export interface EmbeddedPostgres {
  /** Address of the database `rounds`, password included. */
  url: string
  /** Whether the server was already running, left by a crash or shared with another process. */
  adopted: boolean
  /** Gives up the hold; the last process to do so stops the server. Safe to call twice. */
  stop(): Promise<void>
}

export interface EmbeddedOptions extends PlaceOptions {
  dataDir: string
  log: Pick<Logger, 'info' | 'warn' | 'error'>
  /** Server settings beside the defaults, for tests (`fsync: 'off'`). */
  settings?: Record<string, string>
}

/**
 * Starts a real PostgreSQL under `dataDir`, or adopts the one that already runs there.
 *
 * Every process that calls this is an owner. Start, adopt and stop happen under a file lock in
 * `dataDir`, so two processes never start two servers and none stops a server that another one uses.
 * If the server dies while an owner lives, the owner starts it again on the same port.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { log } = options
  await mkdir(options.dataDir, { recursive: true })
  const dataDir = await realpath(options.dataDir)
  const exclusively = <T>(work: () => Promise<T>) =>
    locked(dataDir, (error) => log.error({ err: error }, 'lost the lock of the database'), work)

  const { place, opened } = await exclusively(async () => {
    const place = await choosePlace(dataDir, options, (message) => log.warn(message))
    return { place, opened: await openServer({ ...options, dataDir }, place) }
  })
  let { owner } = opened
  let stopping = false

  const watch = () => owner.once('end', () => void (stopping || recover()))

  /** Keeps trying to bring a lost server back, until it is there or we stop. */
  const recover = async () => {
    log.warn('the embedded PostgreSQL closed our connection: looking after it')
    for (let waitMs = 100; !stopping; waitMs = Math.min(waitMs * 2, 10_000)) {
      try {
        await exclusively(async () => {
          if (stopping) return
          owner = (await openServer({ ...options, dataDir }, place, opened.port)).owner
          watch()
          log.info({ port: opened.port }, 'the embedded PostgreSQL is back')
        })
        return
      } catch (error) {
        log.error({ err: error }, 'the embedded PostgreSQL is not back yet')
        await sleep(waitMs)
      }
    }
  }
  watch()

  const release = async () => {
    stopping = true
    await exclusively(async () => {
      const others = await otherOwners(owner).catch(async () => {
        owner = await connectOwner(opened.port, await password(dataDir)).catch(() => owner)
        return otherOwners(owner).catch(() => 0)
      })
      await disown(owner)
      if (others > 0) log.info({ others }, 'other processes keep the embedded PostgreSQL')
      else await shutDown(place)
    })
  }

  let released: Promise<void> | undefined
  return {
    url: opened.url,
    adopted: opened.adopted,
    stop: () => {
      released ??= release()
      return released
    },
  }
}

/** Adopts or starts the server and registers us as an owner. Runs under the lock. */
async function openServer(
  { dataDir, log, settings = {} }: EmbeddedOptions,
  place: Place,
  fixedPort?: number,
): Promise<{ owner: Owner; url: string; port: number; adopted: boolean }> {
  const secret = await password(dataDir)
  const running = await settledPostmaster(place.pgdata, predecessorMs)
  let port = running?.port
  if (port === undefined) {
    await removeStalePidFile(place.pgdata)
    if (await initCluster(place, secret, settings.fsync !== 'off'))
      log.info({ dataDir }, 'created the embedded database')
    port = await launch(place, join(dataDir, 'postgres.log'), settings, fixedPort)
  }
  const owner = await connectOwner(port, secret)
  if (!(await servesFrom(owner, place.pgdata))) {
    await owner.end()
    throw new Error(`Another PostgreSQL answers on port ${port}, not the one of ${place.pgdata}`)
  }
  await createDatabase(owner)
  return {
    owner,
    url: serverUrl(port, secret, databaseName),
    port,
    adopted: running !== undefined,
  }
}

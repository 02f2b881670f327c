import { createHash, randomBytes } from 'node:crypto'
import {
  chmod,
  chown,
  cp,
  lstat,
  mkdir,
  readdir,
  readFile,
  rename,
  writeFile,
} from 'node:fs/promises'
import { join } from 'node:path'
import { type Binaries, copyBinaries, locateNative, prepareBinaries } from './binaries.ts'
import { canRun, findAccount, type RunAs } from './run-as.ts'

/** Where one embedded server lives and how its programs are run. */
export interface Place {
  binaries: Binaries
  runAs: RunAs
  /** The folder of the cluster, owned by the account that runs it. */
  pgdata: string
}

/** What may differ from the defaults: for tests and unusual machines. */
export interface PlaceOptions {
  native?: string | undefined
  /** Where root puts copies that another account can reach. */
  fallbackDir?: string | undefined
}

type Warn = (message: string) => void

/**
 * Decides who runs PostgreSQL and where, trying the least powerful way first: as ourselves; for root
 * as another account; as an account that may read everything; from copies in `fallbackDir`.
 */
export async function choosePlace(
  dataDir: string,
  options: PlaceOptions,
  warn: Warn,
): Promise<Place> {
  const binaries = await prepareBinaries(
    options.native ?? locateNative(),
    join(dataDir, 'binaries'),
  )
  const moved = join(dataDir, 'postgres.location')
  const home = (await readFile(moved, 'utf8').catch(() => '')).trim() || dataDir
  const pgdata = join(home, 'postgres')
  if (process.getuid?.() !== 0) return { binaries, runAs: { kind: 'self' }, pgdata }

  const account = await findAccount(pgdata)
  for (const kind of ['account', 'reader'] as const) {
    const runAs: RunAs = { kind, account }
    if (await canRun(runAs, binaries.postgres, pgdata)) return { binaries, runAs, pgdata }
  }

  const runAs: RunAs = { kind: 'account', account }
  const id = createHash('sha256').update(dataDir).digest('hex').slice(0, 12)
  const base = join(options.fallbackDir ?? '/var/lib/rounds', id)
  await mkdir(base, { recursive: true, mode: 0o755 })
  const copies = await copyBinaries(binaries.native, base)
  if (await canRun(runAs, copies.postgres, pgdata)) return { binaries: copies, runAs, pgdata }

  await moveCluster(pgdata, join(base, 'postgres'))
  await writeFile(moved, `${base}\n`)
  warn(`account ${account.name} cannot enter ${dataDir}: the embedded database is kept in ${base}`)
  return { binaries: copies, runAs, pgdata: join(base, 'postgres') }
}

/** Copies a cluster and keeps the original beside it under another name. */
async function moveCluster(from: string, to: string): Promise<void> {
  const there = await lstat(from).catch(() => undefined)
  if (!there) return
  await cp(from, `${to}.new`, { recursive: true, preserveTimestamps: true })
  await own(`${to}.new`, there.uid, there.gid)
  await rename(`${to}.new`, to)
  await rename(from, `${from}.moved`)
}

async function own(path: string, uid: number, gid: number): Promise<void> {
  await chown(path, uid, gid)
  const stat = await lstat(path)
  if (!stat.isDirectory()) return
  await chmod(path, 0o700)
  for (const name of await readdir(path)) await own(join(path, name), uid, gid)
}

/** The server's password, made on first use and readable by us alone. */
export async function password(dataDir: string): Promise<string> {
  const path = join(dataDir, 'postgres.password')
  const known = (await readFile(path, 'utf8').catch(() => '')).trim()
  if (known) return known
  const made = randomBytes(24).toString('base64url')
  await writeFile(path, `${made}\n`, { mode: 0o600 })
  return made
}

import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cp, lstat, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { locateNative } from '../../src/db/embedded/binaries.ts'
import { isAlive, readPostmaster } from '../../src/db/embedded/postmaster.ts'

const script = fileURLToPath(new URL('embedded-owner.ts', import.meta.url))
const tsx = import.meta.resolve('tsx')

/** Whether this machine lets the tests change users. */
export const asRoot = process.getuid?.() === 0 && spawnSync('setpriv', ['--version']).status === 0

/** Another process that holds the embedded database. */
export interface OwnerProcess {
  child: ChildProcess
  url: string
  adopted: boolean
  ms: number
  /** Asks it to give the database back and waits until it has ended. */
  stop(): Promise<void>
  /** Kills it without warning. */
  kill(): Promise<void>
}

/** Starts such a process, through another program (`setpriv …`) if wanted. */
export async function ownerProcess(
  options: { dataDir: string; native?: string; fallbackDir?: string },
  through: string[] = [],
  env: NodeJS.ProcessEnv = process.env,
): Promise<OwnerProcess> {
  const [file = process.execPath, ...args] = [
    ...through,
    ...[process.execPath, '--import', tsx, script, JSON.stringify(options)],
  ]
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'pipe'], env })
  let complaints = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text
  })
  const exit = once(child, 'exit')
  const line = once(createInterface(child.stdout), 'line').then(([text]) => String(text))
  const said = await Promise.race([
    line,
    exit.then(() => {
      throw new Error(`the owner ended: ${complaints}`)
    }),
  ])
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await exit
  }
  return {
    child,
    ...(JSON.parse(said) as { url: string; adopted: boolean; ms: number }),
    stop: () => end('SIGTERM'),
    kill: () => end('SIGKILL'),
  }
}

/** A folder for one test, and how to remove it together with any server still in it. */
export async function testFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), `rounds-test-${process.pid}-`))
  return {
    path,
    async remove() {
      for (const name of await readdir(path)) {
        for (const pgdata of [join(path, name), join(path, name, 'postgres')]) {
          const server = await readPostmaster(pgdata)
          if (server && (await isAlive(server.pid))) process.kill(server.pid, 'SIGQUIT')
        }
      }
      await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
    },
  }
}

/** The programs without the library links, as when npm ran no install scripts. */
export async function copyWithoutLinks(to: string): Promise<string> {
  await cp(locateNative(), to, {
    recursive: true,
    filter: async (path) => !(await lstat(path)).isSymbolicLink(),
  })
  return to
}

/** Runs one statement and returns its rows. */
export async function ask(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

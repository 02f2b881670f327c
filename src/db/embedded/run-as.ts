import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { readFile, stat } from 'node:fs/promises'

/** An existing account that PostgreSQL can run as, since it refuses root. */
export interface Account {
  name: string
  uid: number
  gid: number
}

/**
 * How a PostgreSQL program is run: as ourselves; as another account; or as another account that may
 * still read and enter every folder (the project often lies under root's 0700 home).
 */
export type RunAs = { kind: 'self' } | { kind: 'account' | 'reader'; account: Account }

/** Starts a PostgreSQL program the given way, with a small environment and no controlling group. */
export function spawnAs(
  runAs: RunAs,
  file: string,
  args: string[],
  options: SpawnOptions = {},
): ChildProcess {
  const base: SpawnOptions = { env: environment(), windowsHide: true, ...options }
  if (process.platform !== 'win32') base.cwd = '/'
  if (runAs.kind === 'self') return spawn(file, args, base)
  const { uid, gid } = runAs.account
  if (runAs.kind === 'account') return spawn(file, args, { ...base, uid, gid })
  // Without the securebit, access(2) drops the capability again and initdb finds "no binary".
  const setpriv = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--no-new-privs']
  const reader = ['--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search']
  return spawn(
    'setpriv',
    [...setpriv, ...reader, '--securebits=+no_setuid_fixup', '--', file, ...args],
    base,
  )
}

/** Runs a PostgreSQL program to its end and returns what it said. */
export async function runAs(
  how: RunAs,
  file: string,
  args: string[],
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawnAs(how, file, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        output += chunk
      })
    }
    child.on('error', (error) => resolve({ code: null, output: error.message }))
    child.on('close', (code) => resolve({ code, output: output.trim() }))
  })
}

/**
 * Tells whether PostgreSQL can be run this way on this data folder: asks the server program for its
 * data folder, which needs the program, its libraries and the way to the folder.
 */
export async function canRun(how: RunAs, postgres: string, pgdata: string): Promise<boolean> {
  const { code, output } = await runAs(how, postgres, ['-C', 'data_directory', '-D', pgdata])
  return code === 0 || (code !== null && /No such file or directory/.test(output))
}

/** The account for root to use: the owner of an existing data folder, else postgres, else nobody. */
export async function findAccount(pgdata: string): Promise<Account> {
  const owner = await stat(pgdata).catch(() => undefined)
  if (owner && owner.uid !== 0) return { name: `uid ${owner.uid}`, uid: owner.uid, gid: owner.gid }
  const passwd = await readFile('/etc/passwd', 'utf8').catch(() => '')
  for (const wanted of ['postgres', 'nobody']) {
    const fields = passwd.split('\n').map((line) => line.split(':'))
    const [name, , uid, gid] = fields.find(([name]) => name === wanted) ?? []
    if (name && Number(uid) > 0 && Number(gid) > 0) {
      return { name, uid: Number(uid), gid: Number(gid) }
    }
  }
  throw new Error(
    'PostgreSQL does not run as root, and there is no account "postgres" or "nobody" to run it as. ' +
      'Start Rounds as an ordinary user, or set DATABASE_URL.',
  )
}

/** Only what the programs need: PG* variables would change their meaning, secrets are not theirs. */
function environment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'HOME', 'LD_LIBRARY_PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR']
  const env: NodeJS.ProcessEnv = { LC_ALL: 'C', TZ: 'UTC' }
  for (const name of kept) if (process.env[name] !== undefined) env[name] = process.env[name]
  return env
}

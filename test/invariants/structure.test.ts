import { describe, expect, test } from 'vitest'
import { type Import, importsOf, read, sourceFiles } from './files.ts'

const source = sourceFiles('src', 'cards', 'jobs', 'simulator')
const imports = source.flatMap(importsOf)
const inside = (folder: string) => (file: string) => file.startsWith(folder)
const crossing = (from: (file: string) => boolean, to: (file: string) => boolean) =>
  imports.filter((i: Import) => from(i.from) && to(i.to)).map((i) => `${i.from} → ${i.to}`)

describe('imports point one way', () => {
  test('the domain imports only itself, words and pure libraries', () => {
    const pure = new Set([
      'zod',
      'luxon',
      'chinese-days',
      'gcoord',
      '@turf/distance',
      'fastest-levenshtein',
      'jsep',
    ])
    const wrong = imports
      .filter((i) => i.from.startsWith('src/domain/'))
      .filter((i) => !i.to.startsWith('src/domain/') && i.to !== 'src/i18n/t.ts' && !pure.has(i.to))
    expect(wrong).toEqual([])
  })

  test('cards know domain, words and their kit', () => {
    const allowed = /^(cards|src\/domain|src\/i18n)\//
    const wrong = imports.filter(
      (i) => i.from.startsWith('cards/') && !allowed.test(i.to) && i.to !== 'zod',
    )
    expect(wrong).toEqual([])
  })

  test('the bot knows neither features nor platform nor jobs', () => {
    expect(
      crossing(inside('src/bot/'), (to) => /^(src\/(features|feishu)|jobs)\//.test(to)),
    ).toEqual([])
  })

  test('features do not know jobs, platform, queue runner or processes', () => {
    expect(
      crossing(
        inside('src/features/'),
        (to) =>
          /^(jobs|simulator)\//.test(to) ||
          /^src\/(feishu|delivery|deps|app|start|main|cli)/.test(to),
      ),
    ).toEqual([])
  })

  test('nobody but demo mode knows the simulator, and the simulator knows nobody', () => {
    const ours = (file: string) => /^(src|cards|jobs)\//.test(file)
    expect(
      crossing((from) => ours(from) && from !== 'src/demo-mode.ts', inside('simulator/')),
    ).toEqual([])
    expect(crossing(inside('simulator/'), ours)).toEqual([])
  })
})

describe('one place for each thing', () => {
  test('clock and randomness come from deps.ts', () => {
    const allowed = new Set(['src/deps.ts', 'src/main.ts', 'src/cli/session.ts'])
    const wrong = source
      // The embedded server's launcher waits for processes and files, whose clock is the machine's.
      .filter((file) => /^(src|cards|jobs)\//.test(file) && !allowed.has(file))
      .filter((file) => !file.startsWith('src/db/embedded/'))
      // What runs on a phone goes by the phone's clock, and says so.
      .filter((file) => !file.startsWith('src/live-page/client/'))
      .filter((file) =>
        /Date\.now\(\)|new Date\(\)|Math\.random\(\)/.test(
          read(file).replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, ''),
        ),
      )
    expect(wrong).toEqual([])
  })

  test('no file has two jobs: at most 300 lines', () => {
    const long = source
      .map((file) => ({ file, lines: read(file).split('\n').length }))
      .filter(({ lines }) => lines > 301)
    expect(long).toEqual([])
  })

  test('nothing names a machine, and no test is switched off', () => {
    const all = sourceFiles('src', 'cards', 'jobs', 'simulator', 'test', 'bench')
    expect(
      all.filter(
        (file) =>
          /['"`](\/work\/|\/root\/|\/home\/[a-z]+\/)/.test(read(file)) &&
          !file.startsWith('test/invariants'),
      ),
    ).toEqual([])
    expect(
      all.filter(
        (file) =>
          /\b(it|test|describe)\.(only|skip|todo)\(/.test(read(file)) &&
          !file.startsWith('test/invariants'),
      ),
    ).toEqual([])
  })
})

import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { jobs } from '../../jobs/index.ts'
import { registryOf } from '../../src/bot/registry.ts'
import { columnsOf } from '../../src/features/imports/columns.ts'
import { importKinds } from '../../src/features/imports/kinds.ts'
import { features } from '../../src/features/index.ts'
import { reports } from '../../src/reports-list.ts'
import { read, root } from './files.ts'

const list = ['ls-files', '--cached', '--others', '--exclude-standard', '*.md']
const pages = execFileSync('git', list, { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((page) => page !== '' && existsSync(join(root, page)))
const operations = read('docs/operations.md')
const console_ = read('docs/feishu-console.md')

/** All first groups of a pattern in a file or text. */
const allOf = (pattern: RegExp, text: string) => [
  ...new Set([...text.matchAll(pattern)].map((match) => match[1] ?? '')),
]
const absent = (names: readonly string[], text: string) => {
  expect(names.length).toBeGreaterThan(0)
  return names.filter((name) => !text.includes(name))
}
/** The page without its blocks of code. */
const prose = (page: string) => read(page).replace(/^ *```[\s\S]*?^ *```/gm, '')
const headings = (page: string) =>
  [...prose(page).matchAll(/^(#+) (.+)$/gm)].map(([, marks, text = '']) => ({
    level: marks?.length ?? 0,
    text,
  }))

/** The anchor of a heading, as GitHub and most viewers make it. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-')

describe('documents say what the code has', () => {
  test('every environment variable is explained to operators', () => {
    const variables = allOf(/^ {4}([A-Z][A-Z_0-9]+):/gm, read('src/env.ts'))
    expect(absent(variables, read('.env.example'))).toEqual([])
    expect(absent(variables, operations)).toEqual([])
    const documented = allOf(/^#?([A-Z][A-Z_0-9]+)=/gm, read('.env.example'))
    const ofCompose = allOf(/\$\{(\w+)/g, read('compose.yaml'))
    expect(documented.filter((v) => !variables.includes(v) && !ofCompose.includes(v))).toEqual([])
  })

  test('every npm script that a page names exists', () => {
    const { scripts } = z
      .object({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(read('package.json')))
    const unknown = pages.flatMap((page) =>
      allOf(/npm run (?:--silent )?([a-z][\w:-]*)/g, read(page))
        .filter((name) => !(name in scripts))
        .map((name) => `${page}: ${name}`),
    )
    expect(unknown).toEqual([])
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['start', 'test']))
  })

  test('every event and callback that is decoded is in the guide to the console', () => {
    const types = allOf(/'([a-z][\w.]*(?:_v\d+|\.trigger))'/g, read('src/feishu/decode.ts'))
    expect(types).toContain('card.action.trigger')
    expect(absent(types, console_)).toEqual([])
  })

  test('every metric, job, report and command of the operator is in the manual', () => {
    const metrics = allOf(/name: '(rounds_\w+)'/g, read('src/metrics.ts'))
    const reasons = allOf(/\| '([a-z]+-[a-z-]+)'/g, read('src/metrics.ts'))
    const commands = allOf(/\.command\('([\w-]+)'\)/g, read('src/cli.ts'))
    const byHand = jobs.filter((job) => job.trigger).map((job) => job.name)
    expect(absent([...metrics, ...reasons], operations)).toEqual([])
    const cells = [...commands, ...byHand, ...reports.map((report) => report.name)]
    expect(cells.filter((name) => !new RegExp(`^\\| \`${name}\\b`, 'm').test(operations))).toEqual(
      [],
    )
  })

  test('every command that the README names is answered', () => {
    const { byAlias } = registryOf(features)
    for (const page of ['README.md', 'README.zh-CN.md']) {
      const line = read(page).match(/^(?:In the chat: |聊天里：)(.*?)(?:\. |，)/m)?.[1] ?? ''
      const words = allOf(/`([^`]+)`/g, line).flatMap((call) => call.split(' '))
      expect(words.length, page).toBeGreaterThan(8)
      expect(words.filter((word) => !byAlias.has(word))).toEqual([])
    }
  })

  test('every column of every import is in the manual, with aliases that are read', () => {
    const tables = operations.slice(
      operations.indexOf('## Import files'),
      operations.indexOf('## Reports'),
    )
    const columns = importKinds.flatMap((kind) => columnsOf[kind])
    expect(
      absent(
        importKinds.map((kind) => `**\`${kind}\` `),
        tables,
      ),
    ).toEqual([])
    expect(
      absent(
        columns.map((column) => `\`${column.name}\``),
        tables,
      ),
    ).toEqual([])
    const known = new Set(columns.flatMap((column) => column.aliases))
    const promised = [...tables.matchAll(/^\| [^|]*`[^|]* \| ([^|]+) \|/gm)].flatMap(
      ([, cell = '']) => cell.split(/[\s·]+/).filter((word) => /\p{Script=Han}/u.test(word)),
    )
    expect(promised.length).toBeGreaterThan(50)
    expect(promised.filter((alias) => !known.has(alias))).toEqual([])
  })
})

describe('pages hold together', () => {
  test('every relative link leads to a file, and to a heading of it', () => {
    const broken = pages.flatMap((page) =>
      allOf(/\]\(([^)\s]+)\)/g, prose(page))
        .filter((link) => !/^[a-z]+:/.test(link))
        .filter((link) => {
          const [path = '', anchor] = link.split('#')
          const target = path === '' ? page : normalize(join(dirname(page), decodeURI(path)))
          if (!existsSync(join(root, target))) return true
          return (
            anchor !== undefined &&
            !headings(target).some(({ text }) => anchorOf(text) === decodeURI(anchor))
          )
        })
        .map((link) => `${page}: ${link}`),
    )
    expect(broken).toEqual([])
  })

  test('both languages of the README have the same headings, code and links', () => {
    const [en, zh] = ['README.md', 'README.zh-CN.md'] as const
    const levels = (page: string) => headings(page).map(({ level }) => level)
    expect(levels(zh)).toEqual(levels(en))
    const commands = (page: string) =>
      allOf(/`((?:npm|docker|node) [^`…<]*|[A-Z][A-Z_]+=[^`]*)`/g, read(page)).sort()
    expect(commands(zh)).toEqual(commands(en))
    const links = (page: string) =>
      allOf(/\]\(([^)\s]+)\)/g, read(page))
        .filter((link) => link !== en && link !== zh)
        .sort()
    expect(links(zh)).toEqual(links(en))
  })

  test('no page names a machine, and every page has one title', () => {
    const local = /(?:^|[\s`'"(])\/(?:work|root|home)\//m
    expect(pages.filter((page) => local.test(read(page)))).toEqual([])
    expect(
      pages.filter((page) => headings(page).filter(({ level }) => level === 1).length !== 1),
    ).toEqual([])
  })
})

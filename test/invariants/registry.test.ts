import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { jobs } from '../../jobs/index.ts'
import { cardText } from '../../simulator/index.ts'
import { mayInvoke } from '../../src/bot/define.ts'
import { helpCard } from '../../src/bot/help.ts'
import { registryOf } from '../../src/bot/registry.ts'
import { commandsPage } from '../../src/cli/docs.ts'
import { groups, type Setting } from '../../src/domain/settings/define.ts'
import { settingList } from '../../src/domain/settings/index.ts'
import { features } from '../../src/features/index.ts'
import { roles } from '../../src/features/org/tables.ts'
import { translator } from '../../src/i18n/t.ts'
import { read, root, sourceFiles } from './files.ts'

const registry = registryOf(features)

/** All modules of a folder, loaded: what they export is what exists. */
const load = async (...folders: string[]) =>
  Promise.all(
    sourceFiles(...folders).map(async (file) => ({
      file,
      exports: (await import(join(root, file))) as Record<string, unknown>,
    })),
  )

const isAction = (value: unknown): value is { id: string } =>
  typeof value === 'function' && 'spec' in value && 'id' in value

describe('what is declared can be invoked', () => {
  test('every action has a handler and every handler an action', async () => {
    const declared = new Set<string>()
    for (const { exports } of await load('cards', 'src/features')) {
      for (const value of Object.values(exports)) {
        if (value === null || typeof value !== 'object') continue
        for (const action of Object.values(value)) if (isAction(action)) declared.add(action.id)
      }
    }
    const handled = new Set(features.flatMap((f) => f.actions ?? []).map((h) => h.action.id))
    expect([...declared].filter((id) => !handled.has(id))).toEqual([])
    expect([...handled].filter((id) => !declared.has(id))).toEqual([])
  })

  test('every command is in the help of those who may use it', () => {
    for (const role of roles) {
      const help = cardText(
        JSON.parse(JSON.stringify(helpCard(registry.commands, role, translator('zh-CN')))),
      )
      for (const command of registry.commands) {
        if (mayInvoke(command.who, role)) expect(help).toContain(command.aliases[0])
      }
    }
  })

  test('no job file is forgotten in the list', async () => {
    const listed = new Set(jobs.map((job) => job.name))
    for (const { file, exports } of await load('jobs')) {
      for (const value of Object.values(exports)) {
        const isJob =
          value !== null &&
          typeof value === 'object' &&
          'run' in value &&
          'payload' in value &&
          'name' in value
        if (isJob) expect(listed, file).toContain(value.name)
      }
    }
  })

  test('the names that operators use are there', () => {
    const names = jobs.filter((job) => job.trigger).map((job) => job.name)
    expect(names).toEqual(
      expect.arrayContaining([
        'plans.generate',
        'plans.route',
        'plans.send',
        'plans.not-started',
        'plans.remind',
        'visits.close-stale',
        'performance.digest-daily',
        'customers.grade',
      ]),
    )
    for (const word of [
      '帮助',
      'help',
      '计划',
      'plan',
      '签到',
      'checkin',
      '签退',
      'checkout',
      '附近',
      'nearby',
      '客户',
      'customer',
      '安排',
      'assign',
      '派单',
      '指派',
      '规则',
      'rule',
      '日报',
      'digest',
      '失败记录',
      'failures',
      '故障',
    ]) {
      expect(registry.byAlias.has(word), word).toBe(true)
    }
  })
})

describe('rules and words', () => {
  test('every setting has labels in both languages, a valid default, valid choices and its own key', () => {
    const keys = settingList.map((s) => s.key)
    expect(new Set(keys).size).toBe(keys.length)
    for (const setting of settingList as readonly Setting<unknown>[]) {
      expect(setting.label.zh && setting.label.en, setting.key).toBeTruthy()
      expect(groups).toContain(setting.group)
      for (const value of [setting.default, ...(setting.choices ?? []).map((c) => c.value)]) {
        expect(setting.schema.safeParse(value).success, setting.key).toBe(true)
      }
    }
  })

  test('both languages of every word use the same placeholders', async () => {
    const names = (text: string) =>
      [...text.matchAll(/\{(\w+)(?:\|[^}]*)?\}/g)].map((m) => m[1]).sort()
    const unlike: string[] = []
    for (const { file, exports } of await load('src/i18n')) {
      for (const dictionary of Object.values(exports)) {
        if (dictionary === null || typeof dictionary !== 'object') continue
        for (const [key, entry] of Object.entries(dictionary as Record<string, unknown>)) {
          if (entry === null || typeof entry !== 'object' || !('zh' in entry) || !('en' in entry))
            continue
          const { zh, en } = entry as { zh: string; en: string }
          // English may leave out what Chinese shows twice, never invent one.
          if (
            names(en).some((name) => !names(zh).includes(name)) ||
            names(zh).some((name) => !names(en).includes(name))
          )
            unlike.push(`${file} ${key}`)
        }
      }
    }
    expect(unlike).toEqual([])
  })

  test('docs/commands.md is what the registry prints', () => {
    expect(readFileSync(join(root, 'docs/commands.md'), 'utf8')).toBe(commandsPage())
  })

  test('features speak only through dictionaries: no Chinese in handlers, jobs or the domain', () => {
    // Alias words, words that people type, import headers and date words are data, not speech; a declared
    // rule of trust has its words beside it, as a setting has.
    const data =
      /import|aliases|words|demo|define|calendar|time|outcomes|settings|example|i18n|gallery|frequency|trust\/rule/
    const speaking = sourceFiles('src/features', 'jobs', 'src/domain').filter((file) => {
      if (data.test(file)) return false
      const code = read(file)
        .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
        .replace(/(aliases|example):.*$/gm, '')
        .replace(/^const \w+ = (new Set\(\[.*\]\)|'[^']+')$/gm, '')
      return /['"`][^'"`\n]*[\u4e00-\u9fff][^'"`\n]*['"`]/.test(code)
    })
    expect(speaking).toEqual([])
  })
})

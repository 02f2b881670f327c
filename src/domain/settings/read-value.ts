/** Reads the value of a rule as people write it: `500米`, `半小时`, `开`, `必须`, `7点半`, `6:30pm`. */
import { formatOpeningHours, parseOpeningHours } from '../customers/import-words.ts'
import { parseClock } from '../time-words.ts'
import { allowedOf } from './allowed.ts'
import type { Setting } from './define.ts'

const yes = new Set([
  '开',
  '开启',
  '打开',
  '启用',
  '是',
  '要',
  '需要',
  '必须',
  '必填',
  '对',
  'on',
  'yes',
  'true',
  'y',
])
const no = new Set([
  ...[
    '关',
    '关闭',
    '关掉',
    '停用',
    '否',
    '不',
    '不要',
    '不用',
    '不需要',
    '不必',
    '不必填',
    '选填',
    '无',
  ],
  ...['off', 'no', 'false', 'n', 'none'],
])

/** Unit words by what they measure, with how many of the rule's own unit one is. */
const units: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  米: { 米: 1, m: 1, metre: 1, metres: 1, meter: 1, meters: 1, 公里: 1000, 千米: 1000, km: 1000 },
  分钟: {
    分钟: 1,
    分: 1,
    min: 1,
    mins: 1,
    minute: 1,
    minutes: 1,
    小时: 60,
    h: 60,
    hour: 60,
    hours: 60,
  },
  小时: { 小时: 1, h: 1, hour: 1, hours: 1 },
  张: { 张: 1, photo: 1, photos: 1 },
  字: { 字: 1, 个字: 1, character: 1, characters: 1, chars: 1 },
  家: { 家: 1, stop: 1, stops: 1, shop: 1, shops: 1 },
  天: { 天: 1, 日: 1, day: 1, days: 1 },
}

const digits = '零一二三四五六七八九'

/** The value that a text means for a rule, or undefined when it is none that the rule allows. */
export function readValue<V>(setting: Setting<V>, text: string): V | undefined {
  if (allowedOf(setting).kind === 'text') return ownWords(setting, text)
  const words = plain(text).replace(/^(改为|改成|设为|设成|调到|调成|等于|[=:为到])\s*/, '')
  if (words === '') return undefined
  const candidates: unknown[] = [
    ...chosen(setting, words),
    ...(yes.has(words) ? [true] : []),
    ...(no.has(words) ? [false, ...zeroFor(setting)] : []),
    ...number(setting, words),
    parseClock(words),
    ...hours(setting, words),
    words,
    text.trim(),
  ]
  for (const candidate of candidates) {
    const parsed = setting.schema.safeParse(candidate)
    if (parsed.success) return parsed.data
  }
  return undefined
}

/** Words as they were written; a plain no is none at all. */
function ownWords<V>(setting: Setting<V>, text: string): V | undefined {
  const words = no.has(plain(text)) ? '' : text.trim()
  return setting.schema.safeParse(words).data
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim()

/** A choice by its words, whole or begun. */
function chosen<V>(setting: Setting<V>, words: string): V[] {
  if (allowedOf(setting).kind !== 'oneOf') return []
  const choices = setting.choices ?? []
  const exact = choices.filter(({ label }) => [plain(label.zh), plain(label.en)].includes(words))
  const begun = choices.filter(({ label }) => plain(label.zh).startsWith(words))
  const found = exact.length > 0 ? exact : begun
  return found.length === 1 ? found.map(({ value }) => value) : []
}

/** "Off" for a number that may be 0: no photo, no minimum. */
function zeroFor(setting: Setting): number[] {
  const allowed = allowedOf(setting)
  return allowed.kind === 'number' && allowed.min === 0 ? [0] : []
}

function number(setting: Setting, words: string): number[] {
  const found = /^(\d+(?:\.\d+)?|半|[零一两二三四五六七八九十])\s*(?:个(?!字))?\s*(\D*)$/.exec(
    words,
  )
  const [, amount = '', unit = ''] = found ?? []
  const n = amountOf(amount)
  if (n === undefined) return []
  if (unit === '') return [n]
  const factor = units[setting.unit?.zh ?? '']?.[unit.trim()]
  return factor === undefined ? [] : [n * factor]
}

function amountOf(text: string): number | undefined {
  if (text === '') return undefined
  if (text === '半') return 0.5
  if (text === '十') return 10
  if (text === '两') return 2
  const digit = digits.indexOf(text)
  return /^\d/.test(text) ? Number(text) : digit < 0 ? undefined : digit
}

const allDay = new Set(['全天', '不限', '随时', '都可以', 'always', 'all day', 'any time'])

/** `9点到12点、13:30-18:00`, `9:00-18:00`, `全天` in the form of opening hours. */
function hours(setting: Setting, words: string): string[] {
  if (allowedOf(setting).kind !== 'hours') return []
  if (allDay.has(words) || no.has(words)) return ['']
  const plainTimes = words
    .replace(/(\d{1,2})[点时]半/g, '$1:30')
    .replace(/(\d{1,2})[点时](\d{2})分?/g, '$1:$2')
    .replace(/(\d{1,2})[点时]/g, '$1:00')
    .replace(/\s*(?:-|~|–|—|至|到|to)\s*/g, '-')
    .replace(/(?<![:\d])(\d{1,2})(?=-|[\s;,、]|$)/g, '$1:00')
    .replace(/(\d)\s+(?=\d)/g, '$1;')
  const ranges = parseOpeningHours(plainTimes)
  return ranges && ranges.length > 0 ? [formatOpeningHours(ranges)] : []
}

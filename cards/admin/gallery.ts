/** Sample cards of the house: help, usage, unknown text, failures, queues. */
import { adminWords } from '../../src/i18n/admin.ts'
import { type T, type Word, word } from '../../src/i18n/t.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import { type Failure, failuresCard } from './failures.ts'
import { type CommandLine, helpCard, unknownTextCard, usageCard } from './help.ts'
import { queuesCard } from './queues.ts'

interface Sample {
  readonly words: Word<never>
  readonly summary: Word<never>
  readonly usage?: Word<never>
  readonly example?: string
}

const samples: readonly Sample[] = [
  { words: word('帮助', 'help'), summary: adminWords.helpSummary },
  {
    words: word('计划', 'plan'),
    usage: word('[日期]', '[date]'),
    summary: word('看今天或某天的拜访计划', 'The visit plan of today or another day'),
  },
  {
    words: word('签到', 'checkin'),
    usage: word('[客户]', '[customer]'),
    summary: word('到店签到', 'Check in at a shop'),
  },
  {
    words: word('安排', 'assign'),
    usage: word('<业务员> <客户> [日期]', '<rep> <customer> [date]'),
    summary: word('把客户排进业务员的计划', "Put a customer on a rep's plan"),
    example: '安排 李雷 永辉人民路 明天',
  },
  {
    words: word('附近', 'nearby'),
    summary: word('看附近的客户', 'Customers around you'),
  },
  { words: word('业绩', 'performance'), summary: word('看自己的业绩', 'Your own figures') },
  { words: word('失败记录', 'failures'), summary: adminWords.failuresSummary },
]

const lineOf = (t: T, sample: Sample): CommandLine => ({
  command: sample.words.en,
  word: t(sample.words),
  usage: sample.usage ? t(sample.usage) : '',
  summary: t(sample.summary),
  example: sample.example ?? t(sample.words),
})

const lines = (t: T) => samples.map((sample) => lineOf(t, sample))

const assign = (t: T) =>
  lines(t)[3] ?? lineOf(t, { words: adminWords.open, summary: adminWords.none })

const failure = (n: number, change: Partial<Failure> = {}): Failure => ({
  source: 'outbox',
  id: `0191d2c0-0000-7000-8000-00000000000${n}`,
  kind: 'failedJob',
  name: 'plans.generate',
  at: '11-24 08:00',
  who: '李雷',
  attempts: 5,
  error: 'connect ECONNREFUSED 10.0.3.7:5432',
  ...change,
})

const several: readonly Failure[] = [
  failure(1),
  failure(2, {
    kind: 'failedSend',
    name: 'card',
    error: '230013 Bot has NO availability to this user.',
  }),
  failure(3, { source: 'event', kind: 'failedEvent', name: 'text', attempts: 3, who: '韩梅' }),
]

const longest: readonly Failure[] = [1, 2, 3, 4, 5].map((n) =>
  failure(n, {
    source: 'event',
    kind: 'failedEvent',
    name: 'performance.digest-monthly',
    who: '欧阳上官娜仁托娅·阿依古丽',
    error: `insert or update on table "visit_photos" violates a constraint: ${'relation visits row 0191d2c0 '.repeat(6)}`,
  }),
)

export const gallery: readonly GalleryEntry[] = [
  { id: 'help', title: '帮助', build: (t) => helpCard(lines(t), lines(t).slice(1, 4), t) },
  { id: 'usage', title: '用法', build: (t) => usageCard(assign(t), t) },
  {
    id: 'unknown-text',
    title: '没看懂的话',
    build: (t) => unknownTextCard(lines(t).slice(1, 4), t),
  },
  { id: 'failures', title: '失败记录', build: (t) => failuresCard(several, several.length, t) },
  { id: 'failures-none', title: '没有失败记录', build: (t) => failuresCard([], 0, t) },
  {
    id: 'failures-many-longest',
    title: '失败记录 很多',
    build: (t) => failuresCard(longest, 132, t),
  },
  {
    id: 'queues',
    title: '任务队列',
    build: (t) => queuesCard('http://127.0.0.1:3000/queues?key=sample', t),
  },
]

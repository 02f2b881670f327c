/** Sample cards of nudges: one stop, both kinds, the longest names and many. */
import { date } from '../../src/domain/time.ts'
import type { T } from '../../src/i18n/t.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import { type AwaitedLine, lateSection, missedSection } from '../plans/late.ts'
import { longName } from '../plans/samples.ts'
import { nudgesCard } from './nudges.ts'

const today = date('2026-11-24')
const about = (lines: readonly AwaitedLine[]) => ({
  repOpenId: 'ou_0123456789abcdef0123456789abcdef',
  date: today,
  lines,
})

const line = (n: number, more: Partial<AwaitedLine> = {}): AwaitedLine => ({
  stopId: `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`,
  customerCode: `C${1000 + n}`,
  name: ['永辉·人民路店', '联华·解放路店', '家乐·北站店'][n % 3] ?? '',
  window: null,
  at: '09:10',
  minutes: 16 + n * 7,
  why: 'late',
  ...more,
})

const lateLines = [line(0), line(1, { window: '10:00–11:00', minutes: 15 })]
const missedLines = [
  line(3, { minutes: null, why: 'window', window: '10:00–11:00' }),
  line(4, { minutes: null, why: 'shop', at: '17:30' }),
  line(5, { minutes: null, why: 'day' }),
]

const cardOf = (late: readonly AwaitedLine[], missed: readonly AwaitedLine[], t: T) =>
  nudgesCard(
    {
      date: today,
      sections: [
        ...(late.length > 0 ? [lateSection(about(late), t)] : []),
        ...(missed.length > 0 ? [missedSection(about(missed), t)] : []),
      ],
    },
    t,
  )

const many = Array.from({ length: 30 }, (_, i) => line(i, { name: longName, minutes: 500 }))

export const gallery: readonly GalleryEntry[] = [
  { id: 'late', title: '提醒：晚了的一家', build: (t) => cardOf(lateLines.slice(0, 1), [], t) },
  { id: 'both', title: '提醒：晚了的和没赶上的', build: (t) => cardOf(lateLines, missedLines, t) },
  {
    id: 'longest',
    title: '提醒：三十家，最长的名字',
    build: (t) =>
      cardOf(
        many,
        many.map((one) => ({ ...one, minutes: null, why: 'day' })),
        t,
      ),
  },
]

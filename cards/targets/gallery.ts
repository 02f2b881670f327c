/** Samples of 业绩: usual, without targets, a team of 200. */

import { ABILITY } from '../../src/domain/scores/shipped.ts'
import { date } from '../../src/domain/time.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import { personMonthCard, teamMonthCard } from './month.ts'
import { sampleLine } from './samples.ts'
import { setGallery } from './set-gallery.ts'
import type { AimedLine, PersonMonthView, PersonRow, TeamMonthView } from './view.ts'

const head = {
  month: '2026-11',
  from: date('2026-11-01'),
  to: date('2026-11-24'),
  before: { from: date('2026-10-01'), to: date('2026-10-24') },
  isGoing: true,
  monthBefore: '2026-10',
  nextMonth: null,
  dataAsOf: date('2026-11-23'),
}
const lineOf = (line: AimedLine, before: number | null) => ({ ...line, before })

const person: PersonMonthView = {
  ...head,
  openId: 'ou_li',
  name: '李雷',
  isOwn: true,
  backTo: null,
  lines: [
    lineOf(sampleLine('visits_done', 62, 105, { leaveDays: 3 }), 70),
    { key: 'new_customers', value: 3, before: 1, aim: null, progress: null },
    lineOf(sampleLine('sales_amount', 8_120_000, 10_000_000), 7_400_000),
    { key: 'gross_profit', value: 2_010_000, before: 1_900_000, aim: null, progress: null },
    lineOf(sampleLine('collected', 5_000_000, 9_000_000, { tripDays: 2 }), 6_000_000),
  ],
  goods: [{ ...sampleLine('sales_amount', 1_200_000, 3_000_000), name: '青提汽水 330ml' }],
}

const rows = (n: number, name: string): PersonRow[] =>
  Array.from({ length: n }, (_, i) => ({
    openId: `ou_${i}`,
    name: `${name}${i + 1}`,
    worst: sampleLine('visits_done', 40 + i, 88),
    behind: Math.max(0, 0.3 - i / 50),
  }))

const team = (n: number, name: string): TeamMonthView => ({
  ...head,
  teamCode: 'T1',
  teamName: '一部',
  reps: n,
  lines: person.lines,
  goods: [],
  rows: rows(Math.min(n, 15), name),
  behindCount: Math.min(n, 12),
  page: 0,
  pages: Math.ceil(n / 15),
})

const ability = {
  score: { code: ABILITY, name: '综合能力', unit: 'points' },
  value: 82,
  before: 85.5,
} as const

export const gallery: readonly GalleryEntry[] = [
  {
    id: 'results-person',
    title: '业绩',
    build: (t) => personMonthCard({ ...person, scores: [ability] }, t),
  },
  {
    id: 'results-empty',
    title: '业绩，没有指标',
    build: (t) =>
      personMonthCard(
        {
          ...person,
          dataAsOf: null,
          goods: [],
          lines: person.lines.map(({ key }) => ({
            key,
            value: key === 'visits_done' ? 12 : null,
            before: null,
            aim: null,
            progress: null,
          })),
        },
        t,
      ),
  },
  {
    id: 'results-team',
    title: '业绩，200 人的团队',
    build: (t) => teamMonthCard(team(200, '业务员'), t),
  },
  ...setGallery,
]

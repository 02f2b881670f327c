/** Sample data of the trust cards: usual, empty, longest, many. */
import { ruleOf } from '../../src/domain/trust/rules/index.ts'
import { longName } from '../plans/samples.ts'
import type { LearnView } from './learn.ts'
import type { OwnLine } from './lists.ts'
import type {
  ExplanationView,
  Judgement,
  OwnCase,
  PhotoShown,
  ReasonView,
  Review,
  ReviewItem,
  RulingView,
} from './view.ts'

const id = (n: number) => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`

/** A flag in its rule's own words. */
function reason(
  ruleId: string,
  points: number,
  numbers: Record<string, number>,
): readonly ReasonView[] {
  const rule = ruleOf(ruleId)
  return rule ? [{ title: rule.title, reason: rule.reason, numbers, points }] : []
}

const far = reason('distance', 55, { distanceM: 812, limitM: 370, errorM: 70 })
const shortStay = reason('stay-too-short', 15, { minutes: 2, limitMinutes: 3 })
const sameFile = reason('photo-same-file', 60, { count: 1, daysAgo: 12 })
const many: readonly ReasonView[] = [
  ...sameFile,
  ...far,
  ...reason('same-coordinates', 50, { days: 4, decimals: 6 }),
  ...shortStay,
  ...reason('batch-check-ins', 15, { minutes: 10, apartM: 500, count: 4 }),
  ...reason('copied-summary', 0, { compared: 10, copies: 3, percent: 90 }),
]

export const red: Judgement = {
  score: 30,
  band: 'red',
  reasons: [...far, ...shortStay],
  lacking: 3,
}
export const green: Judgement = { score: 96, band: 'green', reasons: [], lacking: 4 }
const amber: Judgement = { score: 72, band: 'amber', reasons: [...shortStay], lacking: 5 }
const worst: Judgement = { score: 0, band: 'red', reasons: many, lacking: 11 }

const photo = (n: number, caption: string): PhotoShown => ({
  imageKey: `img_v3_sample_${n}`,
  caption,
})
const longText =
  '门口在修路，车只能停在路口，我是走过去的；店主当时在卸货，让我把陈列照拍完就先走。'.repeat(8)

const explanation: ExplanationView = {
  text: '门口修路，车停在路口，走过去的。',
  at: '11-24 14:05',
  photos: [photo(3, '11-24 14:06')],
  lostPhotos: 0,
}
const ruling: RulingView = {
  verdict: 'false',
  by: '王芳',
  at: '11-24 17:40',
  note: '店主说那天没见到人，照片与 11-12 的是同一张。',
}
const decision: RulingView = {
  verdict: 'honest',
  by: '李娜',
  at: '11-25 09:30',
  note: '老板娘确认来过，门头照是当天的。',
}

export const own: OwnCase = {
  visitId: id(1),
  ...red,
  explanation: null,
  ruling: null,
  appeal: null,
  decision: null,
  mayExplain: true,
  appealUntil: null,
  customer: '永辉·人民路店',
  when: '11-24 09:12',
  judges: ['王芳', '陈军'],
  piecesMinutes: null,
}
export const ownExplained: OwnCase = { ...own, explanation }
export const ownPieces: OwnCase = { ...ownExplained, piecesMinutes: 10 }
export const ownRuled: OwnCase = {
  ...ownExplained,
  ruling,
  mayExplain: false,
  appealUntil: '11-27 17:40',
  judges: [],
}
export const ownAppealed: OwnCase = {
  ...ownRuled,
  appealUntil: null,
  appeal: { text: '店主换班了，找老板娘可以核实。', at: '11-24 18:02' },
  judges: ['李娜'],
}
export const ownDecided: OwnCase = { ...ownAppealed, decision, judges: [] }
export const ownLongest: OwnCase = {
  ...ownAppealed,
  ...worst,
  customer: longName,
  explanation: {
    text: longText,
    at: '11-24 14:05',
    photos: [1, 2, 3, 4, 5].map((n) => photo(n, '11-24 14:06')),
    lostPhotos: 2,
  },
  ruling: { ...ruling, note: longText },
  appeal: { text: longText, at: '11-24 18:02' },
  judges: ['欧阳振华', '司徒美玲', '王芳'],
}

const lineOf = (n: number, more: Partial<OwnLine> = {}): OwnLine => ({
  ...own,
  visitId: id(n),
  customer: ['永辉·人民路店', '联华·解放路店', '家乐·北站店'][n % 3] ?? '',
  when: `11-${24 - (n % 9)} 09:${String(10 + n).slice(0, 2)}`,
  ...more,
})
export const lines: readonly OwnLine[] = [
  lineOf(1),
  lineOf(2, { ...amber }),
  lineOf(3, { explanation }),
  lineOf(4, { ruling, mayExplain: false, appealUntil: '11-27 17:40' }),
  lineOf(5, { ...ownDecided, visitId: id(5) }),
]
export const manyLines = Array.from({ length: 30 }, (_, n) =>
  lineOf(n, { ...worst, customer: longName }),
)

const item: ReviewItem = {
  visitId: id(1),
  ...red,
  rep: '李雷',
  customer: '永辉·人民路店',
  day: '11-24',
  arrived: '09:12',
  left: '09:14',
  minutes: 2,
  explanation: null,
  ruling: null,
  appeal: null,
  decision: null,
  pairs: [],
  photos: [photo(1, '这次 · 09:12'), photo(2, '这次 · 09:13')],
  isUp: false,
  level: 1,
}
const others = Array.from({ length: 10 }, (_, n) => ({
  visitId: id(n + 10),
  rep: ['韩梅', '赵鹏', '孙丽'][n % 3] ?? '',
  customer: ['联华·解放路店', '家乐·北站店'][n % 2] ?? '',
  score: 35 + 4 * n,
  tag: n === 0 ? ('explained' as const) : null,
}))

export const review: Review = {
  item,
  position: 1,
  total: 4,
  previous: null,
  next: id(10),
  others: others.slice(0, 3),
  hidden: 0,
  waiting: null,
}
export const reviewPair: Review = {
  ...review,
  position: 2,
  previous: id(11),
  item: {
    ...item,
    score: 22,
    reasons: [...sameFile, ...shortStay],
    explanation,
    pairs: [
      { now: photo(1, '这次 · 09:12'), before: photo(1, '韩梅 联华·解放路店 · 11-12 15:20') },
    ],
  },
}
export const reviewAppeal: Review = {
  ...review,
  waiting: { n: 2, hours: 97 },
  item: {
    ...item,
    explanation,
    ruling,
    appeal: { text: '店主换班了，找老板娘可以核实。', at: '11-24 18:02' },
    isUp: true,
    level: 2,
  },
}
export const reviewRuled: Review = {
  ...review,
  position: null,
  previous: null,
  next: null,
  others: [],
  item: { ...item, explanation, ruling, level: null },
}
export const reviewLongest: Review = {
  ...reviewAppeal,
  position: 1,
  total: 120,
  others,
  hidden: 109,
  item: {
    ...reviewAppeal.item,
    ...worst,
    rep: '欧阳振华阿卜杜热合曼',
    customer: longName,
    explanation: {
      text: longText,
      at: '11-24 14:05',
      photos: [1, 2, 3, 4, 5, 6].map((n) => photo(n, '11-24 14:06')),
      lostPhotos: 0,
    },
    ruling: { ...ruling, note: longText },
    appeal: { text: longText, at: '11-24 18:02' },
    pairs: [1, 2, 3].map((n) => ({
      now: photo(n, `这次 · 09:1${n}`),
      before: photo(n, `欧阳振华 ${longName} · 11-12 15:20`),
    })),
    photos: Array.from({ length: 12 }, (_, n) => photo(n + 1, '这次 · 09:12')),
  },
}

export const learned: LearnView = {
  days: 90,
  least: 20,
  suggestions: [
    {
      id: id(1),
      label: '移动速度异常 · 一百公里内时速上限',
      unit: '公里/小时',
      from: 120,
      to: 140,
      ruled: 42,
      honest: 25,
      upheld: 17,
      share: 0.4,
      low: 0.27,
      high: 0.56,
      honestSpared: 18,
      upheldLost: 0,
      shareAfter: 0.71,
    },
  ],
  rules: [
    { label: '停留太短', ruled: 61, share: 0.79 },
    { label: '移动速度异常', ruled: 42, share: 0.4 },
    { label: '照片用过', ruled: 12, share: 1 },
    { label: '签到位置太远', ruled: 3, share: null },
  ],
}

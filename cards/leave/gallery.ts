/** Sample cards of leave: usual, empty, longest, many. */
import { addDays, date } from '../../src/domain/time.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import { longName, people, today } from '../plans/samples.ts'
import { holidaysUnknownCard } from './holidays.ts'
import { leaveCard, leaveFormCard, leaveRequestCard } from './leave.ts'
import { type OfferLine, type OffersView, offerCard, offersCard } from './offers.ts'
import type { LeaveView } from './view.ts'

const uuid = (n: number) => `018f0000-0000-7000-8000-${String(n).padStart(12, '0')}`

const asked: LeaveView = {
  requestId: uuid(1),
  name: '李雷',
  kind: 'leave',
  from: date('2026-12-01'),
  to: date('2026-12-03'),
  part: '',
  reason: '家里有事',
  status: 'asked',
  byName: null,
  mayCancel: true,
}
const approved: LeaveView = { ...asked, status: 'approved', byName: '王芳' }
const half: LeaveView = { ...asked, to: asked.from, part: 'pm', kind: 'trip', reason: null }
const longest: LeaveView = {
  ...asked,
  name: 'Bartholomew Featherstonehaugh-Cholmondeley',
  part: 'am',
  reason: longName.repeat(8),
}

const draft = {
  kind: 'leave',
  from: null,
  to: null,
  part: '',
  reason: null,
  unknown: null,
  mine: [],
} as const

const offer = (n: number, more: Partial<OfferLine> = {}): OfferLine => ({
  offerId: uuid(100 + n),
  date: addDays(today, n % 3),
  customer: n % 4 === 3 ? longName : `永辉·人民路店 ${n}`,
  status: 'open',
  toName: null,
  toDate: null,
  ...more,
})
const takers = people.map((name, i) => ({ openId: `ou_${i}`, name }))
const offers = (lines: readonly OfferLine[], more: Partial<OffersView> = {}): OffersView => ({
  batchId: uuid(2),
  repName: '李雷',
  why: 'away',
  offers: lines,
  people: takers,
  ...more,
})
const many = Array.from({ length: 40 }, (_, n) => offer(n))
const settled = [
  offer(0, { status: 'reassigned', toName: '韩梅' }),
  offer(1, { status: 'postponed', toDate: date('2026-12-04') }),
  offer(2, { status: 'dropped' }),
  offer(4, { status: 'withdrawn' }),
]

const entry = (id: string, title: string, build: GalleryEntry['build']): GalleryEntry => ({
  id,
  title,
  build,
})

export const gallery: GalleryEntry[] = [
  entry('leave-form', '请假', (t) => leaveFormCard(draft, t)),
  entry('leave-form-filled', '请假：填好，另有两次', (t) =>
    leaveFormCard(
      {
        ...draft,
        from: asked.from,
        to: asked.to,
        reason: '家里有事',
        unknown: '下个月',
        mine: [asked, { ...half, status: 'approved', byName: '王芳', mayCancel: false }],
      },
      t,
    ),
  ),
  entry('leave-asked', '请假：等同意', (t) => leaveCard(asked, t)),
  entry('leave-approved', '请假：已同意', (t) => leaveCard(approved, t)),
  entry('leave-refused', '出差：没同意', (t) =>
    leaveCard({ ...half, status: 'refused', byName: '王芳', mayCancel: false }, t),
  ),
  entry('leave-request', '请假申请', (t) => leaveRequestCard(asked, t)),
  entry('leave-request-longest', '请假申请：最长', (t) => leaveRequestCard(longest, t)),
  entry('leave-request-done', '请假申请：已同意', (t) => leaveRequestCard(approved, t)),
  entry('offers-away', '改派：休假', (t) => offersCard(offers([0, 1, 2].map((n) => offer(n))), t)),
  entry('offers-many', '改派：很多家', (t) =>
    offersCard(
      offers(many, {
        people: Array.from({ length: 60 }, (_, i) => ({ openId: `ou_${i}`, name: longest.name })),
      }),
      t,
    ),
  ),
  entry('offers-idle', '改派：还没开始', (t) =>
    offersCard(offers([offer(0), ...settled.slice(0, 1)], { why: 'notStarted' }), t),
  ),
  entry('offers-alone', '改派：没有别人', (t) => offersCard(offers([offer(0)], { people: [] }), t)),
  entry('offers-settled', '改派：都好了', (t) => offersCard(offers(settled), t)),
  entry('offer-one', '改派：一家', (t) => offerCard(offers([offer(3)]), offer(3), t)),
  entry('holidays-unknown', '节假日还没有', (t) => holidaysUnknownCard(2027, t)),
]

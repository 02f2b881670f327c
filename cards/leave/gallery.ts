/** Sample cards of leave: usual, empty, longest, many. */
import { addDays, date } from '../../src/domain/time.ts'
import type { T } from '../../src/i18n/t.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import { longName, people, today } from '../plans/samples.ts'
import {
  type CalendarForm,
  type CalendarView,
  type ChangeView,
  calendarCancelledCard,
  calendarCard,
  calendarChangeCard,
  calendarPreviewCard,
  type PreviewView,
} from './calendar.ts'
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

const companyDays = {
  scope: 'org',
  teamName: null,
  from: date('2026-12-30'),
  to: date('2027-01-02'),
  part: '' as const,
}
/** Values come in the reader's language. */
const calendarIn = (t: T): CalendarView => ({
  usual:
    t.locale === 'en' ? { rest: 'Sat + Sun', national: 'On' } : { rest: '双休', national: '开' },
  days: [
    { ...companyDays, kind: 'holiday' },
    {
      ...companyDays,
      kind: 'workday',
      teamName: '一部',
      from: date('2027-01-09'),
      to: date('2027-01-09'),
    },
  ],
  all: 2,
  form: null,
})
const manyTeams = Array.from({ length: 80 }, (_, i) => ({ code: `T${i}`, name: `流通${i}部` }))
const calendarForm: CalendarForm = {
  ...{ kind: null, from: null, to: null, part: '', scope: 'org' },
  ...{ teams: manyTeams.slice(0, 3), unknownTeam: null, unknownDay: null },
}
const preview: PreviewView = {
  ...companyDays,
  kind: 'holiday',
  remove: false,
  already: 1,
  stops: 43,
  people: 4,
}
const change: ChangeView = {
  ...companyDays,
  changeId: '01920000-0000-7000-8000-000000000001',
  action: 'added',
  kind: 'holiday',
  days: 4,
  by: '赵静',
  undoUntil: '11-25 09:10',
  undoneBy: null,
}

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
  entry('calendar', '公司日历', (t) => calendarCard(calendarIn(t), t)),
  entry('calendar-admin', '公司日历：管理员', (t) =>
    calendarCard({ ...calendarIn(t), form: calendarForm }, t),
  ),
  entry('calendar-none', '公司日历：没有', (t) =>
    calendarCard({ ...calendarIn(t), days: [], all: 0 }, t),
  ),
  entry('calendar-longest', '公司日历：很多，团队名很长', (t) =>
    calendarCard(
      {
        ...calendarIn(t),
        all: 60,
        days: Array.from({ length: 10 }, (_, i) => ({
          ...companyDays,
          kind: i % 2 === 0 ? ('holiday' as const) : ('workday' as const),
          teamName: '沈阳市铁西区流通渠道销售一部（含张士开发区）',
        })),
        form: { ...calendarForm, unknownTeam: '三部', unknownDay: '下个月', teams: manyTeams },
      },
      t,
    ),
  ),
  entry('calendar-preview', '公司日历：放假，先看影响', (t) => calendarPreviewCard(preview, t)),
  entry('calendar-preview-work', '公司日历：调休上班', (t) =>
    calendarPreviewCard({ ...preview, kind: 'workday', teamName: '一部', already: 0 }, t),
  ),
  entry('calendar-preview-remove', '公司日历：删除', (t) =>
    calendarPreviewCard({ ...preview, kind: null, remove: true }, t),
  ),
  entry('calendar-done', '公司日历：已设', (t) => calendarChangeCard(change, t)),
  entry('calendar-undone', '公司日历：已撤销', (t) =>
    calendarChangeCard({ ...change, undoneBy: '赵静' }, t),
  ),
  entry('calendar-cancelled', '公司日历：没有改动', (t) => calendarCancelledCard(t)),
]

import type { T } from '../../src/i18n/t.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import { type StepsView, stepsCard } from './steps.ts'

const empty: StepsView = {
  teams: 0,
  reps: 0,
  customers: 0,
  idleReps: 0,
  toMend: 0,
  pending: [],
  unled: [],
  unbound: [],
  calendar: { own: false, rest: '双休', holidays: '开' },
  rules: { own: false, tolerance: 300, storefront: 1, shelf: 1 },
  consent: { on: true, agreed: 0, of: 0 },
  practice: { left: 0, of: 0 },
  plans: { ever: false, today: 0, stops: 0, sent: 0, waits: null, sendsAt: '08:00' },
}
/** Values come in the reader's language. */
const restIn = (t: T) =>
  t.locale === 'en' ? { rest: 'Sat + Sun', holidays: 'on' } : { rest: '双休', holidays: '开' }

const entry = (id: string, title: string, change: Partial<StepsView>): GalleryEntry => ({
  id: `first-steps-${id}`,
  title,
  build: (t) => {
    const calendar = { own: change.calendar?.own === true, ...restIn(t) }
    return stepsCard({ ...empty, ...change, calendar }, t)
  },
})
const company = { teams: 6, reps: 72, customers: 14_400 }

export const gallery: readonly GalleryEntry[] = [
  entry('empty', '开始使用：什么都还没有', {}),
  entry('usual', '开始使用：导入之后', {
    ...company,
    pending: ['T9', 'E0007', 'C2001', 'C2002'],
    idleReps: 2,
    toMend: 312,
    practice: { left: 60, of: 72 },
    unbound: ['二部'],
    calendar: { ...empty.calendar, own: true },
    consent: { on: true, agreed: 12, of: 78 },
    plans: { ...empty.plans, ever: true, today: 70, stops: 1150 },
  }),
  entry('day-off', '开始使用：在休息日设置', {
    ...company,
    consent: { on: false, agreed: 0, of: 78 },
    practice: { left: 72, of: 72 },
    plans: { ...empty.plans, waits: { why: 'rest', day: '11-30' } },
  }),
  entry('longest', '开始使用：很多团队，名字很长', {
    ...company,
    teams: 40,
    practice: { left: 72, of: 72 },
    pending: Array.from({ length: 40 }, (_, n) => `沈阳市和平区流通渠道编码${n}`),
    unled: Array.from({ length: 12 }, (_, n) => `沈阳市和平区流通渠道第${n + 1}销售服务分部`),
    unbound: Array.from({ length: 40 }, (_, n) => `沈阳市和平区流通渠道第${n + 1}销售服务分部`),
  }),
  entry('done', '开始使用：都好了', {
    ...company,
    calendar: { ...empty.calendar, own: true },
    rules: { ...empty.rules, own: true },
    consent: { on: true, agreed: 78, of: 78 },
    practice: { left: 0, of: 72 },
    plans: { ...empty.plans, ever: true, today: 70, stops: 1150, sent: 70 },
  }),
]

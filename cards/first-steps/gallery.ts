import type { GalleryEntry } from '../kit/gallery.ts'
import { type StepsView, stepsCard } from './steps.ts'

const empty: StepsView = {
  teams: 0,
  reps: 0,
  customers: 0,
  pending: 0,
  unbound: [],
  calendar: { own: false, rest: '双休', holidays: '开' },
  rules: { own: false, tolerance: 300, storefront: 1, shelf: 1 },
  consent: { on: false, agreed: 0, of: 0 },
  plans: { ever: false, today: 0, stops: 0 },
}
const entry = (id: string, title: string, change: Partial<StepsView>): GalleryEntry => ({
  id: `first-steps-${id}`,
  title,
  build: (t) => stepsCard({ ...empty, ...change }, t),
})
const company = { teams: 6, reps: 72, customers: 14_400 }

export const gallery: readonly GalleryEntry[] = [
  entry('empty', '开始使用：什么都还没有', {}),
  entry('usual', '开始使用：导入之后', {
    ...company,
    pending: 4,
    unbound: ['二部'],
    calendar: { ...empty.calendar, own: true },
    consent: { on: true, agreed: 12, of: 78 },
  }),
  entry('longest', '开始使用：很多团队，名字很长', {
    ...company,
    teams: 40,
    unbound: Array.from({ length: 40 }, (_, n) => `沈阳市和平区流通渠道第${n + 1}销售服务分部`),
  }),
  entry('done', '开始使用：都好了', {
    ...company,
    calendar: { ...empty.calendar, own: true },
    rules: { ...empty.rules, own: true },
    consent: { on: true, agreed: 78, of: 78 },
    plans: { ever: true, today: 70, stops: 1150 },
  }),
]

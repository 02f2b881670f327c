/** Sample cards of 绑定: usual, empty, longest, many. */
import type { GalleryEntry } from '../kit/gallery.ts'
import { boundCard, chooseTeamCard, notReboundCard, rebindCard } from './bind.ts'

const entry = (id: string, title: string, build: GalleryEntry['build']): GalleryEntry => ({
  id,
  title,
  build,
})

const one = { code: 'T1', name: '一部' }
const two = { code: 'T2', name: '二部' }
const long = { code: 'SY-TX-001', name: '沈阳市铁西区流通渠道一部（含张士、沈辽路、重工街片区）' }
const many = Array.from({ length: 30 }, (_, i) => ({ code: `T${i}`, name: `${long.name}${i}` }))

export const gallery: readonly GalleryEntry[] = [
  entry('bound-team', '已绑定 · 团队群', (t) =>
    boundCard({ team: one, kind: 'team', already: false }, t),
  ),
  entry('bound-managers', '已绑定 · 主管群，再说一次', (t) =>
    boundCard({ team: long, kind: 'managers', already: true }, t),
  ),
  entry('choose', '绑定群 · 哪个团队', (t) =>
    chooseTeamCard({ said: null, fits: false, teams: [one, two], kind: 'team' }, t),
  ),
  entry('choose-none', '绑定群 · 没有团队', (t) =>
    chooseTeamCard({ said: '三部', fits: false, teams: [], kind: 'team' }, t),
  ),
  entry('choose-many', '绑定群 · 很多，名字最长', (t) =>
    chooseTeamCard({ said: long.name, fits: true, teams: many, kind: 'managers' }, t),
  ),
  entry('rebind', '要改绑吗', (t) =>
    rebindCard({ team: one, kind: 'team', now: [{ team: two, kind: 'team' }], hasOther: true }, t),
  ),
  entry('rebind-longest', '要改绑吗 · 名字最长', (t) =>
    rebindCard(
      {
        team: long,
        kind: 'managers',
        now: [
          { team: long, kind: 'team' },
          { team: two, kind: 'managers' },
        ],
        hasOther: true,
      },
      t,
    ),
  ),
  entry('rebind-cancelled', '没有改动', (t) => notReboundCard(t)),
]

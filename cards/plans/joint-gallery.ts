/** Sample cards of 协访. */
import { date } from '../../src/domain/time.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import { type JointView, jointAskCard, jointCard, jointEndCard } from './joint.ts'
import { longName, people } from './samples.ts'

const view: JointView = {
  jointId: '018f0000-0000-7000-8000-000000000001',
  customer: '永辉·人民路店',
  address: '铁西区人民路 18 号',
  date: date('2026-11-25'),
  by: '李雷',
  with: '王芳',
  asked: true,
  readerOpenId: 'ou_0123456789abcdef0123456789abcdef',
  status: 'agreed',
  endedBy: null,
  reason: null,
  off: [],
  isPast: false,
}

const entry = (id: string, title: string, build: GalleryEntry['build']): GalleryEntry => ({
  id,
  title,
  build,
})

export const jointGallery: readonly GalleryEntry[] = [
  entry('joint-ask', '协访 · 和谁', (t) =>
    jointAskCard(
      {
        customer: null,
        date: null,
        people: people.map((name, i) => ({ openId: `ou_${i}`, name })),
      },
      t,
    ),
  ),
  entry('joint-ask-many', '协访 · 很多同事', (t) =>
    jointAskCard(
      {
        customer: { code: 'C1', name: longName },
        date: view.date,
        people: Array.from({ length: 120 }, (_, i) => ({ openId: `ou_${i}`, name: longName })),
      },
      t,
    ),
  ),
  entry('joint', '协访 · 约好', (t) => jointCard({ ...view, off: ['王芳'] }, t)),
  entry('joint-invited', '协访 · 被约', (t) => jointCard({ ...view, asked: false }, t)),
  entry('joint-decline', '协访 · 去不了', (t) => jointEndCard({ ...view, asked: false }, t)),
  entry('joint-declined', '协访 · 对方去不了', (t) =>
    jointCard({ ...view, status: 'declined', endedBy: '王芳', reason: longName.repeat(8) }, t),
  ),
  entry('joint-cancelled', '协访 · 已取消', (t) =>
    jointCard({ ...view, customer: longName, status: 'cancelled', endedBy: '李雷' }, t),
  ),
]

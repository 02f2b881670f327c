import type { GalleryEntry } from '../kit/gallery.ts'
import { type NoticeView, noticeCard } from './notice.ts'

const usual: NoticeView = {
  version: '1-3f2a9c1b',
  periods: { locations: 180, photos: 180, events: 30, marksKept: false },
  held: 0,
  agreedAt: null,
  asks: true,
}
const entry = (id: string, title: string, change: Partial<NoticeView>): GalleryEntry => ({
  id: `notice-${id}`,
  title,
  build: (t) => noticeCard({ ...usual, ...change }, t),
})

export const gallery: readonly GalleryEntry[] = [
  entry('asks', '位置与照片使用说明：请先看', {}),
  entry('held', '位置与照片使用说明：有消息在等', { held: 3 }),
  entry('agreed', '位置与照片使用说明：已看过', { agreedAt: '2026-03-02 09:10' }),
  entry('reads', '位置与照片使用说明：只是看看，期限很长，留指纹', {
    asks: false,
    periods: { locations: 3650, photos: 3650, events: 365, marksKept: true },
  }),
]

import type { GalleryEntry } from '../kit/gallery.ts'
import { openVisitCard } from '../visits/open.ts'
import { longest, newVisit, shop } from '../visits/samples.ts'
import { type LiveLinkView, liveLinkCard, liveLinkOverCard } from './link.ts'

const usual: LiveLinkView = {
  purpose: 'check_in',
  customer: shop,
  planned: true,
  url: 'https://rounds.example.com/checkin?link=x',
  minutes: 10,
  chatPlace: false,
}
const entry = (id: string, title: string, change: Partial<LiveLinkView>): GalleryEntry => ({
  id: `link-${id}`,
  title,
  build: (t) => liveLinkCard({ ...usual, ...change }, t),
})

export const gallery: readonly GalleryEntry[] = [
  entry('check-in', '现场签到：打开签到页', {}),
  entry('chat-place', '现场签到：聊天里发的位置不算', { chatPlace: true, planned: false }),
  entry('anywhere', '现场签到：没有说哪一家', { customer: null }),
  entry('longest', '现场签到：最长的名字', { customer: longest, chatPlace: true }),
  entry('leaving', '现场签到：离店定位', { purpose: 'check_out' }),
  entry('photos', '现场签到：现场拍照', { purpose: 'photo' }),
  { id: 'link-over', title: '现场签到：链接已用过', build: (t) => liveLinkOverCard('现场签到', t) },
  {
    id: 'visit-open',
    title: '拜访中：照片和离店位置在签到页',
    build: (t) =>
      openVisitCard(
        { ...newVisit, live: true, leaving: { required: true, distanceM: null, done: false } },
        t,
      ),
  },
]

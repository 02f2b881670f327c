/** Sample cards of pins and new shops: usual, empty, longest, many. */
import type { GalleryEntry } from '../kit/gallery.ts'
import {
  duplicatesCard,
  type OutletView,
  outletCard,
  outletDraftCard,
  sameShopCard,
} from './outlet.ts'
import { cancelledCard, newerCard } from './over.ts'
import { type PinDraftView, type PinView, pinCard, pinDraftCard } from './pin.ts'

const entry = (id: string, title: string, build: GalleryEntry['build']): GalleryEntry => ({
  id,
  title,
  build,
})

const id = '01920000-0000-7000-8000-000000000001'
const long = '沈阳市铁西区兴华南街永辉超市股份有限公司人民路第一百二十三分店（原好邻居生鲜便利）'
const place = { name: '沈阳市和平区南京北街 206 号', time: '09:10' }
const choices = ['永辉·人民路店', '联华·中街店', '好邻居便利', '大润发·铁西店', '华联超市'].map(
  (name, i) => ({ code: `C100${i}`, name }),
)
const draft: PinDraftView = {
  draftId: id,
  customer: null,
  choices: [],
  place: null,
  hasPhoto: false,
  direct: false,
  movedM: null,
  reasonFromM: 300,
}
const customer = { name: '永辉·人民路店' }
const request = {
  id,
  repName: '李雷',
  placeName: place.name,
  point: { lng: 123.4291, lat: 41.7968 },
  photo: { status: 'fetching', cardImageKey: null },
  askedAt: '09:12',
  byName: null,
  ruled: false,
} as const
const pin: PinView = {
  ...request,
  customerName: '永辉·人民路店',
  address: '人民路 1 号',
  movedM: null,
  reason: null,
  status: 'asked',
}
const moved: PinView = { ...pin, movedM: 1240, reason: '店搬到对面商场一楼了' }
const longest: PinView = {
  ...moved,
  customerName: long,
  repName: long,
  address: long.repeat(2),
  reason: long.repeat(8),
  placeName: long.repeat(2),
}
const ruled = { byName: '王芳', ruled: true } as const
const known = [
  { code: 'C1', name: '好邻居便利', distanceM: 40 },
  { code: 'C2', name: '好邻居超市（南京街）', distanceM: 860 },
  { code: 'C3', name: '好邻居', distanceM: null },
]
const outlet: OutletView = {
  ...request,
  name: '好邻居超市',
  contact: '周姐',
  phone: '13911112222',
  type: '便利店',
  status: 'asked',
  customerCode: null,
  known: [],
  others: 0,
}
const longOutlet: OutletView = {
  ...outlet,
  name: long,
  repName: long,
  contact: long,
  phone: long,
  type: long,
  placeName: long.repeat(2),
  known: Array.from({ length: 5 }, (_, i) => ({ code: `C${i}`, name: long, distanceM: i * 40 })),
  others: 12,
}
const outletDraft = {
  draftId: id,
  name: null,
  contact: null,
  phone: null,
  type: null,
  place: null,
  hasPhoto: false,
  direct: false,
}

export const gallery: readonly GalleryEntry[] = [
  entry('pin-start', '采点 · 开始', (t) => pinDraftCard({ ...draft, choices }, t)),
  entry('pin-none', '采点 · 没有找到', (t) => pinDraftCard({ ...draft, notFound: '沃尔玛' }, t)),
  entry('pin-half', '采点 · 还差门头照', (t) => pinDraftCard({ ...draft, customer, place }, t)),
  entry('pin-ready', '采点 · 可以提交', (t) =>
    pinDraftCard({ ...draft, customer, place, hasPhoto: true }, t),
  ),
  entry('pin-moves', '采点 · 移动了，要写原因', (t) =>
    pinDraftCard({ ...draft, customer: { name: long }, place, hasPhoto: true, movedM: 1240 }, t),
  ),
  entry('pin-direct', '采点 · 主管自己采', (t) =>
    pinDraftCard({ ...draft, customer, place, direct: true, movedM: 40 }, t),
  ),
  entry('pin-waiting', '采点 · 等主管', (t) => pinCard(pin, 'sender', t)),
  entry('pin-asked', '采点申请', (t) => pinCard(pin, 'ruler', t)),
  entry('pin-asked-moved', '采点申请 · 移动', (t) => pinCard(moved, 'ruler', t)),
  entry('pin-asked-longest', '采点申请 · 最长', (t) => pinCard(longest, 'ruler', t)),
  entry('pin-approved', '采点申请 · 已同意', (t) =>
    pinCard({ ...moved, ...ruled, status: 'approved' }, 'ruler', t),
  ),
  entry('pin-result', '采点 · 已同意', (t) =>
    pinCard({ ...pin, ...ruled, status: 'approved' }, 'sender', t),
  ),
  entry('pin-declined', '采点 · 没有同意', (t) =>
    pinCard({ ...moved, ...ruled, status: 'declined' }, 'sender', t),
  ),
  entry('pin-replaced', '采点申请 · 作废', (t) =>
    pinCard({ ...pin, status: 'replaced' }, 'ruler', t),
  ),
  entry('pin-cancelled', '采点 · 取消', (t) => cancelledCard('pin', t)),
  entry('pin-newer', '采点 · 旧卡片', (t) => newerCard('pin', t)),
  entry('outlet-start', '新店 · 开始', (t) => outletDraftCard(outletDraft, t)),
  entry('outlet-ready', '新店 · 填店名', (t) =>
    outletDraftCard({ ...outletDraft, place, hasPhoto: true }, t),
  ),
  entry('outlet-duplicates', '新店 · 是同一家吗', (t) =>
    duplicatesCard({ draftId: id, name: '好邻居超市', known, others: 2 }, t),
  ),
  entry('outlet-others', '新店 · 别的团队有', (t) =>
    duplicatesCard({ draftId: id, name: '好邻居超市', known: [], others: 1 }, t),
  ),
  entry('outlet-same', '新店 · 就是这家', (t) =>
    sameShopCard({ code: 'C1', name: '好邻居便利' }, t),
  ),
  entry('outlet-waiting', '新店 · 等主管', (t) => outletCard(outlet, 'sender', t)),
  entry('outlet-asked', '新店申请', (t) => outletCard({ ...outlet, known }, 'ruler', t)),
  entry('outlet-asked-longest', '新店申请 · 最长', (t) => outletCard(longOutlet, 'ruler', t)),
  entry('outlet-approved', '新店 · 已同意', (t) =>
    outletCard(
      { ...outlet, ...ruled, status: 'approved', customerCode: 'N261124001' },
      'sender',
      t,
    ),
  ),
  entry('outlet-declined', '新店申请 · 没有同意', (t) =>
    outletCard({ ...outlet, ...ruled, status: 'declined' }, 'ruler', t),
  ),
]

/** Sample cards of a visit. */
import type { GalleryEntry } from '../kit/gallery.ts'
import {
  choosePlaceCard,
  howToCheckInCard,
  intendedCard,
  needsReasonCard,
  noneNearCard,
  noSuchCustomerCard,
  whichCustomerCard,
} from './check-in.ts'
import { checkOutCard } from './check-out.ts'
import { cancelledVisitCard, doneVisitCard } from './done.ts'
import { closedAgainCard, outOfRangeCard } from './manager.ts'
import {
  awayCard,
  changeCustomerCard,
  editNotesCard,
  heldCard,
  heldTakenCard,
  moreCard,
  notOpenCard,
  retiredCard,
  stillOpenCard,
  switchCard,
} from './moving.ts'
import { type NearbyRow, nearbyAskCard, nearbyCard } from './nearby.ts'
import { openVisitCard } from './open.ts'
import { photosCard } from './photos.ts'
import {
  fixId,
  forgottenDone,
  longest,
  longestDone,
  longestVisit,
  manyPhotos,
  newVisit,
  next,
  option,
  refusedForm,
  shop,
  usualDone,
  usualForm,
  usualVisit,
  visitId,
} from './samples.ts'
import { type SharedVisit, sharedVisitCard } from './share.ts'

const entry = (id: string, title: string, build: GalleryEntry['build']): GalleryEntry => ({
  id,
  title,
  build,
})

const shared: SharedVisit = { ...usualDone, repName: '李雷', when: '11月24日 周二 09:38' }
const open = { visitId, customer: shop }
const nearbyRow = (row: Partial<NearbyRow>): NearbyRow => ({
  ...option(shop, 38),
  distanceM: 38,
  lastVisit: '11-10',
  inReach: true,
  navigation: 'https://uri.amap.com/navigation?to=123.4,41.8',
  onPlan: true,
  ...row,
})
const five = [shop, next, longest, shop, next].map((customer, i) =>
  option({ ...customer, code: `${customer.code}-${i}` }, 20 + i * 60, i % 2 === 0),
)

export const gallery: readonly GalleryEntry[] = [
  entry('open', '拜访中', (t) => openVisitCard(usualVisit, t)),
  entry('open-new', '拜访中：刚到店，什么都没有', (t) => openVisitCard(newVisit, t)),
  entry('open-longest', '拜访中：最长', (t) => openVisitCard(longestVisit, t)),
  entry('photos', '全部照片', (t) =>
    photosCard({ id: visitId, name: longest.name, photos: manyPhotos, page: 1 }, t),
  ),
  entry('check-out', '签退表单', (t) => checkOutCard(usualForm, t)),
  entry('check-out-refused', '签退表单：退回，最长', (t) => checkOutCard(refusedForm, t)),
  entry('done', '拜访完成', (t) =>
    doneVisitCard({ ...usualDone, share: { team: '一部', at: null } }, t),
  ),
  entry('done-longest', '拜访完成：最长', (t) => doneVisitCard(longestDone, t)),
  entry('done-last', '拜访完成：今天都走完了', (t) =>
    doneVisitCard({ ...usualDone, next: 'none', leavingDistanceM: 45 }, t),
  ),
  entry('done-shared', '拜访完成：已分享', (t) =>
    doneVisitCard({ ...usualDone, share: { team: '一部', at: '09:41' } }, t),
  ),
  entry('shared', '分享到团队群', (t) => sharedVisitCard(shared, t)),
  entry('shared-longest', '分享到团队群：最长', (t) =>
    sharedVisitCard({ ...shared, ...longestDone, repName: longest.name }, t),
  ),
  entry('done-forgotten', '拜访完成：系统结束', (t) => doneVisitCard(forgottenDone, t)),
  entry('cancelled', '已取消', (t) => cancelledVisitCard(shop.name, null, t)),
  entry('how-to', '签到：怎么做', (t) => howToCheckInCard([shop, next, longest], true, t)),
  entry('how-to-empty', '签到：没有计划', (t) => howToCheckInCard([], false, t)),
  entry('intended', '签到：等位置', (t) => intendedCard(shop, true, t)),
  entry('which-customer', '签到：是哪一家', (t) =>
    whichCustomerCard([shop, next, longest], true, t),
  ),
  entry('no-such-customer', '签到：没找到', (t) => noSuchCustomerCard('永辉**', t)),
  entry('needs-reason', '超出签到范围', (t) =>
    needsReasonCard({ fixId, customer: shop, planned: true, distanceM: 412, toleranceM: 300 }, t),
  ),
  entry('none-near', '不在门店附近', (t) =>
    noneNearCard(
      {
        fixId,
        nearest: option(next, 2_300),
        unpinned: [
          { ...longest, doubtful: false },
          { ...next, doubtful: true },
        ],
      },
      t,
    ),
  ),
  entry('none-at-all', '附近没有客户', (t) =>
    noneNearCard({ fixId, nearest: null, unpinned: [] }, t),
  ),
  entry('choose', '选择门店', (t) => choosePlaceCard({ fixId, options: five }, t)),
  entry('choose-adhoc', '确认临时拜访', (t) =>
    choosePlaceCard({ fixId, options: [option(longest, 20, false)] }, t),
  ),
  entry('switch', '换到下一家', (t) =>
    switchCard({ ...open, fixId, options: [option(next, 12), option(longest, 80)] }, t),
  ),
  entry('away', '离开了门店', (t) => awayCard({ ...open, fixId, distanceM: 2_300 }, t)),
  entry('still-open', '还在拜访', (t) => stillOpenCard(open, t)),
  entry('not-open', '没有进行中的拜访', (t) => notOpenCard(t)),
  entry('more', '更多', (t) => moreCard(open, t)),
  entry('change-customer', '换客户', (t) =>
    changeCustomerCard({ ...open, options: five.slice(1, 4) }, t),
  ),
  entry('change-customer-none', '换客户：附近没有', (t) =>
    changeCustomerCard({ ...open, options: [] }, t),
  ),
  entry('edit-notes', '修改总结', (t) =>
    editNotesCard({ ...open, text: '老板同意下周补二十箱' }, t),
  ),
  entry('retired', '旧卡片', (t) => retiredCard(longest.name, t)),
  entry('held', '先帮你留着', (t) => heldCard({ photos: 3, notes: 1 }, t)),
  entry('held-taken', '已归入', (t) => heldTakenCard({ photos: 3, notes: 1 }, longest.name, t)),
  entry('nearby', '附近客户', (t) =>
    nearbyCard(
      fixId,
      [
        nearbyRow({}),
        nearbyRow({ ...next, onPlan: false, planned: false, distanceM: 120 }),
        nearbyRow({ ...longest, inReach: false, distanceM: 870, onPlan: false, lastVisit: null }),
        nearbyRow({ ...next, inReach: false, distanceM: 1_200 }),
        nearbyRow({ ...shop, grade: null, inReach: false, distanceM: 4_900, onPlan: false }),
        nearbyRow({ ...shop, inReach: false, distanceM: null, navigation: null, onPlan: false }),
      ],
      t,
    ),
  ),
  entry('nearby-none', '附近客户：没有', (t) => nearbyCard(fixId, [], t)),
  entry('nearby-ask', '附近客户：先发位置', (t) => nearbyAskCard(t)),
  entry('out-of-range', '主管：范围外签到', (t) =>
    outOfRangeCard(
      {
        rep: '李雷',
        customer: shop.name,
        distanceM: 412,
        reason: '门口修路，停在路口',
        time: '09:12',
        place: '人民路与南京街交叉口',
        wrongPin: true,
      },
      t,
    ),
  ),
  entry('closed-again', '主管：连续店休', (t) =>
    closedAgainCard(
      { rep: '李雷', customer: longest.name, times: 3, dates: ['11-24', '11-17', '11-10'] },
      t,
    ),
  ),
]

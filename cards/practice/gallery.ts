/** Cards of the practice: its own, and real ones as they look when practised. */
import { nextWords, practiceShops, practiceWords as w } from '../../src/i18n/practice.ts'
import { inLocale, type T } from '../../src/i18n/t.ts'
import type { Card } from '../kit/card.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import { planCard } from '../plans/plan.ts'
import { manyStops, today } from '../plans/samples.ts'
import { skipFormCard } from '../plans/stop.ts'
import { needsReasonCard } from '../visits/check-in.ts'
import { checkOutCard } from '../visits/check-out.ts'
import { doneVisitCard } from '../visits/done.ts'
import { openVisitCard } from '../visits/open.ts'
import { fixId, newVisit, usualDone, usualForm, usualVisit } from '../visits/samples.ts'
import {
  arriveCard,
  endButtons,
  finishedCard,
  isItRealCard,
  leftCard,
  nextLessonButton,
  offerCard,
} from './lessons.ts'
import { type Lead, practised } from './practised.ts'

const shopIn = (lesson: 1 | 2 | 3, t: T) => {
  const name = inLocale(practiceShops[lesson], t.locale)
  return { code: name, name, grade: null }
}
const nothing = { older: { photos: 0, notes: 0 }, facts: newVisit.facts }

const entry = (id: string, title: string, build: (t: T) => Card): GalleryEntry => ({
  id: `practice-${id}`,
  title,
  build,
})
const led = (
  id: string,
  title: string,
  lesson: 1 | 2 | 3,
  build: (t: T) => { real: Card; says: string } & Omit<Lead, 'lesson' | 'says'>,
): GalleryEntry =>
  entry(id, title, (t) => {
    const { real, says, ...rest } = build(t)
    return practised(real, { lesson, says, ...rest }, t)
  })

export const gallery: readonly GalleryEntry[] = [
  entry('offer', '练习：管理员提醒新人', offerCard),
  led('arrive', '练习 1：到店，发位置', 1, (t) => ({
    real: arriveCard({ shop: shopIn(1, t).name, asksLocation: true }, t),
    says: t(nextWords.sendLocation),
  })),
  led('open', '练习 1：拜访中，缺陈列照', 1, (t) => ({
    real: openVisitCard({ ...usualVisit, ...nothing, customer: shopIn(1, t), distanceM: 12 }, t),
    says: t(nextWords.shelf),
  })),
  led('form', '练习 1：签退', 1, (t) => ({
    real: checkOutCard({ ...usualForm, customer: shopIn(1, t) }, t),
    says: t(nextWords.submit),
  })),
  led('done', '练习 1：完成，表扬', 1, (t) => ({
    real: doneVisitCard({ ...usualDone, customer: shopIn(1, t), next: null }, t),
    says: t(w.praise1),
    below: nextLessonButton(2, t),
  })),
  led('plan', '练习 2：跳过关门的一家', 2, (t) => {
    const names = [t(w.closedShop), shopIn(2, t).name]
    const stops = manyStops(2).map((stop, i) => ({
      ...stop,
      name: names[i] ?? '',
      grade: null,
      eta: null,
      legM: null,
      point: null,
      why: { code: 'neverVisited' as const, daysKnown: 1 },
    }))
    const day = { repOpenId: 'ou_1', repName: '李雷', date: today, when: 'today' as const }
    const rest = { own: true, preview: false, totalM: 0, endsAt: null, noAddress: 0 }
    return { real: planCard({ ...day, ...rest, stops }, t), says: t(nextWords.skip) }
  }),
  led('skip', '练习 2：跳过的原因', 2, (t) => {
    const [first] = manyStops(1)
    const stop = { ...first, stopId: first?.stopId ?? '', name: t(w.closedShop) }
    const view = { stop, repOpenId: 'ou_1', date: today, reasons: [], needsApproval: true }
    return {
      real: skipFormCard(view as Parameters<typeof skipFormCard>[0], t),
      says: t(nextWords.chooseReason),
    }
  }),
  led('reason', '练习 2：离店远，写原因', 2, (t) => ({
    real: needsReasonCard(
      { fixId, customer: shopIn(2, t), planned: true, distanceM: 400, toleranceM: 300 },
      t,
    ),
    says: t(nextWords.giveReason),
  })),
  led('photos', '练习 2：照片顺序反了', 2, (t) => ({
    real: openVisitCard({ ...usualVisit, ...nothing, customer: shopIn(2, t) }, t),
    says: t(nextWords.turnPhoto),
  })),
  led('alone', '练习 3：自己走一遍', 3, (t) => ({
    real: openVisitCard({ ...newVisit, ...nothing, customer: shopIn(3, t), planned: true }, t),
    says: t(nextWords.alone),
  })),
  led('end', '练习 3：全部完成，明天会怎样', 3, (t) => ({
    real: doneVisitCard({ ...usualDone, customer: shopIn(3, t), next: null }, t),
    says: t(w.praise3, { day: t(w.tomorrow), time: '08:00' }),
    below: endButtons(t),
    isEnd: true,
  })),
  entry('left', '练习：退出', (t) => leftCard({ done: 1, finished: false }, t)),
  entry('finished', '练习：早已完成', finishedCard),
  entry('real', '练习中在真的客户门口发位置', (t) => isItRealCard('永辉·人民路店', t)),
]

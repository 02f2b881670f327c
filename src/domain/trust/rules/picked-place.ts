import { word } from '../../../i18n/t.ts'
import { clear, defineRule, flag, insufficient } from '../rule.ts'

/** The chat location bears the shop's own name: a place picked from the list. It fits, and proves nothing. */
export const pickedPlace = defineRule({
  id: 'picked-place',
  title: word('选的是地点名称', 'A place was picked by name'),
  reason: word(
    '发送的是列表里的「{place}」，不是当前定位',
    'Sent “{place}” from the list, not the current position',
  ),
  about: 'place',
  weight: 0,
  thresholds: {},
  on: true,
  needs: ['chat'],
  check({ visit }) {
    const place = visit.checkIn?.name ?? ''
    if (place === '') return insufficient()
    const [a, b] = [plain(place), plain(visit.customerName)]
    const isShop = a.length >= 2 && b.length >= 2 && (a.includes(b) || b.includes(a))
    return isShop ? flag('info', { place: visit.customerName }) : clear()
  },
})

const plain = (text: string) => text.normalize('NFKC').replace(/[\p{P}\p{Z}\s]/gu, '')

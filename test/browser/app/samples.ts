import type { Card } from './card-parts.ts'
import { checkOutCard, digestCard } from './form-cards.ts'
import { openVisitCard, planCard } from './visit-cards.ts'

export const cards: { id: string; title: string; card: Card }[] = [
  { id: 'plan', title: '拜访计划', card: planCard },
  { id: 'open-visit', title: '拜访中', card: openVisitCard },
  { id: 'check-out', title: '签退', card: checkOutCard },
  { id: 'digest', title: '日报', card: digestCard },
]

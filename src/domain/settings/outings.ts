/** Rules of outings: what people go out for, and when those are asked who have not come back. */
import { clock, say, setting, texts, times, upToTeam } from './parts.ts'

/** A kind of outing in both languages; `zh` is what is kept. */
export interface OutingKind {
  readonly zh: string
  readonly en: string
}

/** What is none of the rule's kinds: it says nothing by itself, so words are asked for. */
export const otherOuting: OutingKind = { zh: '其他', en: 'Other' }

export const outingSettings = {
  outingKinds: setting(
    'outing.kinds',
    'outings',
    upToTeam,
    texts(200),
    '拜访客户/Visits、送货/Delivery、开会培训/Meeting、对账收款/Payments、市场活动/Event',
    say('外出事由', 'Reasons for outings'),
  ),
  outingChaseAt: setting(
    'outing.chaseAt',
    'outings',
    upToTeam,
    clock,
    '18:00',
    say('外出未结束提醒', 'Open outings are asked about at'),
    { choices: times('17:30', '18:00', '18:30', '19:00') },
  ),
} as const

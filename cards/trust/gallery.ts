import { date } from '../../src/domain/time.ts'
import type { GalleryEntry } from '../kit/gallery.ts'
import { nudgesCard } from '../nudges/nudges.ts'
import { doneVisitCard } from '../visits/done.ts'
import { usualDone } from '../visits/samples.ts'
import { learnCard } from './learn.ts'
import { explainSection, mineCard, viewersCard } from './lists.ts'
import { appealFormCard, explainFormCard, ownCaseCard } from './own.ts'
import { appealToldCard, reviewCard, reviewEmptyCard, ruleFormCard } from './review.ts'
import * as s from './samples.ts'

const told = {
  visitId: s.own.visitId,
  rep: '李雷',
  customer: '永辉·人民路店',
  by: '李娜',
  verdict: 'honest',
  changed: true,
  note: '老板娘确认来过，门头照是当天的。',
} as const

export const gallery: readonly GalleryEntry[] = [
  {
    id: 'visit-green',
    title: '拜访完成：没有疑问，一行信任分',
    build: (t) => doneVisitCard({ ...usualDone, trust: { ...s.own, ...s.green } }, t),
  },
  {
    id: 'visit-red',
    title: '拜访完成：有疑问，可说明情况',
    build: (t) => doneVisitCard({ ...usualDone, trust: s.own }, t),
  },
  {
    id: 'visit-ruled',
    title: '拜访完成：已裁定，可申诉',
    build: (t) => doneVisitCard({ ...usualDone, trust: s.ownRuled }, t),
  },
  {
    id: 'nudge',
    title: '提醒：请说明情况',
    build: (t) =>
      nudgesCard(
        { date: date('2026-11-24'), sections: [explainSection(s.lines.slice(0, 2), t)] },
        t,
      ),
  },
  { id: 'explain-form', title: '说明情况', build: (t) => explainFormCard(s.own, t) },
  { id: 'explained', title: '已说明', build: (t) => ownCaseCard(s.ownExplained, t) },
  {
    id: 'explained-photos',
    title: '已说明：正在补照片',
    build: (t) => ownCaseCard(s.ownPieces, t),
  },
  { id: 'ruled', title: '裁定：不实', build: (t) => ownCaseCard(s.ownRuled, t) },
  {
    id: 'ruled-honest',
    title: '裁定：属实',
    build: (t) =>
      ownCaseCard(
        {
          ...s.ownRuled,
          ruling: { verdict: 'honest', by: '王芳', at: '11-24 17:40', note: null },
          appealUntil: null,
        },
        t,
      ),
  },
  { id: 'appeal-form', title: '申诉', build: (t) => appealFormCard(s.ownRuled, t) },
  { id: 'appealed', title: '已申诉', build: (t) => ownCaseCard(s.ownAppealed, t) },
  { id: 'decided', title: '复核结果', build: (t) => ownCaseCard(s.ownDecided, t) },
  { id: 'own-longest', title: '自己的核查：最长', build: (t) => ownCaseCard(s.ownLongest, t) },
  { id: 'mine', title: '我的核查', build: (t) => mineCard({ lines: s.lines, days: 14 }, t) },
  { id: 'mine-none', title: '我的核查：没有', build: (t) => mineCard({ lines: [], days: 14 }, t) },
  {
    id: 'mine-many-longest',
    title: '我的核查：三十次，最长的名字',
    build: (t) => mineCard({ lines: s.manyLines, days: 14 }, t),
  },
  {
    id: 'viewers',
    title: '谁看过',
    build: (t) =>
      viewersCard(
        {
          visitId: s.own.visitId,
          customer: '永辉·人民路店',
          when: '11-24 09:12',
          viewers: [
            { who: '王芳', at: '11-24 17:38' },
            { who: '陈军', at: '11-24 17:31' },
          ],
        },
        t,
      ),
  },
  { id: 'review', title: '待核查拜访', build: (t) => reviewCard(s.review, t) },
  { id: 'review-pair', title: '待核查拜访：照片并排', build: (t) => reviewCard(s.reviewPair, t) },
  { id: 'review-appeal', title: '待核查拜访：申诉', build: (t) => reviewCard(s.reviewAppeal, t) },
  { id: 'review-ruled', title: '待核查拜访：已裁定', build: (t) => reviewCard(s.reviewRuled, t) },
  {
    id: 'review-longest',
    title: '待核查拜访：最长，一百多条',
    build: (t) => reviewCard(s.reviewLongest, t),
  },
  {
    id: 'review-none',
    title: '待核查拜访：没有',
    build: (t) => reviewEmptyCard({ ruledToday: 0, sentAt: '17:30' }, t),
  },
  {
    id: 'review-done',
    title: '待核查拜访：都核查完了',
    build: (t) => reviewEmptyCard({ ruledToday: 5, sentAt: '17:30' }, t),
  },
  {
    id: 'rule-form',
    title: '裁定：理由',
    build: (t) => ruleFormCard(s.review.item, { level: 1, verdict: 'false' }, t),
  },
  { id: 'appeal-told', title: '复核结果：告诉原裁定人', build: (t) => appealToldCard(told, t) },
  { id: 'learn', title: '阈值建议', build: (t) => learnCard(s.learned, t) },
  {
    id: 'learn-none',
    title: '阈值建议：没有',
    build: (t) => learnCard({ ...s.learned, suggestions: [], rules: [] }, t),
  },
  {
    id: 'learn-longest',
    title: '阈值建议：最多',
    build: (t) =>
      learnCard(
        {
          ...s.learned,
          suggestions: Array.from({ length: 8 }, () => s.learned.suggestions).flat(),
          rules: Array.from({ length: 25 }, () => s.learned.rules).flat(),
        },
        t,
      ),
  },
]

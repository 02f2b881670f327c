/** A doubtful visit as its rep sees it. */
import type { OwnLine } from '../../../cards/trust/lists.ts'
import { ownCaseCard } from '../../../cards/trust/own.ts'
import type {
  ExplanationView,
  OwnCase,
  OwnTrust,
  PhotoShown,
  RulingView,
} from '../../../cards/trust/view.ts'
import type { Ctx } from '../../bot/context.ts'
import { formatDate, formatLocal, type LocalDate } from '../../domain/time.ts'
import type { T } from '../../i18n/t.ts'
import { getCustomers } from '../customers/store.ts'
import { getUsers } from '../org/store.ts'
import { windowOf } from './explain-window.ts'
import {
  type Case,
  caseOf,
  decidingOn,
  type Explanation,
  type ExplanationPhoto,
  mayAppealUntil,
  mayExplain,
  type Ruling,
} from './show-case.ts'
import { type Judged, judgedOf, judgedOne } from './show-people.ts'
import { judgementOf } from './show-reasons.ts'

/** The card of a doubtful visit in its rep's chat. */
export const ownThing = (visitId: string) => `trust:${visitId}`

const moment = (ctx: Pick<Ctx, 'zone'>, at: Date) => formatLocal(at, ctx.zone, 'dateTime')

/** `11-24 09:12`, when a visit began. */
export const whenOf = (ctx: Pick<Ctx, 'zone'>, { visit }: Case): string =>
  `${formatDate(visit.date as LocalDate, 'monthDay')} ${formatLocal(visit.checkedInAt, ctx.zone, 'time')}`

export function explanationView(
  ctx: Pick<Ctx, 'zone'>,
  explanation: Explanation,
  photos: readonly ExplanationPhoto[],
): ExplanationView {
  return {
    text: explanation.text,
    at: moment(ctx, explanation.at),
    photos: photos
      .filter(({ status }) => status !== 'failed')
      .map(({ cardImageKey, createdAt }): PhotoShown => {
        return { imageKey: cardImageKey, caption: moment(ctx, createdAt) }
      }),
    lostPhotos: photos.filter(({ status }) => status === 'failed').length,
  }
}

export const rulingView = (
  ctx: Pick<Ctx, 'zone'>,
  { verdict, note, at, byOpenId }: Ruling,
  names: ReadonlyMap<string, { readonly name: string }>,
): RulingView => ({
  verdict,
  note,
  at: moment(ctx, at),
  by: names.get(byOpenId)?.name ?? byOpenId,
})

export const rulersOf = ({ ruling, decision }: Case): string[] =>
  [ruling, decision].flatMap((one) => (one ? [one.byOpenId] : []))

function ownTrust(
  ctx: Ctx,
  one: Case,
  judged: Judged,
  names: ReadonlyMap<string, { readonly name: string }>,
): OwnTrust {
  const until = mayAppealUntil(ctx, one, judged.teamPath)
  const { explanation, appeal, ruling, decision } = one
  return {
    visitId: one.visit.id,
    ...judgementOf(one),
    explanation: explanation && explanationView(ctx, explanation, one.photos),
    ruling: ruling && rulingView(ctx, ruling, names),
    decision: decision && rulingView(ctx, decision, names),
    appeal: appeal && { text: appeal.text, at: moment(ctx, appeal.at) },
    mayExplain: mayExplain(ctx, one) && judged.levels.length > 0,
    appealUntil: until && moment(ctx, until),
  }
}

/** What the card of a closed visit says about it; null before it was assessed. */
export async function trustOfVisit(ctx: Ctx, visitId: string): Promise<OwnTrust | null> {
  const one = await caseOf(ctx.tx, visitId)
  if (!one) return null
  const judged = await judgedOne(ctx.tx, one.visit.repOpenId)
  return ownTrust(ctx, one, judged, await getUsers(ctx.tx, rulersOf(one)))
}

/** Several visits of one rep in lines. */
export async function ownLines(ctx: Ctx, cases: readonly Case[]): Promise<OwnLine[]> {
  const people = await judgedOf(
    ctx.tx,
    cases.map(({ visit }) => visit.repOpenId),
  )
  const names = await getUsers(ctx.tx, cases.flatMap(rulersOf))
  const customers = await getCustomers(
    ctx.tx,
    cases.map(({ visit }) => visit.customerCode),
  )
  return cases.flatMap((one) => {
    const { customerCode, repOpenId } = one.visit
    const judged = people.get(repOpenId)
    if (!judged) return []
    const customer = customers.get(customerCode)?.name ?? customerCode
    return [{ ...ownTrust(ctx, one, judged, names), customer, when: whenOf(ctx, one) }]
  })
}

/** Everything that the rep's own card shows. */
export async function ownCaseView(ctx: Ctx, one: Case): Promise<OwnCase> {
  const judged = await judgedOne(ctx.tx, one.visit.repOpenId)
  const deciding = decidingOn(one, judged)
  // Whom it came to last stands first.
  const upwards = judged.levels.toReversed().flatMap(({ judges }) => judges)
  const judges = [...new Set(upwards)].filter((id) => deciding?.judges.includes(id))
  const names = await getUsers(ctx.tx, [...rulersOf(one), ...judges])
  const customers = await getCustomers(ctx.tx, [one.visit.customerCode])
  const kept = await windowOf(ctx, one.visit.repOpenId, ctx.now)
  return {
    ...ownTrust(ctx, one, judged, names),
    customer: customers.get(one.visit.customerCode)?.name ?? one.visit.customerCode,
    when: whenOf(ctx, one),
    judges: judges.map((id) => names.get(id)?.name ?? id),
    piecesMinutes: kept?.visitId === one.visit.id ? kept.minutesLeft : null,
  }
}

/** Shows the rep's own card: `fresh` disturbs, for what they wait for or must know. */
export async function showOwnCase(
  ctx: Ctx,
  one: Case,
  options: { fresh?: boolean; ifShown?: boolean },
): Promise<void> {
  const judged = await judgedOne(ctx.tx, one.visit.repOpenId)
  if (!judged.isActive) return
  const t: T = ctx.tFor(judged.locale)
  const view = await ownCaseView(ctx, one)
  await ctx.show({ openId: judged.openId }, ownThing(one.visit.id), ownCaseCard(view, t), options)
}

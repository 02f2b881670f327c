/** 申诉: the rep against a ruling, once, with reasons; the level above decides. */
import type { ActorCtx } from '../../bot/context.ts'
import { appealLevels } from '../../domain/trust/judges.ts'
import type { Word } from '../../i18n/t.ts'
import { trustWords as w } from '../../i18n/trust.ts'
import { sendReview } from './review-send.ts'
import { type Case, caseOf, judgedOfCase, mayAppealUntil } from './show-case.ts'
import type { Judged } from './show-people.ts'
import { visitAppeals } from './tables.ts'

/** Why there is nothing to appeal against, or null. */
export function noAppeal(ctx: ActorCtx, one: Case, judged: Judged): Word<never> | null {
  const { ruling, decision, appeal } = one
  if (decision !== null) return w.appealFinal
  if (appeal !== null) return w.appealedAlready
  if (ruling === null) return w.appealNoRuling
  if (ruling.verdict === 'honest') return w.appealNotHonest
  return mayAppealUntil(ctx, one, judged.teamPath) === null ? w.appealOver : null
}

/** Keeps the appeal and brings it before the level above the one that ruled. */
export async function keepAppeal(ctx: ActorCtx, one: Case, text: string): Promise<void> {
  const visitId = one.visit.id
  const [kept] = await ctx.tx
    .insert(visitAppeals)
    .values({
      visitId,
      byOpenId: ctx.actor.openId,
      text: text.slice(0, 1000),
      at: ctx.now,
      askedAt: ctx.now,
      state: 'open',
    })
    .onConflictDoNothing()
    .returning({ visitId: visitAppeals.visitId })
  const after = kept ? await caseOf(ctx.tx, visitId) : null
  if (!after?.ruling) return
  const judged = await judgedOfCase(ctx.tx, after)
  const [first] = appealLevels(judged.levels, after.ruling)
  for (const openId of first?.judges ?? []) await sendReview(ctx, openId, { visitId })
}

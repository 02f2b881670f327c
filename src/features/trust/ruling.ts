/** 裁定: somebody above the rep says what a doubtful visit was. The first word counts. */
import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { appealToldCard } from '../../../cards/trust/review.ts'
import type { ActorCtx, Ctx } from '../../bot/context.ts'
import type { Verdict } from '../../domain/trust/suggest.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { message, type Word } from '../../i18n/t.ts'
import { verdictWords, trustWords as w } from '../../i18n/trust.ts'
import { authorize } from '../../policies.ts'
import { getCustomers } from '../customers/store.ts'
import { countUnasked } from '../nudges/store.ts'
import { getUser } from '../org/store.ts'
import { showDoneVisit } from './review-tell.ts'
import { showOwnCase } from './show.ts'
import {
  type Case,
  caseOf,
  decidingOn,
  doubtedOf,
  judgedOfCase,
  lockCase,
  type Ruling,
} from './show-case.ts'
import type { Judged } from './show-people.ts'
import { visitAppeals, visitAssessments, visitRulings } from './tables.ts'

/** A case to decide on, held until the end of the transaction; or why there is nothing to decide, in words. */
export type Deciding =
  | { readonly one: Case; readonly judged: Judged; readonly refusal: null }
  | { readonly one: Case; readonly judged: Judged; readonly refusal: string }

/** Reads a case for a decision at a level, as it is now. Throws UserError for who may not know of it. */
export async function decideOn(ctx: ActorCtx, visitId: string, level: 1 | 2): Promise<Deciding> {
  const one = await lockCase(ctx.tx, visitId)
  if (!one) throw new UserError(message(botWords.notYours), 'error')
  const judged = await judgedOfCase(ctx.tx, one)
  const doubted = doubtedOf(one, judged)
  authorize(ctx.actor, 'trust.see', doubted)
  const deciding = decidingOn(one, judged)
  if (deciding?.level !== level) {
    const ruled = level === 2 ? one.decision : one.ruling
    return { one, judged, refusal: await whyNot(ctx, ruled) }
  }
  authorize(ctx.actor, level === 2 ? 'trust.appeal-rule' : 'trust.rule', doubted)
  return { one, judged, refusal: null }
}

async function whyNot(ctx: ActorCtx, ruled: Ruling | null): Promise<string> {
  if (ruled === null) return ctx.t(w.notDoubtful)
  const verdict = ctx.t(verdictWords[ruled.verdict])
  if (ruled.byOpenId === ctx.actor.openId) return ctx.t(w.ruledByYou, { verdict })
  const who = (await getUser(ctx.tx, ruled.byOpenId))?.name ?? ruled.byOpenId
  return ctx.t(w.ruledByOther, { who, verdict })
}

/** Rules, and tells the rep; a decision about an appeal is told to the one who ruled first, too. */
export async function ruleOn(
  ctx: ActorCtx,
  { one, judged }: Pick<Deciding, 'one' | 'judged'>,
  ruling: { readonly level: 1 | 2; readonly verdict: Verdict; readonly note: string | null },
): Promise<void> {
  const { level, verdict, note } = ruling
  const visitId = one.visit.id
  const depth = depthOf(judged, ctx.actor.openId)
  await ctx.tx.insert(visitRulings).values({
    id: uuidv7(),
    visitId,
    level,
    depth,
    byOpenId: ctx.actor.openId,
    verdict,
    note,
    at: ctx.now,
    previous: level === 2 ? (one.ruling?.id ?? null) : null,
  })
  await ctx.tx
    .update(visitAssessments)
    .set({ ruledAs: verdict })
    .where(eq(visitAssessments.visitId, visitId))
  if (level === 2) {
    const state = verdict === one.ruling?.verdict ? 'upheld' : 'changed'
    await ctx.tx.update(visitAppeals).set({ state }).where(eq(visitAppeals.visitId, visitId))
  }
  const after = await caseOf(ctx.tx, visitId)
  if (!after) return
  await tellRep(ctx, one, after)
  if (level === 2) await tellFirstRuler(ctx, after, judged, ruling)
}

/** The nearest level at which a judge stands: an appeal goes above it. */
function depthOf({ levels }: Judged, openId: string): number {
  return levels.find(({ judges }) => judges.includes(openId))?.depth ?? 0
}

/**
 * The rep hears of what they asked for, and of what counts against them: a word of the manager's, which goes
 * at once and makes the bot quieter. That nothing was wrong after all is only shown.
 */
async function tellRep(ctx: Ctx, before: Case, after: Case): Promise<void> {
  const isAnswer = before.explanation !== null || before.appeal !== null
  const isAgainst = (after.decision ?? after.ruling)?.verdict !== 'honest'
  const fresh = isAnswer || isAgainst
  await showOwnCase(ctx, after, fresh ? { fresh } : { ifShown: true })
  await showDoneVisit(ctx, after)
  if (fresh && !isAnswer) await countUnasked(ctx, after.visit.repOpenId, 'person')
}

async function tellFirstRuler(
  ctx: ActorCtx,
  { visit, ruling, decision }: Case,
  judged: Judged,
  { verdict, note }: { readonly verdict: Verdict; readonly note: string | null },
): Promise<void> {
  if (!ruling || !decision || ruling.byOpenId === ctx.actor.openId) return
  const first = await getUser(ctx.tx, ruling.byOpenId)
  if (first?.status !== 'active') return
  const customer = (await getCustomers(ctx.tx, [visit.customerCode])).get(visit.customerCode)
  const told = {
    visitId: visit.id,
    rep: judged.name,
    customer: customer?.name ?? visit.customerCode,
    by: ctx.actor.name,
    verdict,
    changed: verdict !== ruling.verdict,
    note,
  }
  await ctx.say({ openId: first.openId }, appealToldCard(told, ctx.tFor(first.locale)))
}

/** What is said about a ruling that went through. */
export const ruledText = (ctx: ActorCtx, verdict: Verdict): string =>
  ctx.t(w.ruledAs, { verdict: ctx.t(verdictWords[verdict] as Word<never>) })

/** The clock of answers: reps who explained or appealed must not wait for ever. */
import { eq } from 'drizzle-orm'
import type { Ctx } from '../../bot/context.ts'
import { settings } from '../../domain/settings/index.ts'
import { appealLevels, type Level, levelAbove } from '../../domain/trust/judges.ts'
import { stepOf } from '../../domain/trust/waiting.ts'
import { isAtWork } from '../nudges/hours.ts'
import { loadRep } from '../plans/people.ts'
import { answersAwaited, type Waiting } from './review-list.ts'
import { sendReview } from './review-send.ts'
import { showOwnCase } from './show.ts'
import { type Case, caseOf, decidingOn, lockCase } from './show-case.ts'
import type { Judged } from './show-people.ts'
import { visitAppeals, visitExplanations } from './tables.ts'

/** Cases of reps who have waited for as long as the rule allows. */
export async function dueCases(ctx: Ctx): Promise<Waiting[]> {
  return (await answersAwaited(ctx)).filter((waiting) => dueStep(ctx, waiting) !== 'wait')
}

function dueStep(
  ctx: Ctx,
  { clock, judged }: Pick<Waiting, 'clock' | 'judged'>,
): 'wait' | 'remind' | 'escalate' {
  if (!clock) return 'wait'
  const hours = ctx.rules.get(settings.trustAnswerHours, { teams: judged.teamPath })
  return stepOf(clock, ctx.now, hours)
}

/**
 * Reminds those who are to answer, each on one card however many wait, and brings before the level above
 * what stays unanswered after that; at the top the reminder comes again. Nobody is reminded off work: the
 * clock runs on and the word waits.
 */
export async function passOn(ctx: Ctx): Promise<void> {
  const toTell = new Set<string>()
  for (const due of await dueCases(ctx)) {
    for (const openId of await step(ctx, due)) toTell.add(openId)
  }
  for (const openId of [...toTell].toSorted()) await sendReview(ctx, openId, { reminds: true })
}

/** Who is to be told of a case after its step; nobody when it was answered meanwhile. */
async function step(ctx: Ctx, { visitId, judged }: Waiting): Promise<string[]> {
  const one = await lockCase(ctx.tx, visitId)
  const deciding = one ? decidingOn(one, judged) : null
  if (!one || !deciding) return []
  const now: Locked = { one, judged, ...deciding }
  const due = dueStep(ctx, { judged, clock: clockOf(now) })
  if (due === 'wait') return []
  const above = due === 'escalate' ? levelAbove(levelsOf(now), reachedOf(now)) : null
  const judges = await atWork(ctx, above?.judges ?? now.judges)
  if (judges.length === 0) return []
  await save(
    ctx,
    now,
    above ? { reached: above.depth, askedAt: ctx.now, remindedAt: null } : { remindedAt: ctx.now },
  )
  if (above) {
    const after = await caseOf(ctx.tx, one.visit.id)
    if (after) await showOwnCase(ctx, after, { ifShown: true })
  }
  return judges
}

interface Locked {
  readonly one: Case
  readonly judged: Judged
  readonly level: 1 | 2
  readonly judges: readonly string[]
}

const clockOf = ({ one, level }: Locked) => (level === 2 ? one.appeal : one.explanation)

function levelsOf({ one, judged, level }: Locked): readonly Level[] {
  return level === 2 && one.ruling ? appealLevels(judged.levels, one.ruling) : judged.levels
}

const reachedOf = (locked: Locked): number | null => clockOf(locked)?.reached ?? null

async function atWork(ctx: Ctx, openIds: readonly string[]): Promise<string[]> {
  const here: string[] = []
  for (const openId of openIds) {
    const person = await loadRep(ctx.tx, openId)
    if (person && (await isAtWork(ctx, person))) here.push(openId)
  }
  return here
}

async function save(
  ctx: Ctx,
  { one, level }: Locked,
  set: { reached?: number; askedAt?: Date; remindedAt: Date | null },
): Promise<void> {
  const table = level === 2 ? visitAppeals : visitExplanations
  await ctx.tx.update(table).set(set).where(eq(table.visitId, one.visit.id))
}

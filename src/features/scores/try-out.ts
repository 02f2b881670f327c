/** A draft tried on the month before: everybody's result beside what held then. A job works it out. */

import type { Card } from '../../../cards/kit/card.ts'
import { tryCard } from '../../../cards/scores/manage.ts'
import type { Ctx } from '../../bot/context.ts'
import { type ReadyScore, readyScore, scoresIn, trialOf } from '../../domain/scores/scores.ts'
import { monthOf } from '../../domain/time.ts'
import type { T } from '../../i18n/t.ts'
import { may } from '../../policies.ts'
import { monthBefore } from '../commission/months.ts'
import { pageOf } from '../commission/person.ts'
import { activeReps, loadActor } from '../org/store.ts'
import { resultsOf } from './read.ts'
import { getVersion, publishedVersions } from './store.ts'

export const tryThing = (versionId: string) => `score-try:${versionId}`
export const tryJob = 'scores.try'

/** The card while it is being worked out, or with its result; null: the draft is gone. */
export async function tryCardFor(
  ctx: Ctx,
  versionId: string,
  page: number,
  t: T,
  isReady: boolean,
): Promise<Card | null> {
  const version = await getVersion(ctx.tx, versionId)
  const draft = version && readyScore(version)
  if (!version || !draft) return null
  const month = monthBefore(monthOf(ctx.today))
  const held = await heldBefore(ctx, draft.code, month)
  const head = {
    versionId,
    score: draft,
    fromMonth: version.fromMonth,
    month,
    // Points beside yuan would be compared with nothing.
    hasBefore: held !== null && held.unit === draft.unit,
  }
  if (!isReady) return tryCard({ ...head, page: 0, pages: 1, result: null }, t)
  const people = await activeReps(ctx.tx)
  const openIds = people.map(({ openId }) => openId)
  const results = await resultsOf(ctx, openIds, month, held ? [draft, held] : [draft])
  const trial = trialOf(
    people.map(({ openId, name }) => {
      const [after, before] = results.get(openId) ?? []
      return {
        openId,
        name,
        after: after?.value ?? null,
        before: head.hasBefore ? (before?.value ?? null) : null,
        missing: after?.missing ?? [],
      }
    }),
  )
  const shown = pageOf(trial.rows, page)
  const { pages, rows } = shown
  return tryCard({ ...head, page: shown.page, pages, result: { ...trial, rows } }, t)
}

/** What held of the score in that month; of one that is newer, what holds now. */
async function heldBefore(ctx: Ctx, code: string, month: string): Promise<ReadyScore | null> {
  const versions = await publishedVersions(ctx.tx)
  for (const one of [month, monthOf(ctx.today)]) {
    const held = scoresIn(versions, one).find((version) => version.code === code)
    if (held) return readyScore(held)
  }
  return null
}

/** Works the try-out out and shows it to who asked; the right to it is read again. */
export async function showTry(
  ctx: Ctx,
  { versionId, page, openId }: { versionId: string; page: number; openId: string },
): Promise<void> {
  const actor = await loadActor(ctx.tx, openId)
  if (!actor || !may(actor, 'score.run', {})) return
  const card = await tryCardFor(ctx, versionId, page, ctx.tFor(actor.locale), true)
  if (card) await ctx.show({ openId }, tryThing(versionId), card)
}

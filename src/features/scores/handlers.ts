import { scoreActions as a } from '../../../cards/scores/actions.ts'
import { monthText } from '../../../cards/scores/words.ts'
import { admins, onAction, type Role } from '../../bot/define.ts'
import { replaceCard, sendCard } from '../../bot/reply.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { scoreWords as w } from '../../i18n/scores.ts'
import { message } from '../../i18n/t.ts'
import { needsAdmin, seenPerson } from './access.ts'
import {
  discardDraft,
  formCardFor,
  manageCardFor,
  publishVersion,
  retireScore,
  saveScore,
  scoreCardFor,
} from './edit.ts'
import { tryCardFor, tryJob, tryThing } from './try-out.ts'
import { answerTeam, personCardFor } from './views.ts'

const readers = { who: ['rep', 'manager', 'admin', 'viewer'] as readonly Role[] }
const lookers = { who: ['manager', 'admin', 'viewer'] as readonly Role[] }
const running = { who: admins }

/** From a team's list the person comes beside it; on the person's own card the month is turned. */
const onPerson = onAction(a.person, readers, async (ctx, { payload: { openId, month } }) =>
  replaceCard(await personCardFor(ctx, await seenPerson(ctx, openId), month)),
)

const onTeam = onAction(a.team, lookers, (ctx, { payload }) =>
  answerTeam(ctx, payload, replaceCard),
)

const onPickTeam = onAction(a.pickTeam, lookers, (ctx, { payload, option }) =>
  answerTeam(ctx, { ...payload, teamCode: option, page: 0 }, replaceCard),
)

const onPickScore = onAction(a.pickScore, lookers, (ctx, { payload, option }) =>
  answerTeam(ctx, { ...payload, score: option, page: 0 }, replaceCard),
)

const onManage = onAction(a.manage, running, async (ctx) => {
  needsAdmin(ctx)
  return replaceCard(await manageCardFor(ctx))
})

const onShow = onAction(a.show, running, async (ctx, { payload: { score } }) => {
  needsAdmin(ctx)
  return replaceCard(await scoreCardFor(ctx, score))
})

const onEdit = onAction(a.edit, running, async (ctx, { payload: { score } }) => {
  needsAdmin(ctx)
  return replaceCard(await formCardFor(ctx, score))
})

const onSave = onAction(a.save, running, async (ctx, { payload: { score }, form }) => {
  needsAdmin(ctx)
  return replaceCard(await saveScore(ctx, score, form))
})

/** Trying reads a whole month of everybody: a job does it, the card follows. */
const onTry = onAction(a.tryOut, running, async (ctx, { payload: { versionId, page } }) => {
  needsAdmin(ctx)
  const card = await tryCardFor(ctx, versionId, page, ctx.t, false)
  if (!card) throw new UserError(message(botWords.staleCard))
  const payload = { versionId, page, openId: ctx.actor.openId }
  await ctx.enqueue(tryJob, payload, { dedupeKey: `${versionId} ${ctx.actor.openId}` })
  return sendCard(card, tryThing(versionId))
})

const onPublish = onAction(a.publish, running, async (ctx, { payload: { versionId } }) => {
  needsAdmin(ctx)
  const { code, fromMonth } = await publishVersion(ctx, versionId)
  return replaceCard(await scoreCardFor(ctx, code), undefined, {
    type: 'success',
    text: ctx.t(w.publishedNow, { month: monthText(fromMonth, ctx.t) }),
  })
})

const onDiscard = onAction(a.discard, running, async (ctx, { payload: { versionId } }) => {
  needsAdmin(ctx)
  const left = await discardDraft(ctx, versionId)
  const card = left === null ? await manageCardFor(ctx) : await scoreCardFor(ctx, left)
  return replaceCard(card, undefined, { type: 'success', text: ctx.t(w.discarded) })
})

const onRetire = onAction(a.retire, running, async (ctx, { payload: { score } }) => {
  needsAdmin(ctx)
  const month = await retireScore(ctx, score)
  return replaceCard(await scoreCardFor(ctx, score), undefined, {
    type: 'success',
    text: ctx.t(w.retiredNow, { month: monthText(month, ctx.t) }),
  })
})

export const scoreHandlers = [
  onPerson,
  onTeam,
  onPickTeam,
  onPickScore,
  onManage,
  onShow,
  onEdit,
  onSave,
  onTry,
  onPublish,
  onDiscard,
  onRetire,
]

import { uuidv7 } from 'uuidv7'
import { commissionActions as a, schemeActions as s } from '../../../cards/commission/actions.ts'
import { monthText } from '../../../cards/commission/parts.ts'
import { onAction, type Role } from '../../bot/define.ts'
import { replaceCard, sendCard, toast } from '../../bot/reply.ts'
import { addDays, monthRange } from '../../domain/time.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { commissionWords as w } from '../../i18n/commission.ts'
import { schemeWords } from '../../i18n/commission-schemes.ts'
import { message } from '../../i18n/t.ts'
import { needsFinance, seenPerson } from './access.ts'
import { closeOf } from './close.ts'
import { answerPeople, payrollCardFor, payrollThing } from './payroll.ts'
import { correctionsCardFor, linesCardFor, personCardFor } from './person.ts'
import {
  discardDraft,
  endScheme,
  formCardFor,
  publishVersion,
  saveScheme,
  schemeCardFor,
  schemesCardFor,
} from './scheme-edit.ts'
import { trialCardFor } from './trial.ts'
import { tryCardFor, tryThing } from './try-out.ts'

const earners = { who: ['rep', 'manager', 'admin', 'finance'] as readonly Role[] }
const paying = { who: ['admin', 'finance'] as readonly Role[] }

const onPerson = onAction(a.person, earners, async (ctx, { payload: { openId, month } }) =>
  replaceCard(await personCardFor(ctx, await seenPerson(ctx, openId), month)),
)

const onLines = onAction(a.lines, earners, async (ctx, { payload }) =>
  replaceCard(await linesCardFor(ctx, await seenPerson(ctx, payload.openId), payload)),
)

const onCorrections = onAction(a.corrections, earners, async (ctx, { payload }) =>
  replaceCard(await correctionsCardFor(ctx, await seenPerson(ctx, payload.openId), payload)),
)

const onAskTrial = onAction(a.askTrial, earners, async (ctx, { payload: { openId, month } }) => {
  const user = await seenPerson(ctx, openId)
  return replaceCard(await trialCardFor(ctx, user, { month, product: '', quantity: '' }))
})

const onTrial = onAction(a.trial, earners, async (ctx, { payload: { openId, month }, form }) =>
  replaceCard(await trialCardFor(ctx, await seenPerson(ctx, openId), { month, ...form })),
)

/** The teams that one leads now, whatever the card showed. */
const onTeam = onAction(a.team, earners, async (ctx, { payload: { month, page } }) => {
  return answerPeople(ctx, { whose: 'team', month, page }, replaceCard)
})

const onPayroll = onAction(a.payroll, paying, async (ctx, { payload: { month, page } }) => {
  return answerPeople(ctx, { whose: 'payroll', month, page }, replaceCard)
})

/** Closing reads a whole month: a job does it, the card follows. */
const onClose = onAction(a.close, paying, async (ctx, { payload: { month } }) => {
  needsFinance(ctx)
  if (await closeOf(ctx.tx, month)) {
    const card = await payrollCardFor(ctx, month, 0, ctx.t)
    const said = {
      type: 'info' as const,
      text: ctx.t(w.alreadyClosed, { month: monthText(month, ctx.t) }),
    }
    return replaceCard(card, payrollThing(month), said)
  }
  const { to } = monthRange(month)
  if (to >= ctx.today)
    return toast(
      'warning',
      ctx.t(w.tooEarly, { month: monthText(month, ctx.t), date: addDays(to, 1).slice(5) }),
    )
  const payload = { month, by: ctx.actor.openId }
  await ctx.enqueue('performance.close-month', payload, { dedupeKey: month })
  return toast('success', ctx.t(w.closing))
})

const onExport = onAction(a.export, paying, async (ctx, { payload: { month } }) => {
  needsFinance(ctx)
  const { openId, locale } = ctx.actor
  const { zone, today } = ctx
  const payload = { fileId: uuidv7(), openId, locale, month, zone, today }
  await ctx.enqueue('commission.send-file', payload)
  return toast('success', ctx.t(w.exporting))
})

const onSchemes = onAction(s.list, paying, async (ctx) => {
  needsFinance(ctx)
  return replaceCard(await schemesCardFor(ctx))
})

const onScheme = onAction(s.show, paying, async (ctx, { payload: { schemeId } }) => {
  needsFinance(ctx)
  return replaceCard(await schemeCardFor(ctx, schemeId))
})

const onEdit = onAction(s.edit, paying, async (ctx, { payload: { schemeId } }) => {
  needsFinance(ctx)
  return replaceCard(await formCardFor(ctx, schemeId))
})

const onSave = onAction(s.save, paying, async (ctx, { payload: { schemeId }, form }) => {
  needsFinance(ctx)
  return replaceCard(await saveScheme(ctx, schemeId, form))
})

const onTry = onAction(s.tryOut, paying, async (ctx, { payload: { versionId, page } }) => {
  needsFinance(ctx)
  const card = await tryCardFor(ctx, versionId, page, ctx.t, false)
  if (!card) throw new UserError(message(botWords.staleCard))
  const payload = { versionId, page, openId: ctx.actor.openId }
  await ctx.enqueue('commission.try', payload, { dedupeKey: `${versionId} ${ctx.actor.openId}` })
  return sendCard(card, tryThing(versionId))
})

const onPublish = onAction(s.publish, paying, async (ctx, { payload: { versionId } }) => {
  needsFinance(ctx)
  const { schemeId, fromMonth } = await publishVersion(ctx, versionId)
  return replaceCard(await schemeCardFor(ctx, schemeId), undefined, {
    type: 'success',
    text: ctx.t(schemeWords.publishedNow, { month: monthText(fromMonth, ctx.t) }),
  })
})

const onDiscard = onAction(s.discard, paying, async (ctx, { payload: { versionId } }) => {
  needsFinance(ctx)
  const left = await discardDraft(ctx, versionId)
  const card = left === null ? await schemesCardFor(ctx) : await schemeCardFor(ctx, left)
  const said = { type: 'success' as const, text: ctx.t(schemeWords.discarded) }
  return replaceCard(card, undefined, said)
})

const onEnd = onAction(s.end, paying, async (ctx, { payload: { schemeId } }) => {
  needsFinance(ctx)
  await endScheme(ctx, schemeId)
  return replaceCard(await schemeCardFor(ctx, schemeId))
})

export const commissionHandlers = [
  onPerson,
  onLines,
  onCorrections,
  onAskTrial,
  onTrial,
  onTeam,
  onPayroll,
  onClose,
  onExport,
  onSchemes,
  onScheme,
  onEdit,
  onSave,
  onTry,
  onPublish,
  onDiscard,
  onEnd,
]

/** 跳过原因: added, shown and hidden, named, moved, with or without words, for the company or a team. */
import { skipLabel } from '../../../cards/plans/words.ts'
import { ruleActions } from '../../../cards/rules/actions.ts'
import { skipReasonCard } from '../../../cards/rules/skip-reasons.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { leaders, onAction } from '../../bot/define.ts'
import { type Reply, replaceCard, type Toast, toast } from '../../bot/reply.ts'
import { inForce, type Setting } from '../../domain/settings/define.ts'
import { settings } from '../../domain/settings/index.ts'
import {
  allSkips,
  maxAddedSkips,
  type SkipReason,
  withSkipAdded,
  withSkipMoved,
  withSkipNamed,
  withSkipNote,
  withSkipShown,
} from '../../domain/settings/skip-reasons.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { skipRuleWords as w } from '../../i18n/rules.ts'
import { inLocale, message } from '../../i18n/t.ts'
import { loadSettingValues } from '../admin/settings-store.ts'
import { ruleFor } from './change.ts'
import type { ListResult } from './lists.ts'
import { readScope, type Scope } from './scopes.ts'
import { changeRule, lockRule } from './store.ts'
import { rulesThing, ruleView } from './views.ts'

const setting = settings.skipReasons
const who = leaders

async function listHere(ctx: ActorCtx, scope: Scope): Promise<SkipReason[]> {
  const { values } = await loadSettingValues(ctx.tx)
  return inForce(values, setting, scope.place).value
}

const save = (ctx: ActorCtx, scope: Scope, list: SkipReason[]) =>
  changeRule(ctx, setting as Setting, scope.scope, list)

const nameIn = (ctx: ActorCtx, list: readonly SkipReason[], value: string) => {
  const reason = allSkips(list).find((one) => one.value === value)
  return reason ? inLocale(skipLabel(reason), ctx.t.locale) : value
}

export type SkipChange = 'show' | 'hide' | 'up' | 'down' | 'note' | 'noNote'

function changedList(list: readonly SkipReason[], value: string, change: SkipChange) {
  switch (change) {
    case 'show':
    case 'hide':
      return withSkipShown(list, value, change === 'show')
    case 'up':
    case 'down':
      return withSkipMoved(list, value, change === 'up' ? -1 : 1)
    case 'note':
    case 'noNote':
      return withSkipNote(list, value, change === 'note')
  }
}

/** Changes one reason; `value` is null where the words named none. */
export async function changeSkip(
  ctx: ActorCtx,
  scope: Scope,
  value: string | null,
  change: SkipChange,
  words = '',
): Promise<ListResult> {
  const { t } = ctx
  await lockRule(ctx.tx, setting.key)
  const before = await listHere(ctx, scope)
  if (value === null || !allSkips(before).some((one) => one.value === value))
    return { refused: t(w.unknown, { text: (value ?? words).slice(0, 30) }) }
  const list = changedList(before, value, change)
  if (!list) return { refused: t(change === 'hide' ? w.last : w.atEnd) }
  await save(ctx, scope, list)
  const label = nameIn(ctx, list, value)
  const n = list.findIndex((one) => one.value === value) + 1
  const done = {
    show: t(w.shown, { label }),
    hide: t(w.nowHidden, { label }),
    up: t(w.moved, { label, n }),
    down: t(w.moved, { label, n }),
    note: t(w.noteNow, { label }),
    noNote: t(w.noNoteNow, { label }),
  }
  return { done: done[change] }
}

/** Whether another reason goes by this name already, ours included. */
const isTaken = (list: readonly SkipReason[], zh: string, except?: string) =>
  allSkips(list).some((one) => one.value !== except && skipLabel(one).zh === zh.trim())

/** Adds a reason of the company's or the team's own. */
export async function addSkip(
  ctx: ActorCtx,
  scope: Scope,
  words: { zh: string; en: string },
): Promise<ListResult> {
  const { t } = ctx
  await lockRule(ctx.tx, setting.key)
  const list = await listHere(ctx, scope)
  const known = { refused: t(w.known, { label: words.zh.trim() }) }
  if (isTaken(list, words.zh)) return known
  const result = withSkipAdded(list, words)
  switch (result.problem) {
    case 'empty':
      return { refused: t(w.empty) }
    case 'full':
      return { refused: t(w.full, { n: maxAddedSkips }) }
    case 'known':
      return known
    case null:
      await save(ctx, scope, result.list)
      return { done: t(w.added, { label: nameIn(ctx, result.list, result.value) }) }
  }
}

async function renameSkip(
  ctx: ActorCtx,
  scope: Scope,
  value: string,
  words: { zh: string; en: string },
): Promise<ListResult> {
  await lockRule(ctx.tx, setting.key)
  const before = await listHere(ctx, scope)
  if (isTaken(before, words.zh, value))
    return { refused: ctx.t(w.known, { label: words.zh.trim() }) }
  const list = withSkipNamed(before, value, words)
  if (!list) return { refused: ctx.t(w.empty) }
  await save(ctx, scope, list)
  return { done: ctx.t(w.renamed, { label: nameIn(ctx, list, value) }) }
}

/** The card of one reason; one that is not there comes from an old card. */
async function oneReason(
  ctx: ActorCtx,
  scope: Scope,
  value: string,
  said?: string,
): Promise<Reply> {
  const list = await listHere(ctx, scope)
  const reason = allSkips(list).find((one) => one.value === value)
  if (!reason) throw new UserError(message(botWords.staleCard))
  const card = skipReasonCard(
    { scope: scope.scope, scopeName: scope.name, list, reason, said },
    ctx.t,
  )
  return replaceCard(card, rulesThing, said ? success(said) : undefined)
}

const success = (text: string): Toast => ({ type: 'success', text })

/** The scope of a click, where this rule can be set. */
async function scopeOf(ctx: ActorCtx, id: string): Promise<Scope> {
  const scope = await readScope(ctx, id)
  ruleFor(setting.key, scope)
  return scope
}

export const skipReasonHandlers = [
  onAction(ruleActions.skipReason, { who }, async (ctx, { payload }) =>
    oneReason(ctx, await scopeOf(ctx, payload.scope), payload.value),
  ),

  onAction(ruleActions.changeSkip, { who }, async (ctx, { payload }) => {
    const { value, change } = payload
    const scope = await scopeOf(ctx, payload.scope)
    const result = await changeSkip(ctx, scope, value, change)
    if ('refused' in result) return toast('warning', result.refused)
    return oneReason(ctx, scope, value, result.done)
  }),

  onAction(ruleActions.nameSkip, { who }, async (ctx, { payload, form }) => {
    const scope = await scopeOf(ctx, payload.scope)
    const result = await renameSkip(ctx, scope, payload.value, form)
    if ('refused' in result) return toast('warning', result.refused)
    return oneReason(ctx, scope, payload.value, result.done)
  }),

  onAction(ruleActions.addSkip, { who }, async (ctx, { payload, form }) => {
    const scope = await scopeOf(ctx, payload.scope)
    const result = await addSkip(ctx, scope, form)
    if ('refused' in result) return toast('warning', result.refused)
    const card = await ruleView(ctx, scope, setting as Setting, { said: result.done })
    return replaceCard(card, rulesThing, success(result.done))
  }),
]

/** Rules that are tables and lists: frequencies by grade, and the results of a visit. */
import { ruleActions } from '../../../cards/rules/actions.ts'
import { frequencyText, gradeText, labelText, outcomeText } from '../../../cards/rules/values.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { leaders, onAction } from '../../bot/define.ts'
import { type Reply, replaceCard, toast } from '../../bot/reply.ts'
import { parseFrequency } from '../../domain/customers/frequency.ts'
import { inForce, type Setting } from '../../domain/settings/define.ts'
import { settings } from '../../domain/settings/index.ts'
import {
  maxAddedOutcomes,
  withOutcomeAdded,
  withOutcomeShown,
} from '../../domain/settings/outcome-lists.ts'
import { type FrequencyGrade, readFrequency } from '../../domain/settings/read-frequency.ts'
import { ruleWords as w } from '../../i18n/rules.ts'
import { loadSettingValues } from '../admin/settings-store.ts'
import { ruleFor } from './change.ts'
import { readScope, type Scope } from './scopes.ts'
import { changeRule, lockRule } from './store.ts'
import { rulesThing, ruleView } from './views.ts'

/** What was asked of a list: the words of the answer, or of the refusal. */
export type ListResult = { readonly done: string } | { readonly refused: string }

const frequency = settings.frequencyByGrade
const who = leaders

async function valueHere<V>(ctx: ActorCtx, setting: Setting<V>, scope: Scope): Promise<V> {
  const { values } = await loadSettingValues(ctx.tx)
  return inForce(values, setting, scope.place).value
}

/** Sets how often a grade is visited; the other grades keep what is in force here. */
export async function setFrequency(
  ctx: ActorCtx,
  scope: Scope,
  grade: FrequencyGrade,
  text: string,
): Promise<ListResult> {
  if (parseFrequency(text)?.times === 0) return { refused: ctx.t(w.frequencyZero) }
  const value = readFrequency(text)
  if (value === null) return { refused: ctx.t(w.frequencyBad, { text: text.slice(0, 40) }) }
  await lockRule(ctx.tx, frequency.key)
  const table = { ...(await valueHere(ctx, frequency, scope)), [grade]: value }
  const changed = await changeRule(ctx, frequency as Setting, scope.scope, table)
  const label = `${labelText(ctx.t, frequency as Setting)} ${gradeText(ctx.t, grade)}`
  const words = { label, value: frequencyText(ctx.t, value) }
  if (!changed) return { done: ctx.t(w.same, words) }
  return {
    done:
      scope.kind === 'org'
        ? ctx.t(w.changed, words)
        : ctx.t(w.changedAt, { ...words, scope: scope.name }),
  }
}

/** Shows a result or hides it. */
export async function showOutcome(
  ctx: ActorCtx,
  scope: Scope,
  value: string,
  shown: boolean,
): Promise<ListResult> {
  const { outcomesHidden, outcomesAdded } = settings
  await lockRule(ctx.tx, outcomesHidden.key)
  const added = await valueHere(ctx, outcomesAdded, scope)
  const hidden = withOutcomeShown(
    { hidden: await valueHere(ctx, outcomesHidden, scope), added },
    value,
    shown,
  )
  if (!hidden) return { refused: ctx.t(w.outcomeLast) }
  await changeRule(ctx, outcomesHidden as Setting, scope.scope, hidden)
  const label = outcomeText(ctx.t, value, added)
  return { done: ctx.t(shown ? w.outcomeNowShown : w.outcomeNowHidden, { label }) }
}

/** Adds a result of the company's or the team's own. */
export async function addOutcome(
  ctx: ActorCtx,
  scope: Scope,
  words: { zh: string; en: string },
): Promise<ListResult> {
  const { outcomesAdded } = settings
  await lockRule(ctx.tx, outcomesAdded.key)
  const result = withOutcomeAdded(await valueHere(ctx, outcomesAdded, scope), words)
  switch (result.problem) {
    case 'empty':
      return { refused: ctx.t(w.outcomeEmpty) }
    case 'full':
      return { refused: ctx.t(w.outcomeFull, { n: maxAddedOutcomes }) }
    case 'known':
      return { refused: ctx.t(w.outcomeKnown, { label: words.zh }) }
    case null: {
      await changeRule(ctx, outcomesAdded as Setting, scope.scope, result.list)
      const label = outcomeText(ctx.t, result.list.at(-1)?.value ?? '', result.list)
      return { done: ctx.t(w.outcomeAdded, { label }) }
    }
  }
}

async function answer(
  ctx: ActorCtx,
  scope: Scope,
  setting: Setting,
  result: ListResult,
): Promise<Reply> {
  if ('refused' in result) return toast('warning', result.refused)
  const card = await ruleView(ctx, scope, setting, { said: result.done })
  return replaceCard(card, rulesThing, { type: 'success', text: result.done })
}

export const listHandlers = [
  onAction(ruleActions.frequency, { who }, async (ctx, { payload, option }) => {
    const scope = await readScope(ctx, payload.scope)
    const setting = ruleFor(frequency.key, scope)
    return answer(ctx, scope, setting, await setFrequency(ctx, scope, payload.grade, option))
  }),

  onAction(ruleActions.outcome, { who }, async (ctx, { payload }) => {
    const scope = await readScope(ctx, payload.scope)
    const setting = ruleFor(settings.outcomesHidden.key, scope)
    return answer(ctx, scope, setting, await showOutcome(ctx, scope, payload.value, payload.shown))
  }),

  onAction(ruleActions.addOutcome, { who }, async (ctx, { payload, form }) => {
    const scope = await readScope(ctx, payload.scope)
    const setting = ruleFor(settings.outcomesAdded.key, scope)
    return answer(ctx, scope, setting, await addOutcome(ctx, scope, form))
  }),
]

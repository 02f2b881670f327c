/** Commands about tables and lists: `规则 频次 A 8/28d`, `规则 增加结果 试吃 Tasting`. */
import type { ActorCtx } from '../../bot/context.ts'
import { type Reply, sendCard, toast } from '../../bot/reply.ts'
import { inForce, type Setting } from '../../domain/settings/define.ts'
import { settings } from '../../domain/settings/index.ts'
import { readFrequency, readFrequencyGrade } from '../../domain/settings/read-frequency.ts'
import { cuts } from '../../domain/settings/rule-words.ts'
import { outcomes } from '../../domain/visits/outcomes.ts'
import { ruleWords as w } from '../../i18n/rules.ts'
import { outcomeWords } from '../../i18n/visits.ts'
import { loadSettingValues } from '../admin/settings-store.ts'
import { addOutcome, type ListResult, setFrequency, showOutcome } from './lists.ts'
import { readScope, type Scope } from './scopes.ts'
import { rulesThing, ruleView } from './views.ts'
import { firstScope, homeOnly, scopeProblem, type Target, targetOf } from './where.ts'

/** Where a list is changed by words: a manager of several teams has to name one. */
async function scopeFor(ctx: ActorCtx, words: string): Promise<Target> {
  const target = words === '' ? await homeOnly(ctx) : await targetOf(ctx, words)
  return target
}

async function answer(
  ctx: ActorCtx,
  scope: Scope,
  setting: Setting,
  result: ListResult,
): Promise<Reply> {
  if ('refused' in result) return toast('warning', result.refused)
  return sendCard(await ruleView(ctx, scope, setting, { said: result.done }), rulesThing)
}

/** `A 8/28d [一部]`, in any order. */
export async function frequencyCall(ctx: ActorCtx, words: readonly string[]): Promise<Reply> {
  const setting = settings.frequencyByGrade as Setting
  const at = words.findIndex((word) => readFrequencyGrade(word) !== null)
  const grade = readFrequencyGrade(words[at] ?? '')
  const rest = words.filter((_, i) => i !== at)
  if (grade === null || rest.length === 0) {
    const scopeWords = grade === null ? words.join(' ') : ''
    const target = await scopeFor(ctx, scopeWords)
    const first = firstScope(target)
    if (first === null) return scopeProblem(ctx, target, scopeWords)
    return sendCard(await ruleView(ctx, await readScope(ctx, first), setting), rulesThing)
  }
  const cut = cuts(rest).find(({ value }) => value === '0' || readFrequency(value) !== null)
  const target = await scopeFor(ctx, cut?.scope ?? '')
  if (target.kind !== 'scope') return scopeProblem(ctx, target, cut?.scope ?? '')
  const scope = await readScope(ctx, target.scope)
  const value = cut?.value ?? rest.join(' ')
  return answer(ctx, scope, setting, await setFrequency(ctx, scope, grade, value))
}

/** `增加结果 <中文> [English] [团队]`, `隐藏结果 <名称> [团队]`, `显示结果 …`. */
export async function outcomeCall(
  ctx: ActorCtx,
  verb: 'add' | 'hide' | 'show',
  words: readonly string[],
): Promise<Reply> {
  const named = words.length > 1 ? await targetOf(ctx, words.at(-1) ?? '') : null
  const isScoped = named?.kind === 'scope' && !named.scope.startsWith('customer:')
  const target = isScoped ? named : await homeOnly(ctx)
  if (target.kind !== 'scope') return scopeProblem(ctx, target, '')
  const scope = await readScope(ctx, target.scope)
  const setting = settings.outcomesHidden as Setting
  if (!setting.scopes.includes(scope.kind))
    return scopeProblem(ctx, { kind: 'none' }, words.at(-1) ?? '')
  const rest = isScoped ? words.slice(0, -1) : words
  if (verb === 'add') {
    const [zh = '', ...en] = rest
    return answer(ctx, scope, setting, await addOutcome(ctx, scope, { zh, en: en.join(' ') }))
  }
  const text = rest.join(' ')
  const value = await outcomeNamed(ctx, scope, text)
  if (value === null) return toast('warning', ctx.t(w.outcomeUnknown, { text: text.slice(0, 30) }))
  return answer(ctx, scope, setting, await showOutcome(ctx, scope, value, verb === 'show'))
}

/** The result that a person names in either language, by its value, or by a part that fits only one. */
async function outcomeNamed(ctx: ActorCtx, scope: Scope, text: string): Promise<string | null> {
  const { values } = await loadSettingValues(ctx.tx)
  const added = inForce(values, settings.outcomesAdded, scope.place).value
  const all = [
    ...outcomes.map((value) => ({
      value,
      names: [outcomeWords[value].zh, outcomeWords[value].en],
    })),
    ...added.map(({ value, zh, en }) => ({ value, names: [zh, en] })),
  ].map((one) => ({
    value: one.value,
    names: [one.value, ...one.names].map((n) => n.toLowerCase()),
  }))
  const words = text.trim().toLowerCase()
  if (words === '') return null
  const exact = all.filter((one) => one.names.includes(words))
  const partly = all.filter((one) => one.names.some((name) => name.includes(words)))
  const found = exact.length > 0 ? exact : partly
  return found.length === 1 ? (found[0]?.value ?? null) : null
}

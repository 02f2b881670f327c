/** Commands about tables and lists: `规则 频次 A 8/28d`, `规则 增加结果 试吃 Tasting`. */
import { skipLabel } from '../../../cards/plans/words.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { type Reply, sendCard, toast } from '../../bot/reply.ts'
import { inForce, type Setting } from '../../domain/settings/define.ts'
import { settings } from '../../domain/settings/index.ts'
import { readFrequency, readFrequencyGrade } from '../../domain/settings/read-frequency.ts'
import { cuts, type ListVerb } from '../../domain/settings/rule-words.ts'
import { allSkips } from '../../domain/settings/skip-reasons.ts'
import { outcomes } from '../../domain/visits/outcomes.ts'
import { ruleWords as w } from '../../i18n/rules.ts'
import { outcomeWords } from '../../i18n/visits.ts'
import { loadSettingValues } from '../admin/settings-store.ts'
import { addOutcome, type ListResult, setFrequency, showOutcome } from './lists.ts'
import { readScope, type Scope } from './scopes.ts'
import { addSkip, changeSkip } from './skip-reasons.ts'
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

/** `增加结果 <中文> [English] [团队]`, `隐藏跳过原因 <名称> [团队]`, `显示…`. */
export async function listCall(
  ctx: ActorCtx,
  { verb, list, rest: words }: ListVerb,
): Promise<Reply> {
  const named = words.length > 1 ? await targetOf(ctx, words.at(-1) ?? '') : null
  const setting = (list === 'skips' ? settings.skipReasons : settings.outcomesHidden) as Setting
  const isScoped = named?.kind === 'scope' && /^(org$|team:)/.test(named.scope)
  const target = isScoped ? named : await homeOnly(ctx)
  if (target.kind !== 'scope') return scopeProblem(ctx, target, '')
  const scope = await readScope(ctx, target.scope)
  const rest = isScoped ? words.slice(0, -1) : words
  const [zh = '', ...en] = rest
  const text = rest.join(' ')
  if (list === 'skips') {
    const done =
      verb === 'add'
        ? await addSkip(ctx, scope, { zh, en: en.join(' ') })
        : await changeSkip(ctx, scope, await skipNamed(ctx, scope, text), verb, text)
    return answer(ctx, scope, setting, done)
  }
  if (verb === 'add') {
    return answer(ctx, scope, setting, await addOutcome(ctx, scope, { zh, en: en.join(' ') }))
  }
  const value = await outcomeNamed(ctx, scope, text)
  if (value === null) return toast('warning', ctx.t(w.outcomeUnknown, { text: text.slice(0, 30) }))
  return answer(ctx, scope, setting, await showOutcome(ctx, scope, value, verb === 'show'))
}

/** The result that a person names in either language, by its value, or by a part that fits only one. */
async function outcomeNamed(ctx: ActorCtx, scope: Scope, text: string): Promise<string | null> {
  const { values } = await loadSettingValues(ctx.tx)
  const added = inForce(values, settings.outcomesAdded, scope.place).value
  return named(text, [
    ...outcomes.map((value) => ({
      value,
      names: [outcomeWords[value].zh, outcomeWords[value].en],
    })),
    ...added.map(({ value, zh, en }) => ({ value, names: [zh, en] })),
  ])
}

/** The same for a reason for skipping. */
async function skipNamed(ctx: ActorCtx, scope: Scope, text: string): Promise<string | null> {
  const { values } = await loadSettingValues(ctx.tx)
  const all = allSkips(inForce(values, settings.skipReasons, scope.place).value)
  return named(
    text,
    all.map((reason) => {
      const { zh, en } = skipLabel(reason)
      return { value: reason.value, names: [zh, en] }
    }),
  )
}

/** The value whose name the words are, or of whose name alone they are a part. */
function named(
  text: string,
  all: readonly { readonly value: string; readonly names: readonly string[] }[],
): string | null {
  const words = text.trim().toLowerCase()
  if (words === '') return null
  const namesOf = ({ value, names }: (typeof all)[number]) =>
    [value, ...names].map((name) => name.toLowerCase())
  const exact = all.filter((one) => namesOf(one).includes(words))
  const partly = all.filter((one) => namesOf(one).some((name) => name.includes(words)))
  const found = exact.length > 0 ? exact : partly
  return found.length === 1 ? (found[0]?.value ?? null) : null
}

import { ruleActions } from '../../../cards/rules/actions.ts'
import { chooseCard } from '../../../cards/rules/choose.ts'
import { labelText, valueText } from '../../../cards/rules/values.ts'
import { anyArguments } from '../../bot/arguments.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { defineCommand, leaders } from '../../bot/define.ts'
import { type Reply, sendCard, toast } from '../../bot/reply.ts'
import { allowedOf } from '../../domain/settings/allowed.ts'
import type { Setting } from '../../domain/settings/define.ts'
import { findGroup, findRules } from '../../domain/settings/find-rules.ts'
import { settings } from '../../domain/settings/index.ts'
import { readValue } from '../../domain/settings/read-value.ts'
import { cuts, meansInherit, readListVerb, ruleWordsOf } from '../../domain/settings/rule-words.ts'
import { ruleWords as w } from '../../i18n/rules.ts'
import { change } from './change.ts'
import { refusal } from './handlers.ts'
import { frequencyCall, listCall } from './list-calls.ts'
import { readScope } from './scopes.ts'
import { groupView, rulesThing, ruleView } from './views.ts'
import { atScopes, firstScope, homeOnly, scopeProblem, type Target, targetOf } from './where.ts'

export const ruleCommand = defineCommand({
  name: 'rule',
  aliases: ['规则', 'rule', 'rules'],
  who: leaders,
  summary: w.summary,
  usage: w.usage,
  example: '规则 签到允差 500',
  args: anyArguments,
  run: async (ctx, args) => answer(ctx, args.text),
})

async function answer(ctx: ActorCtx, text: string): Promise<Reply> {
  const verb = readListVerb(text)
  if (verb) return listCall(ctx, verb)
  const words = ruleWordsOf(text)
  const [first] = words
  if (first === undefined) return openGroup(ctx, 'checkin', '')

  const group = findGroup(first)
  if (group) {
    const scope = words.slice(1).join(' ')
    const target = await targetOf(ctx, scope)
    if (scope === '' || target.kind === 'scope') return openGroup(ctx, group, scope)
  }
  const { settings: found, rest, byPart } = findRules(words)
  const isRule = found.length > 0 && !(byPart && (await beginsWithScope(ctx, words)))
  return isRule ? aboutRules(ctx, found, rest, text) : withScopeFirst(ctx, words, text)
}

async function beginsWithScope(ctx: ActorCtx, words: readonly string[]): Promise<boolean> {
  for (let n = 1; n <= words.length; n += 1)
    if ((await targetOf(ctx, words.slice(0, n).join(' '))).kind === 'scope') return true
  return false
}

async function openGroup(
  ctx: ActorCtx,
  group: Parameters<typeof groupView>[2],
  scopeWords: string,
  said?: string,
): Promise<Reply> {
  const target = scopeWords === '' ? await homeOnly(ctx) : await targetOf(ctx, scopeWords)
  const first = firstScope(target)
  if (first === null) return scopeProblem(ctx, target, scopeWords)
  const scope = await readScope(ctx, first)
  return sendCard(await groupView(ctx, scope, group, { said }), rulesThing)
}

/** `规则 一部 签到允差 500`, `规则 一部`; what is neither a rule nor a scope gets the card to choose from. */
async function withScopeFirst(
  ctx: ActorCtx,
  words: readonly string[],
  text: string,
): Promise<Reply> {
  for (let n = 1; n <= words.length; n += 1) {
    const scope = words.slice(0, n).join(' ')
    const target = await targetOf(ctx, scope)
    if (target.kind !== 'scope') continue
    if (n === words.length) return openGroup(ctx, 'checkin', scope)
    const { settings: found, rest } = findRules(words.slice(n))
    if (found.length > 0) return aboutRules(ctx, found, [...rest, scope], text)
  }
  return openGroup(ctx, 'checkin', '', ctx.t(w.unknownRule, { text: text.slice(0, 30) }))
}

async function aboutRules(
  ctx: ActorCtx,
  found: readonly Setting[],
  rest: readonly string[],
  text: string,
): Promise<Reply> {
  const [only] = found
  if (only && found.length === 1 && only.key === settings.frequencyByGrade.key && rest.length > 0)
    return frequencyCall(ctx, rest)
  if (rest.length === 0) return openRule(ctx, found, '', text)

  let problem: { target: Target; words: string } | undefined
  for (const cut of inOrder(cuts(rest), found)) {
    const fitting = found.flatMap((setting) => {
      const value = meansInherit(cut.value) ? null : readValue(setting, cut.value)
      return value === undefined ? [] : [{ setting, value }]
    })
    if (fitting.length === 0) continue
    const target = cut.scope === '' ? await homeOnly(ctx) : await targetOf(ctx, cut.scope)
    if (target.kind === 'scope') return apply(ctx, fitting, target.scope, text)
    if (cut.scope === '') return atScopes(ctx, fitting, target)
    problem ??= { target, words: cut.scope }
  }
  const whole = rest.join(' ')
  const target = await targetOf(ctx, whole)
  if (target.kind === 'scope') return openRule(ctx, found, whole, text)
  if (problem) return scopeProblem(ctx, problem.target, problem.words)
  if (only && found.length === 1) return toast('warning', refusal(ctx, only, whole))
  return openRule(ctx, found, '', text)
}

/** Any words fit a rule that holds words: a place at their end or beginning is looked for first. */
function inOrder(all: ReturnType<typeof cuts>, found: readonly Setting[]): ReturnType<typeof cuts> {
  if (!found.some((setting) => allowedOf(setting).kind === 'text')) return all
  return [...all.filter(({ scope }) => scope !== ''), ...all.filter(({ scope }) => scope === '')]
}

interface Fitting {
  readonly setting: Setting
  readonly value: unknown
}

async function apply(
  ctx: ActorCtx,
  fitting: readonly Fitting[],
  scopeId: string,
  text: string,
): Promise<Reply> {
  const scope = await readScope(ctx, scopeId)
  const here = fitting.filter(({ setting }) => setting.scopes.includes(scope.kind))
  const [one, ...others] = here
  if (!one) return notThere(ctx, fitting, scope.kind)
  if (others.length > 0) {
    const { t } = ctx
    return sendCard(
      chooseCard(
        { title: t(w.chooseTitle), point: t(w.choosePoint, { text: text.slice(0, 30) }) },
        here.map(({ setting, value }) => ({
          label: `${labelText(t, setting)} ${value === null ? t(w.unset) : valueText(t, setting, value)}`,
          call: ruleActions.apply({
            key: setting.key,
            scope: scope.scope,
            value: value === null ? 'inherit' : JSON.stringify(value),
          }),
        })),
      ),
      rulesThing,
    )
  }
  const done = await change(ctx, one.setting, scope, one.value)
  return sendCard(await ruleView(ctx, scope, one.setting, { said: done.text }), rulesThing)
}

async function openRule(
  ctx: ActorCtx,
  found: readonly Setting[],
  scopeWords: string,
  text: string,
): Promise<Reply> {
  const target = scopeWords === '' ? await homeOnly(ctx) : await targetOf(ctx, scopeWords)
  const first = firstScope(target)
  if (first === null) return scopeProblem(ctx, target, scopeWords)
  const scope = await readScope(ctx, first)
  const here = found.filter((setting) => setting.scopes.includes(scope.kind))
  const [one, ...others] = here
  if (!one)
    return notThere(
      ctx,
      found.map((setting) => ({ setting, value: null })),
      scope.kind,
    )
  if (others.length === 0) return sendCard(await ruleView(ctx, scope, one), rulesThing)
  return sendCard(
    chooseCard(
      { title: ctx.t(w.chooseTitle), point: ctx.t(w.choosePoint, { text: text.slice(0, 30) }) },
      here.map((setting) => ({
        label: labelText(ctx.t, setting),
        call: ruleActions.rule({ key: setting.key, scope: scope.scope }),
      })),
    ),
    rulesThing,
  )
}

const kindWords = {
  org: w.kindOrg,
  team: w.kindTeam,
  type: w.kindType,
  grade: w.kindGrade,
  customer: w.kindCustomer,
} as const

function notThere(ctx: ActorCtx, fitting: readonly Fitting[], kind: keyof typeof kindWords): Reply {
  const [first] = fitting
  if (!first) return toast('warning', ctx.t(w.pointNone))
  const { t } = ctx
  const { setting } = first
  const label = labelText(t, setting)
  const isCompanyOnly = setting.scopes.every((scope) => scope === 'org')
  if (isCompanyOnly && ctx.actor.role !== 'admin')
    return toast('error', t(w.companyOnlyRule, { label }))
  const scopes = setting.scopes.map((scope) => t(kindWords[scope])).join(t(w.comma))
  return toast('warning', t(w.notThere, { label, scopes, kind: t(kindWords[kind]) }))
}

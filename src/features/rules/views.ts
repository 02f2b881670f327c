/** The cards of `规则` as they are now: values, where they come from, who changed them. */

import type { Card } from '../../../cards/kit/card.ts'
import { historyCard } from '../../../cards/rules/choose.ts'
import { groupCard } from '../../../cards/rules/group.ts'
import { outcomesCard } from '../../../cards/rules/outcomes.ts'
import { ruleCard } from '../../../cards/rules/rule.ts'
import { skipReasonsCard } from '../../../cards/rules/skip-reasons.ts'
import { outcomeText } from '../../../cards/rules/values.ts'
import type { RuleChange, RuleRow } from '../../../cards/rules/view.ts'
import type { ActorCtx } from '../../bot/context.ts'
import {
  groups,
  inForce,
  type Setting,
  type SettingGroup,
  type SettingValues,
  scopesAt,
} from '../../domain/settings/define.ts'
import { settingOfKey } from '../../domain/settings/find-rules.ts'
import { settingList, settings } from '../../domain/settings/index.ts'
import { formatLocal } from '../../domain/time.ts'
import { outcomes } from '../../domain/visits/outcomes.ts'
import { ruleWords as w } from '../../i18n/rules.ts'
import { loadSettingValues } from '../admin/settings-store.ts'
import { isSettingUp } from '../first-steps/view.ts'
import { getTeam } from '../org/store.ts'
import { valuesApart } from './apart.ts'
import { type Scope, scopeChoice } from './scopes.ts'
import { type Change, changesOf } from './store.ts'

/** Every person has one card of rules; it is replaced at each click. */
export const rulesThing = 'rules'

interface Shown {
  readonly page?: number | undefined
  readonly said?: string | undefined
}

const outcomeKeys: readonly string[] = [settings.outcomesHidden.key, settings.outcomesAdded.key]

/** The card of a group of rules; a group without a rule for this kind of scope gives way to another. */
export async function groupView(
  ctx: ActorCtx,
  scope: Scope,
  wanted: SettingGroup,
  shown: Shown = {},
): Promise<Card> {
  const here = settingList.filter((one) => one.scopes.includes(scope.kind))
  const offered = groups.filter((one) => here.some((setting) => setting.group === one))
  const group = offered.includes(wanted) ? wanted : (offered[0] ?? wanted)
  const own = here.filter((setting) => setting.group === group)
  const { values } = await loadSettingValues(ctx.tx)
  const [lastChange] = await changesOf(
    ctx,
    own.map((one) => one.key),
    scope.scope,
    1,
  )
  return groupCard(
    {
      group,
      groups: offered,
      scope: await scopeChoice(ctx, scope, { page: shown.page }),
      rows: await rowsOf(ctx, values, own, scope),
      lastChange: lastChange ? (toView(ctx, lastChange, scope) ?? null) : null,
      added: inForce(values, settings.outcomesAdded, scope.place).value,
      said: shown.said,
      settingUp: ctx.actor.role === 'admin' && scope.kind === 'org' && (await isSettingUp(ctx)),
    },
    ctx.t,
  )
}

/** The card of one rule; the two lists of results share one. */
export async function ruleView(
  ctx: ActorCtx,
  scope: Scope,
  setting: Setting,
  shown: Shown = {},
): Promise<Card> {
  const isOutcomes = outcomeKeys.includes(setting.key)
  const main = isOutcomes ? (settings.outcomesHidden as Setting) : setting
  const { values } = await loadSettingValues(ctx.tx)
  const [row] = await rowsOf(ctx, values, [main], scope)
  const apart = await valuesApart(ctx, values, [main], scope)
  const changes = await changesOf(ctx, isOutcomes ? outcomeKeys : [main.key], scope.scope, 10)
  const added = inForce(values, settings.outcomesAdded, scope.place).value
  const view = {
    row: row as RuleRow,
    scope: await scopeChoice(ctx, scope, { kinds: main.scopes, page: shown.page }),
    history: changes.flatMap((change) => toView(ctx, change, scope) ?? []),
    elsewhere: apart.get(main.key) ?? [],
    added,
    said: shown.said,
  }
  if (main.key === settings.skipReasons.key) return skipReasonsCard(view, ctx.t)
  if (!isOutcomes) return ruleCard(view, ctx.t)
  const hidden = inForce(values, settings.outcomesHidden, scope.place).value
  const rows = [...outcomes, ...added.map((one) => one.value)].map((value) => ({
    value,
    label: outcomeText(ctx.t, value, added),
    shown: !hidden.includes(value),
  }))
  return outcomesCard(view, rows, ctx.t)
}

/** The last ten changes at a scope over all rules. */
export async function historyView(
  ctx: ActorCtx,
  scope: Scope,
  group: SettingGroup,
  said?: string,
): Promise<Card> {
  const keys = settingList.map((one) => one.key)
  const changes = await changesOf(ctx, keys, scope.scope, 10)
  const { values } = await loadSettingValues(ctx.tx)
  return historyCard(
    {
      group,
      scope: scope.scope,
      scopeName: scope.name,
      changes: changes.flatMap((change) => toView(ctx, change, scope) ?? []),
      added: inForce(values, settings.outcomesAdded, scope.place).value,
      said,
    },
    ctx.t,
  )
}

/** Above the company there is only the default, so that the change can name it. */
function toView(ctx: ActorCtx, change: Change, scope: Scope): RuleChange | null {
  const setting = settingOfKey(change.key)
  if (!setting) return null
  const unset = scope.kind === 'org' ? setting.default : undefined
  return {
    ...change,
    setting,
    before: change.before ?? unset,
    after: change.after ?? unset,
    at: formatLocal(change.at, ctx.zone, 'dateTime'),
  }
}

async function rowsOf(
  ctx: ActorCtx,
  values: SettingValues,
  list: readonly Setting[],
  scope: Scope,
): Promise<RuleRow[]> {
  const apart = await valuesApart(ctx, values, list, scope)
  const wider = scopesAt(scope.place).filter((one) => one !== scope.scope)
  const names = await widerNames(ctx, wider)
  return list.map((setting) => {
    const now = inForce(values, setting, scope.place)
    const above = inherited(values, setting, scope)
    return {
      setting,
      value: now.value,
      own: now.scope === scope.scope,
      from: now.scope === null ? null : (names.get(now.scope) ?? now.scope),
      inherited: above,
      elsewhere: apart.get(setting.key)?.length ?? 0,
    }
  })
}

/** What would be in force without the scope's own value. */
function inherited(values: SettingValues, setting: Setting, scope: Scope): unknown {
  const others = new Map(values.get(setting.key))
  others.delete(scope.scope)
  return inForce(new Map([[setting.key, others]]), setting, scope.place).value
}

async function widerNames(ctx: ActorCtx, scopes: readonly string[]): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const scope of scopes) {
    const code = scope.slice(scope.indexOf(':') + 1)
    if (scope === 'org') names.set(scope, ctx.t(w.company))
    else if (scope.startsWith('type:')) names.set(scope, ctx.t(w.type, { type: code }))
    else if (scope.startsWith('grade:')) names.set(scope, ctx.t(w.grade, { grade: code }))
    else names.set(scope, (await getTeam(ctx.tx, code))?.name ?? code)
  }
  return names
}

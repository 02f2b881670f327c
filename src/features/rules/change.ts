/** Changes a rule and says so: the words are the same for a click, a form and a command. */
import { labelText, valueText } from '../../../cards/rules/values.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { inForce, type Setting } from '../../domain/settings/define.ts'
import { settingOfKey } from '../../domain/settings/find-rules.ts'
import { settings } from '../../domain/settings/index.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { ruleWords as w } from '../../i18n/rules.ts'
import { message } from '../../i18n/t.ts'
import { loadSettingValues } from '../admin/settings-store.ts'
import type { Scope } from './scopes.ts'
import { changeRule, lockRule } from './store.ts'

/** The rule of a payload's key, if it can be set for this kind of scope; a card that says otherwise is old. */
export function ruleFor(key: string, scope: Scope): Setting {
  const setting = settingOfKey(key)
  if (!setting?.scopes.includes(scope.kind)) throw new UserError(message(botWords.staleCard))
  return setting
}

/** Reads a value off the wire; what the rule does not allow comes from an old or forged card. */
export function valueFor(setting: Setting, json: string): unknown {
  try {
    return setting.schema.parse(JSON.parse(json))
  } catch {
    throw new UserError(message(botWords.staleCard))
  }
}

/** What was done, in words, and whether anything was. */
export interface Done {
  readonly text: string
  readonly changed: boolean
}

/** Changes at once; `null` takes the scope's own value away. */
export async function change(
  ctx: ActorCtx,
  setting: Setting,
  scope: Scope,
  value: unknown,
): Promise<Done> {
  await lockRule(ctx.tx, setting.key)
  const changed = await changeRule(ctx, setting, scope.scope, value)
  const label = labelText(ctx.t, setting)
  const now = await valueNow(ctx, setting, scope)
  const { t } = ctx
  if (value === null)
    return {
      changed,
      text: changed ? t(w.cleared, { label, value: now }) : t(w.nothingToClear, { label }),
    }
  if (!changed) return { changed, text: t(w.same, { label, value: now }) }
  const text =
    scope.kind === 'org'
      ? t(w.changed, { label, value: now })
      : t(w.changedAt, { label, value: now, scope: scope.name })
  return { changed, text }
}

/** The value in force at a scope, in words. */
export async function valueNow(ctx: ActorCtx, setting: Setting, scope: Scope): Promise<string> {
  const { values } = await loadSettingValues(ctx.tx)
  const added = inForce(values, settings.outcomesAdded, scope.place).value
  return valueText(ctx.t, setting, inForce(values, setting, scope.place).value, added)
}

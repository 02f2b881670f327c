/** Where a command's rule is to hold: what it names, or where its author is at home. */
import { ruleActions } from '../../../cards/rules/actions.ts'
import { chooseCard } from '../../../cards/rules/choose.ts'
import { labelText, valueText } from '../../../cards/rules/values.ts'
import type { ActorCtx } from '../../bot/context.ts'
import { type Reply, sendCard, toast } from '../../bot/reply.ts'
import type { Setting } from '../../domain/settings/define.ts'
import { ruleWords as w } from '../../i18n/rules.ts'
import { may } from '../../policies.ts'
import { readScopeWords } from './read-scope-words.ts'
import { homeScopes, myTeams, readScope } from './scopes.ts'
import { rulesThing } from './views.ts'

export type Target =
  | { readonly kind: 'scope'; readonly scope: string }
  /** A manager of several teams named none. */
  | { readonly kind: 'several'; readonly scopes: readonly string[] }
  | { readonly kind: 'many'; readonly names: readonly string[] }
  | { readonly kind: 'adminsOnly' }
  | { readonly kind: 'noTeam' }
  | { readonly kind: 'none' }

/** The scope that words name, if the actor may change it. */
export async function targetOf(ctx: ActorCtx, words: string): Promise<Target> {
  if (words === '') return { kind: 'none' }
  const named = await readScopeWords(ctx, words)
  if (named.kind !== 'found') return named
  const isWide = /^(org$|type:|grade:)/.test(named.scope)
  if (isWide && !may(ctx.actor, 'settings.change', { teamPath: [] })) return { kind: 'adminsOnly' }
  return { kind: 'scope', scope: named.scope }
}

/** Where the actor is at home: the company, or the one team that they lead. */
export async function homeOnly(ctx: ActorCtx): Promise<Target> {
  const scopes = await homeScopes(ctx)
  const [one, ...others] = scopes
  if (!one) return { kind: 'noTeam' }
  return others.length === 0 ? { kind: 'scope', scope: one } : { kind: 'several', scopes }
}

/** Where a card opens: the scope, or the first of several; null where there is none. */
export function firstScope(target: Target): string | null {
  if (target.kind === 'scope') return target.scope
  return target.kind === 'several' ? (target.scopes[0] ?? null) : null
}

/** Says what is wrong with a scope, and what can be named instead. */
export async function scopeProblem(ctx: ActorCtx, target: Target, words: string): Promise<Reply> {
  const { t } = ctx
  switch (target.kind) {
    case 'adminsOnly':
      return toast('error', t(w.companyOnly))
    case 'noTeam':
      return toast('error', t(w.noTeam))
    case 'many': {
      const names = target.names.join(t(w.comma))
      return toast('warning', t(w.manyCustomers, { text: words.slice(0, 30), names }))
    }
    case 'several': {
      const known = (await myTeams(ctx)).slice(0, 6).map((team) => team.name)
      return toast('warning', t(w.nameTeam, { known: known.join(t(w.comma)) }))
    }
    case 'scope':
    case 'none': {
      const teams = (await myTeams(ctx)).slice(0, 6).map((team) => team.name)
      const wide = ctx.actor.role === 'admin' ? [t(w.company), t(w.gradeOf, { grade: 'A' })] : []
      const known = [...wide, ...teams].join(t(w.comma))
      return toast('warning', t(w.unknownScope, { text: words.slice(0, 30), known }))
    }
  }
}

/** Asks a manager of several teams which of them a new value is for. */
export async function atScopes(
  ctx: ActorCtx,
  fitting: readonly { readonly setting: Setting; readonly value: unknown }[],
  target: Target,
): Promise<Reply> {
  if (target.kind !== 'several') return scopeProblem(ctx, target, '')
  const { t } = ctx
  const scopes = await Promise.all(target.scopes.slice(0, 12).map((one) => readScope(ctx, one)))
  const options = fitting.slice(0, 3).flatMap(({ setting, value }) =>
    scopes
      .filter((scope) => setting.scopes.includes(scope.kind))
      .map((scope) => ({
        label: t(w.optionAt, {
          scope: scope.name,
          label: labelText(t, setting),
          value: value === null ? t(w.unset) : valueText(t, setting, value),
        }),
        call: ruleActions.apply({
          key: setting.key,
          scope: scope.scope,
          value: value === null ? 'inherit' : JSON.stringify(value),
        }),
      })),
  )
  const label = fitting.map(({ setting }) => labelText(t, setting)).join(t(w.comma))
  return sendCard(
    chooseCard({ title: t(w.chooseScopeTitle), point: t(w.chooseScopePoint, { label }) }, options),
    rulesThing,
  )
}

/** Scopes of rules: what an actor may change, read and authorised at every use. */
import { asc } from 'drizzle-orm'
import type { ScopeChoice, ScopeName } from '../../../cards/rules/view.ts'
import type { ActorCtx } from '../../bot/context.ts'
import type { ScopeKind, SettingPlace } from '../../domain/settings/define.ts'
import { UserError } from '../../errors.ts'
import { botWords } from '../../i18n/bot.ts'
import { ruleWords as w } from '../../i18n/rules.ts'
import { message } from '../../i18n/t.ts'
import { authorize, may } from '../../policies.ts'
import { customerTypes, getCustomer, ownedCustomer, typeCalled } from '../customers/store.ts'
import { grades } from '../customers/tables.ts'
import { getTeam, getUser, teamPath } from '../org/store.ts'
import { teams } from '../org/tables.ts'

export interface Scope {
  readonly scope: string
  readonly kind: ScopeKind
  /** In the reader's language. */
  readonly name: string
  /** Where its rules are read: itself and what is wider. */
  readonly place: SettingPlace
}

const refused = () => new UserError(message(botWords.notYours), 'error')

/** Reads a scope that the actor may change; refuses every other, also one that is not there. */
export async function readScope(ctx: ActorCtx, scope: string): Promise<Scope> {
  const [kind = '', ...rest] = scope.split(':')
  const code = rest.join(':')
  switch (kind) {
    case 'org':
      authorize(ctx.actor, 'settings.change', { teamPath: [] })
      return { scope: 'org', kind, name: ctx.t(w.company), place: {} }
    case 'type': {
      authorize(ctx.actor, 'settings.change', { teamPath: [] })
      const type = await typeCalled(ctx.tx, code)
      if (type !== code) throw refused()
      return { scope, kind, name: ctx.t(w.type, { type }), place: { type } }
    }
    case 'grade': {
      authorize(ctx.actor, 'settings.change', { teamPath: [] })
      const grade = grades.find((one) => one === code)
      if (!grade) throw refused()
      return { scope, kind, name: ctx.t(w.grade, { grade }), place: { grade } }
    }
    case 'team': {
      const path = await teamPath(ctx.tx, code)
      authorize(ctx.actor, 'settings.change', { teamPath: path })
      const team = await getTeam(ctx.tx, code)
      if (!team && !ctx.actor.ledTeams.includes(code)) throw refused()
      return { scope, kind, name: team?.name ?? code, place: { teams: path } }
    }
    case 'customer':
      return customerScopeOf(ctx, code)
    default:
      throw refused()
  }
}

async function customerScopeOf(ctx: ActorCtx, code: string): Promise<Scope> {
  const customer = await getCustomer(ctx.tx, code)
  if (!customer) throw refused()
  const owned = await ownedCustomer(ctx.tx, customer)
  authorize(ctx.actor, 'settings.change', { teamPath: owned.teamPath })
  const owner = customer.ownerOpenId ? await getUser(ctx.tx, customer.ownerOpenId) : null
  // A visit is judged by the rules of the rep's team.
  const path = await teamPath(ctx.tx, owner?.teamCode ?? customer.teamCode)
  const place = { customerCode: code, grade: customer.grade, type: customer.type, teams: path }
  return { scope: `customer:${code}`, kind: 'customer', name: customer.name, place }
}

export interface TeamName {
  readonly code: string
  readonly name: string
  readonly parentCode: string | null
}

/** The teams whose rules the actor may change, by name; a led team that is not entered yet by its code. */
export async function myTeams(ctx: ActorCtx): Promise<TeamName[]> {
  const all = await ctx.tx
    .select({ code: teams.code, name: teams.name, parentCode: teams.parentCode })
    .from(teams)
    .orderBy(asc(teams.name), asc(teams.code))
  if (may(ctx.actor, 'settings.change', { teamPath: [] })) return all
  const led = ctx.actor.ledTeams
  const known = all.filter((team) => led.includes(team.code))
  const pending = led.filter((code) => !all.some((team) => team.code === code))
  return [...known, ...pending.map((code) => ({ code, name: code, parentCode: null }))]
}

const teamsAPage = 12
/** Rarer types are named in words: `规则 门头照 2 餐饮`. */
const typesShown = 8

/** What the select of scopes offers: the company, types and grades to admins, the actor's teams by pages. */
export async function scopeChoice(
  ctx: ActorCtx,
  here: Scope,
  options: { kinds?: readonly ScopeKind[] | undefined; page?: number | undefined } = {},
): Promise<ScopeChoice> {
  const { kinds = ['org', 'team', 'type', 'grade', 'customer'], page = 0 } = options
  const isAdmin = may(ctx.actor, 'settings.change', { teamPath: [] })
  const mine = kinds.includes('team') ? await myTeams(ctx) : []
  const start =
    mine.length > 0 ? (page * teamsAPage) % (Math.ceil(mine.length / teamsAPage) * teamsAPage) : 0
  const shown = mine.slice(start, start + teamsAPage)
  const types = isAdmin && kinds.includes('type') ? await customerTypes(ctx.tx, typesShown) : []
  const twins = new Set(
    mine.map((t) => t.name).filter((name, i, names) => names.indexOf(name) !== i),
  )
  const offered: ScopeName[] = [
    ...(isAdmin && kinds.includes('org') ? [{ scope: 'org', name: ctx.t(w.company) }] : []),
    ...shown.map(({ code, name }) => ({
      scope: `team:${code}`,
      name: twins.has(name) ? `${name} (${code})` : name,
    })),
    ...types.map((type) => ({ scope: `type:${type}`, name: ctx.t(w.type, { type }) })),
    ...(isAdmin && kinds.includes('grade')
      ? grades.map((grade) => ({ scope: `grade:${grade}`, name: ctx.t(w.grade, { grade }) }))
      : []),
  ]
  const more = mine.length > teamsAPage
  return { scope: here.scope, name: here.name, offered, nextPage: more ? page + 1 : null }
}

/** Where an actor begins: the company for admins, the topmost led teams for managers. */
export async function homeScopes(ctx: ActorCtx): Promise<string[]> {
  if (may(ctx.actor, 'settings.change', { teamPath: [] })) return ['org']
  const mine = await myTeams(ctx)
  const codes = new Set(mine.map((team) => team.code))
  return mine
    .filter((team) => team.parentCode === null || !codes.has(team.parentCode))
    .map((team) => `team:${team.code}`)
}

/** Which narrower scopes have a value of their own: a wider change does not reach them. */
import { and, inArray } from 'drizzle-orm'
import type { ActorCtx } from '../../bot/context.ts'
import type { Setting, SettingValues } from '../../domain/settings/define.ts'
import { ruleWords as w } from '../../i18n/rules.ts'
import { inScope } from '../customers/store.ts'
import { customers } from '../customers/tables.ts'
import { allTeamPaths } from '../org/store.ts'
import { myTeams, type Scope } from './scopes.ts'

export interface Apart {
  readonly scope: string
  readonly name: string
  readonly value: unknown
}

/**
 * By setting key: the scopes inside this one with a value of their own, as far as the actor may know them.
 * A type and a grade count as inside a team, and a grade as inside a type, since their rules come first there.
 */
export async function valuesApart(
  ctx: ActorCtx,
  values: SettingValues,
  settings: readonly Setting[],
  here: Scope,
): Promise<ReadonlyMap<string, readonly Apart[]>> {
  const found = settings.flatMap((setting) =>
    [...(values.get(setting.key) ?? [])]
      .filter(([scope, value]) => scope !== here.scope && setting.schema.safeParse(value).success)
      .map(([scope, value]) => ({ key: setting.key, scope, value })),
  )
  if (found.length === 0 || here.kind === 'customer') return new Map()
  const names = await namesInside(ctx, here, [...new Set(found.map((one) => one.scope))])
  const byKey = new Map<string, Apart[]>()
  for (const { key, scope, value } of found) {
    const name = names.get(scope)
    if (name === undefined) continue
    byKey.set(key, [...(byKey.get(key) ?? []), { scope, name, value }])
  }
  return byKey
}

/** Names of those of the scopes that lie inside this one and that the actor may know. */
async function namesInside(
  ctx: ActorCtx,
  here: Scope,
  scopes: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const codes = (kind: string) =>
    scopes.filter((one) => one.startsWith(`${kind}:`)).map((one) => one.slice(kind.length + 1))
  const names = new Map<string, string>()

  const isWide = here.kind === 'org' || here.kind === 'team'
  const teamCodes = isWide ? await teamsInside(ctx, here) : []
  for (const team of teamCodes) names.set(`team:${team.code}`, team.name)
  if (isWide) for (const type of codes('type')) names.set(`type:${type}`, ctx.t(w.type, { type }))
  if (here.kind !== 'grade')
    for (const grade of codes('grade')) names.set(`grade:${grade}`, ctx.t(w.grade, { grade }))

  const customerCodes = codes('customer').slice(0, 1000)
  if (customerCodes.length === 0) return names
  const within =
    here.kind === 'team'
      ? inScope({ teamCodes: [here.scope.slice(5), ...teamCodes.map((team) => team.code)] })
      : undefined
  const rows = await ctx.tx
    .select({
      code: customers.code,
      name: customers.name,
      grade: customers.grade,
      type: customers.type,
    })
    .from(customers)
    .where(and(inArray(customers.code, customerCodes), within))
  for (const row of rows) {
    if (here.kind === 'grade' && row.grade !== here.place.grade) continue
    if (here.kind === 'type' && row.type !== here.place.type) continue
    names.set(`customer:${row.code}`, row.name)
  }
  return names
}

/** Teams below the scope that the actor leads; for the company all. */
async function teamsInside(ctx: ActorCtx, here: Scope) {
  const mine = await myTeams(ctx)
  if (here.kind === 'org') return mine
  const paths = await allTeamPaths(ctx.tx)
  const top = here.scope.slice(5)
  return mine.filter((team) => team.code !== top && paths.get(team.code)?.includes(top))
}

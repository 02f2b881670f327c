/** Reads the scope that a command names: the company, a type, a grade, a team, a customer. */
import type { ActorCtx } from '../../bot/context.ts'
import { customerScope, findCustomers, typeCalled } from '../customers/store.ts'
import { myTeams } from './scopes.ts'

export type NamedScope =
  | { readonly kind: 'found'; readonly scope: string }
  | { readonly kind: 'none' }
  /** Several customers fit; their names. */
  | { readonly kind: 'many'; readonly names: readonly string[] }

const none: NamedScope = { kind: 'none' }
const company = /^(全公司|公司|全部|所有人|company|org|all)$/
/** `餐饮`, `餐饮类`, `餐饮类客户`, `类型 餐饮`, `type KA`. */
const typeWords = /^(?:(?:客户)?类型|type)\s*[:：]?\s*(.+)$|^(.+?)类(?:客户|店|门店)?$/
const gradeWords = /^(?:grade\s*([abcd])|([abcd])\s*(?:级|类)(?:客户|店|门店)?)$/

/**
 * Code or whole name first, a team's before a type's, then a part of a name. Only what the actor may change is looked through, so
 * that nobody learns of others'. A `@` before a team's name does no harm.
 */
export async function readScopeWords(ctx: ActorCtx, text: string): Promise<NamedScope> {
  const words = text.normalize('NFKC').trim().toLowerCase().replace(/^@/, '')
  if (words === '') return none
  if (company.test(words)) return { kind: 'found', scope: 'org' }
  const grade = gradeWords.exec(words)
  if (grade) return { kind: 'found', scope: `grade:${(grade[1] ?? grade[2] ?? '').toUpperCase()}` }

  const teams = (await myTeams(ctx)).map(({ code, name }) => ({ code, name }))
  const isTeam = teams.some(({ code, name }) => [code, name].some((n) => n.toLowerCase() === words))
  const type = isTeam ? null : await typeOf(ctx, words)
  if (type !== null) return { kind: 'found', scope: `type:${type}` }
  return (
    pick('team', teams, words) ?? pick('customer', await customersFor(ctx, words), words) ?? none
  )
}

async function typeOf(ctx: ActorCtx, words: string): Promise<string | null> {
  const whole = await typeCalled(ctx.tx, words)
  if (whole !== null) return whole
  const said = typeWords.exec(words)
  return said ? typeCalled(ctx.tx, said[1] ?? said[2] ?? '') : null
}

const customersFor = (ctx: ActorCtx, words: string) =>
  findCustomers(ctx.tx, words, { ...customerScope(ctx.actor), limit: 6 })

/** The one of a code, else of a whole name, else of a part of a name; several are named with their codes. */
function pick(
  kind: 'team' | 'customer',
  all: readonly { readonly code: string; readonly name: string }[],
  words: string,
): NamedScope | null {
  const byCode = all.filter((one) => one.code.toLowerCase() === words)
  const byName = all.filter((one) => one.name.toLowerCase() === words)
  // Customers were found by the database, which looks past signs such as the dot in 永辉·人民路店.
  const byPart = all.filter((one) => kind === 'customer' || one.name.toLowerCase().includes(words))
  const found = [byCode, byName, byPart].find((some) => some.length > 0) ?? []
  const [first, ...others] = found
  if (!first) return null
  if (others.length === 0) return { kind: 'found', scope: `${kind}:${first.code}` }
  return { kind: 'many', names: found.slice(0, 6).map(({ code, name }) => `${name} (${code})`) }
}

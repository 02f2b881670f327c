/** Whose figures are asked for, and whether the asker may see them, as things are now. */
import { asc } from 'drizzle-orm'
import type { ActorCtx, Ctx } from '../../bot/context.ts'
import type { Mention } from '../../bot/inbound.ts'
import type { Tx } from '../../db/client.ts'
import { UserError } from '../../errors.ts'
import { analysisWords as w } from '../../i18n/analysis.ts'
import { botWords } from '../../i18n/bot.ts'
import { message } from '../../i18n/t.ts'
import { authorize, may } from '../../policies.ts'
import { findTeam } from '../org/find-team.ts'
import { activeReps, allTeamPaths, findPeople, getTeam, teamPath } from '../org/store.ts'
import { teams } from '../org/tables.ts'
import { repsBelow, type TeamBelow, teamTree } from '../performance/digest/people.ts'
import { loadRep } from '../plans/people.ts'

/** What a reader of figures needs: of a click, or of a job that asks for somebody. */
export type Asking = Pick<Ctx, 'tx' | 'rules' | 'zone' | 'today' | 'now' | 't'> &
  Pick<ActorCtx, 'actor'>

type Naming = Pick<Asking, 'tx' | 'actor' | 't'>

export interface Person {
  readonly openId: string
  readonly name: string
  readonly teamCode: string | null
}

export interface Subject {
  /** `p:<open_id>`, `t:<team code>` or `all`. */
  readonly id: string
  readonly kind: 'person' | 'team' | 'company'
  readonly name: string
  /** Whose visits count: the person, or the active reps of the team and below. */
  readonly people: readonly Person[]
  /** The team with those below, itself first; of the company one above them all; empty for a person. */
  readonly tree: readonly TeamBelow[]
}

export const companyId = 'all'
export const personId = (openId: string) => `p:${openId}`
export const teamId = (code: string) => `t:${code}`

export const openIdsOf = (subject: Subject): string[] => subject.people.map(({ openId }) => openId)

/** A subject by its id. Throws UserError for who may not see it, in words that tell nothing of it. */
export async function subjectOf(ctx: Naming, id: string): Promise<Subject> {
  const [kind, key] = [id.slice(0, 2), id.slice(2)]
  if (id === companyId) {
    authorize(ctx.actor, 'analysis.see', { repOpenId: '', teamPath: [] })
    const name = ctx.t(w.company)
    const people = await activeReps(ctx.tx)
    return { id, kind: 'company', name, people, tree: await companyTree(ctx.tx, name) }
  }
  if (kind === 'p:') {
    const rep = await loadRep(ctx.tx, key)
    authorize(ctx.actor, 'analysis.see', rep ?? { repOpenId: '', teamPath: [] })
    if (!rep) throw new UserError(message(botWords.notYours), 'error')
    return { id, kind: 'person', name: rep.name, people: [rep], tree: [] }
  }
  authorize(ctx.actor, 'analysis.see', { repOpenId: '', teamPath: await teamPath(ctx.tx, key) })
  const team = kind === 't:' ? await getTeam(ctx.tx, key) : null
  if (!team) throw new UserError(message(botWords.notYours), 'error')
  const tree = await teamTree(ctx.tx, key)
  return { id, kind: 'team', name: team.name, people: await repsBelow(ctx.tx, tree), tree }
}

/** The tree of the one team above all; where there are several, as if a team stood above them. */
async function companyTree(tx: Tx, name: string): Promise<TeamBelow[]> {
  const all = await tx.select().from(teams).orderBy(asc(teams.code))
  const codes = new Set(all.map(({ code }) => code))
  const roots = all.filter(({ parentCode }) => parentCode === null || !codes.has(parentCode))
  const [only] = roots
  if (only && roots.length === 1) return teamTree(tx, only.code)
  const isRoot = new Set(roots.map(({ code }) => code))
  return [
    { code: '', name, parentCode: null },
    ...all.map((team) => (isRoot.has(team.code) ? { ...team, parentCode: '' } : team)),
  ]
}

/** What is the asker's own: the company, the widest team that they lead or look at, or themselves. */
export async function ownSubject({ tx, actor }: Naming): Promise<string> {
  if (actor.role === 'admin') return companyId
  if (actor.ledTeams.length > 0) {
    const paths = await allTeamPaths(tx)
    const depth = (code: string) => paths.get(code)?.length ?? 1
    const [widest = ''] = actor.ledTeams.toSorted((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1))
    return teamId(widest)
  }
  if (actor.role !== 'viewer') return personId(actor.openId)
  if (actor.teamCode === null) throw new UserError(message(w.noScope))
  return teamId(actor.teamCode)
}

/** The subjects of a question; without any the asker's own. */
export async function subjectsOf(ctx: Naming, ids: readonly string[]): Promise<Subject[]> {
  const wanted = ids.length > 0 ? [...new Set(ids)] : [await ownSubject(ctx)]
  const subjects: Subject[] = []
  for (const id of wanted) subjects.push(await subjectOf(ctx, id))
  return subjects
}

const selfWords = new Set(['我', '我的', '自己', 'me', 'mine', 'my'])
const teamWords = new Set(['团队', '我的团队', 'team', 'my team'])
const companyWords = new Set(['公司', '全公司', '全部', '所有人', 'company', 'all', 'everybody'])

/**
 * The ids that words and mentions name. Throws UserError for a name that nobody has whom the asker may
 * see: whether somebody else has it, they do not learn.
 */
export async function namedSubjects(
  ctx: ActorCtx,
  words: readonly string[],
  mentions: readonly Mention[],
): Promise<string[]> {
  const whole = words.join(' ')
  const asOne = words.length > 1 ? await oneNamed(ctx, whole) : null
  const named = asOne ? [asOne] : []
  if (!asOne) {
    for (const text of words) {
      const id = await oneNamed(ctx, text)
      if (!id)
        throw new UserError(message(w.notSeen, { name: text.replace(/^@/, '').slice(0, 30) }))
      named.push(id)
    }
  }
  for (const { openId, name } of mentions) {
    const rep = await loadRep(ctx.tx, openId)
    if (!rep || !may(ctx.actor, 'analysis.see', rep))
      throw new UserError(message(w.notSeen, { name: name.slice(0, 30) }))
    named.push(personId(openId))
  }
  return [...new Set(named)]
}

async function oneNamed(ctx: ActorCtx, words: string): Promise<string | null> {
  const text = words.replace(/^@/, '').trim()
  const lower = text.toLowerCase()
  if (selfWords.has(lower)) return personId(ctx.actor.openId)
  if (teamWords.has(lower)) return ownSubject(ctx)
  if (companyWords.has(lower)) return companyId
  const code = await findTeam(ctx.tx, text)
  if (code) {
    const path = await teamPath(ctx.tx, code)
    if (may(ctx.actor, 'analysis.see', { repOpenId: '', teamPath: path })) return teamId(code)
  }
  const seen: { openId: string; name: string }[] = []
  for (const person of await findPeople(ctx.tx, text)) {
    const path = await teamPath(ctx.tx, person.teamCode)
    const owned = { repOpenId: person.openId, teamPath: path }
    if (may(ctx.actor, 'analysis.see', owned)) seen.push(person)
  }
  const exact = seen.filter(({ name }) => name === text)
  const [only, another] = exact.length > 0 ? exact : seen
  if (another) throw new UserError(message(w.several, { name: text.slice(0, 30) }))
  return only ? personId(only.openId) : null
}

/**
 * Who decides about a person's visits, level by level: the direct managers and deputies first, then the
 * managers of each team above, the admins last. Nobody decides about themself or about somebody above.
 */

/** Somebody active who leads a team. */
export interface Lead {
  readonly teamCode: string
  readonly openId: string
  readonly kind: 'manager' | 'deputy'
}

export interface Level {
  /** How many teams above the person's own; the admins come after the last team. */
  readonly depth: number
  readonly judges: readonly string[]
}

export interface Judged {
  readonly openId: string
  /** Own team first, then upwards. */
  readonly teamPath: readonly string[]
}

/**
 * The levels above a person, nearest first; levels without anybody are left out. The visits of somebody who
 * leads a team are judged above it: a manager's by the team above, a deputy's by the team's managers.
 */
export function judgeLevels(
  person: Judged,
  leads: readonly Lead[],
  admins: readonly string[],
): Level[] {
  const own = person.teamPath.findLastIndex((code) =>
    leads.some((lead) => lead.teamCode === code && lead.openId === person.openId),
  )
  const isManager = leads.some(
    ({ teamCode, openId, kind }) =>
      teamCode === person.teamPath[own] && openId === person.openId && kind === 'manager',
  )
  const levels = person.teamPath.map((code, depth): Level => {
    const here = leads.filter((lead) => lead.teamCode === code && lead.openId !== person.openId)
    const above = depth > own ? here : depth === own && !isManager ? here.filter(isManagerOf) : []
    return { depth, judges: [...new Set(above.map(({ openId }) => openId))] }
  })
  const last = {
    depth: person.teamPath.length,
    judges: admins.filter((openId) => openId !== person.openId),
  }
  return [...levels, last].filter(({ judges }) => judges.length > 0)
}

const isManagerOf = ({ kind }: Lead) => kind === 'manager'

/**
 * Who may rule on a visit first: the nearest level, and every level up to `reached`, to which an unanswered
 * explanation has gone up meanwhile (null: none).
 */
export function firstJudges(levels: readonly Level[], reached: number | null): string[] {
  const upTo = Math.max(levels[0]?.depth ?? 0, reached ?? 0)
  return union(levels.filter(({ depth }) => depth <= upTo))
}

/**
 * The levels that an appeal against a ruling goes to, nearest first: those above the one that ruled, without
 * the person who ruled. When there is none the admins look at it, and only when nobody else is left the one
 * who ruled: an appeal never falls on deaf ears.
 */
export function appealLevels(
  levels: readonly Level[],
  ruling: { readonly depth: number; readonly byOpenId: string },
): Level[] {
  const others = levels
    .map(({ depth, judges }) => ({ depth, judges: judges.filter((id) => id !== ruling.byOpenId) }))
    .filter(({ judges }) => judges.length > 0)
  const above = others.filter(({ depth }) => depth > ruling.depth)
  if (above.length > 0) return above
  return others.length > 0 ? others.slice(-1) : levels.slice(-1)
}

/** Who may decide on an appeal that has reached a depth: everybody from its first level up to there. */
export function appealJudges(
  levels: readonly Level[],
  ruling: { readonly depth: number; readonly byOpenId: string },
  reached: number | null,
): string[] {
  return firstJudges(appealLevels(levels, ruling), reached)
}

/** The next level above a depth, or null at the top. */
export function levelAbove(levels: readonly Level[], depth: number | null): Level | null {
  const now = Math.max(levels[0]?.depth ?? 0, depth ?? 0)
  return levels.find((level) => level.depth > now) ?? null
}

const union = (levels: readonly Level[]) => [...new Set(levels.flatMap(({ judges }) => judges))]

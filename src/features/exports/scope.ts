/** Whose rows somebody may take out, asked of the policies as they are when the file is made. */
import { type SQL, sql } from 'drizzle-orm'
import type { Actor } from '../../bot/context.ts'
import type { Tx } from '../../db/client.ts'
import { may } from '../../policies.ts'
import { allTeamPaths } from '../org/store.ts'
import { teams, users } from '../org/tables.ts'
import { judgedOf } from '../trust/show-people.ts'

export interface Person {
  readonly openId: string
  readonly name: string
  readonly employeeNo: string | null
  readonly team: string
  readonly teamCode: string | null
}

export interface Scope {
  /** Whose rows; null: everybody's, also of people that are not known. */
  readonly openIds: readonly string[] | null
  /** Customers of these teams besides, whoever looks after them; null as above. */
  readonly teamCodes: readonly string[] | null
  /** Whose positions may be seen, of the above; null: everybody's. */
  readonly located: readonly string[] | null
  /** Whose doubts; nobody's unless they were asked for. */
  readonly trusted: readonly string[] | null
  readonly people: ReadonlyMap<string, Person>
  /** Names of the teams by code. */
  readonly teams: ReadonlyMap<string, string>
  /** Each team's with those above it. */
  readonly paths: ReadonlyMap<string, readonly string[]>
}

export interface Narrowed {
  readonly teamCode?: string | null
  readonly ofOpenId?: string | null
}

/** Which of the records of these people and teams a person may take out, and of which set. */
export type Right = 'record.export' | 'money.export' | 'commission.see'

/**
 * The person's scope, narrowed to a team (with those below) or a person. Nobody in it: nothing may be
 * seen, which is for the caller to tell from there being no data.
 */
export async function scopeOf(
  tx: Tx,
  actor: Actor,
  right: Right,
  { teamCode = null, ofOpenId = null }: Narrowed = {},
  { withDoubts = false }: { withDoubts?: boolean } = {},
): Promise<Scope> {
  const paths = await allTeamPaths(tx)
  const named = new Map((await tx.select().from(teams)).map(({ code, name }) => [code, name]))
  const everybody = await tx.select().from(users)
  const people = new Map(
    everybody.map(({ openId, name, employeeNo, teamCode: own }): [string, Person] => [
      openId,
      { openId, name, employeeNo, teamCode: own, team: named.get(own ?? '') ?? own ?? '' },
    ]),
  )
  const pathOf = (code: string | null) => (code === null ? [] : (paths.get(code) ?? [code]))
  const inside = (code: string | null) => teamCode === null || pathOf(code).includes(teamCode)
  const owned = everybody.map(({ openId, teamCode: own }) => ({
    repOpenId: openId,
    teamPath: pathOf(own),
    isWanted: inside(own) && (ofOpenId === null || ofOpenId === openId),
  }))
  const wanted = owned.filter((one) => one.isWanted && may(actor, right, one))
  // Whom nobody knows yet belongs to who may see everything.
  const isAll = teamCode === null && ofOpenId === null && may(actor, right, unknown)
  const located = wanted
    // Who only looks makes no visits: it is not worth columns of their own.
    .filter((one) => actor.role !== 'viewer' && may(actor, 'visit.see', one))
    .map(({ repOpenId }) => repOpenId)
  const seesAll = isAll && may(actor, 'visit.see', unknown)
  return {
    openIds: isAll ? null : wanted.map(({ repOpenId }) => repOpenId),
    teamCodes: isAll
      ? null
      : ofOpenId !== null
        ? []
        : [...paths.keys()].filter(
            (code) => inside(code) && may(actor, right, { repOpenId: '', teamPath: pathOf(code) }),
          ),
    located: seesAll ? null : located,
    trusted:
      seesAll && may(actor, 'trust.see', unknown)
        ? null
        : await doubtsSeen(tx, actor, withDoubts ? located : []),
    people,
    teams: named,
    paths,
  }
}

/** Of these people those whose doubts the actor may see: it takes the levels above each, so only who asks pays. */
async function doubtsSeen(tx: Tx, actor: Actor, openIds: readonly string[]): Promise<string[]> {
  const judged = await judgedOf(tx, openIds)
  return openIds.filter((repOpenId) => {
    const seers = judged.get(repOpenId)?.levels.flatMap(({ judges }) => judges) ?? []
    return may(actor, 'trust.see', { repOpenId, seers, judges: [] })
  })
}

const unknown = { repOpenId: '', teamPath: [], seers: [], judges: [] }

/** One text parameter however many there are: a statement takes 65,535 parameters. */
export function amongTexts(values: readonly string[] | null, column: SQL): SQL {
  if (values === null) return sql`true`
  return sql`${column} in (select json_array_elements_text(${JSON.stringify(values)}::text::json))`
}

/** Columns of a person; what is not known stays empty. */
export function personCells({ people }: Scope, openId: string | null) {
  const person = people.get(openId ?? '')
  return {
    rep: person?.name ?? openId,
    employee_no: person?.employeeNo ?? null,
    team: person?.team ?? null,
  }
}

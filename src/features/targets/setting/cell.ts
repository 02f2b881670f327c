/** Reads one target with its parts, as its card shows it. */

import type { Card } from '../../../../cards/kit/card.ts'
import type { CellKey } from '../../../../cards/targets/actions.ts'
import { cellCard } from '../../../../cards/targets/cell.ts'
import type { CellRow, CellView } from '../../../../cards/targets/setting-view.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { addParts, cascadeOf, sameForAll, shareOut } from '../../../domain/performance/cascade.ts'
import { isYear } from '../../../domain/performance/target-words.ts'
import type { Aim } from '../../../domain/performance/targets.ts'
import { monthRange } from '../../../domain/time.ts'
import { may } from '../../../policies.ts'
import { getTeam, teamPath } from '../../org/store.ts'
import { readAims } from '../aims.ts'
import { targetRows } from '../store.ts'
import { allMonths, belowOf, cascadesOf } from './board.ts'
import { closedMonths } from './closed.ts'
import { below, isRate, months, type Part, yearOf } from './parts.ts'
import { nameOfSubject, type Subject, scopeOf, subjectOf } from './subject.ts'
import { leftWithTarget, readTree, type Tree, type What } from './tree.ts'
import { goodsName } from './what.ts'

const rowsOnPage = 15

export interface Shown {
  readonly page?: number
  readonly said?: string | null
  readonly undo?: number | null
}

export async function cellCardFor(ctx: ActorCtx, key: CellKey, shown: Shown = {}): Promise<Card> {
  return cellCard(await readCell(ctx, key, shown), ctx.t)
}

export interface CellParts {
  readonly subject: Subject
  readonly what: What
  readonly value: number | null
  readonly tree: Tree | null
  readonly below: readonly Part[]
  readonly months: readonly Part[]
  readonly closed: ReadonlySet<string>
}

/** A target and its parts as they are now. Throws UserError for whom the actor may not set. */
export async function readParts(ctx: ActorCtx, key: CellKey): Promise<CellParts> {
  const subject = await subjectOf(ctx, key.scope)
  const what: What = { metric: key.metric, goods: key.goods }
  const closed = await closedMonths(ctx.tx)
  const tree =
    subject.kind === 'team' ? await readTree(ctx.tx, subject.team.code, allMonths(key.month)) : null
  const at = { tree, today: ctx.today, closed }
  return {
    subject,
    what,
    tree,
    closed,
    value: await keptOf(ctx, scopeOf(subject), key.month, what),
    below: tree ? await below(ctx.tx, tree, key.month, what) : [],
    months: await months(ctx.tx, subject, yearOf(key.month), what, at),
  }
}

export async function keptOf(
  { tx }: Pick<ActorCtx, 'tx'>,
  scope: string,
  month: string,
  { metric, goods }: What,
): Promise<number | null> {
  const rows = await targetRows(tx, [scope], [month])
  return rows.find((row) => row.metric === metric && row.productCode === goods)?.value ?? null
}

async function readCell(ctx: ActorCtx, key: CellKey, shown: Shown): Promise<CellView> {
  const read = await readParts(ctx, key)
  const { subject, what, tree, value, closed } = read
  const { month } = key
  const year = yearOf(month)
  const yearValue = isYear(month) ? value : await keptOf(ctx, key.scope, year, what)
  const all = isYear(month) ? read.months : read.below
  const pages = Math.max(1, Math.ceil(all.length / rowsOnPage))
  const page = Math.min(shown.page ?? 0, pages - 1)
  const cascades = tree && cascadesOf(tree, month, what, { today: ctx.today, closed })
  const rate = isRate(what)
  const isClosed = closed.has(month)
  return {
    key,
    metric: key.metric,
    goodsName: await goodsName(ctx.tx, key.goods),
    name: nameOfSubject(subject),
    teamCode: subject.kind === 'team' ? subject.team.code : null,
    personOpenId: subject.kind === 'person' ? subject.user.openId : null,
    value,
    belowIs: tree ? belowOf(tree, month) : 'people',
    below: cascades?.below ?? null,
    people: cascades?.people ?? null,
    year: {
      key: { ...key, month: year },
      value: yearValue,
      months: rate ? { kind: 'nothing' } : cascadeOf(yearValue, addParts(read.months)),
    },
    team: subject.kind === 'person' && !rate ? await teamOf(ctx, subject, key, what) : null,
    aim: subject.kind === 'person' && !isYear(month) ? await aimOf(ctx, subject, key) : null,
    rows: all
      .slice(page * rowsOnPage, (page + 1) * rowsOnPage)
      .map((one) => rowOf(one, key, closed)),
    page,
    pages,
    count: all.length,
    left: tree
      ? await leftWithTarget(
          ctx.tx,
          tree.teams.map(({ code }) => code),
          month,
          what,
        )
      : [],
    isClosed,
    canGiveBelow: !isClosed && value !== null && canShare(value, read.below, rate),
    canGiveMonths: isYear(month) && value !== null && canShare(value, read.months, rate),
    said: shown.said ?? null,
    undo: shown.undo ?? null,
  }
}

const canShare = (value: number, parts: readonly Part[], rate: boolean) =>
  (rate
    ? sameForAll(value, parts)
    : shareOut(
        value,
        parts,
        parts.map(() => 1),
      )) !== null

function rowOf(part: Part, key: CellKey, closed: ReadonlySet<string>): CellRow {
  const { scope, month, label, value, isSum, joinedOn, leavesOn } = part
  return {
    key: { ...key, scope, month },
    ...{ label, value, isSum, joinedOn, leavesOn },
    isClosed: closed.has(month),
  }
}

/** The board that one goes back to: of the team, or of the person's team where the actor may set it. */
export async function boardOf(ctx: ActorCtx, subject: Subject): Promise<string | null> {
  if (subject.kind === 'team') return subject.team.code
  const { teamCode } = subject.user
  if (teamCode === null) return null
  const path = await teamPath(ctx.tx, teamCode)
  return may(ctx.actor, 'targets.set', { repOpenId: '', teamPath: path }) ? teamCode : null
}

/** How the team of a person stands. */
async function teamOf(
  ctx: ActorCtx,
  { user }: Subject & { kind: 'person' },
  key: CellKey,
  what: What,
): Promise<CellView['team']> {
  const team = user.teamCode === null ? null : await getTeam(ctx.tx, user.teamCode)
  if (!team || !(await boardOf(ctx, { kind: 'person', user, path: [] }))) return null
  const tree = await readTree(ctx.tx, team.code, [key.month])
  return {
    key: { ...key, scope: `team:${team.code}` },
    name: team.name,
    value: tree.own(team.code, key.month, what),
    below: cascadesOf(tree, key.month, what, { today: ctx.today, closed: new Set() }).below,
    belowIs: belowOf(tree, key.month),
  }
}

/** What 业绩 will measure the person against. */
async function aimOf(
  ctx: ActorCtx,
  { user }: Subject & { kind: 'person' },
  { month, metric, goods }: CellKey,
): Promise<Aim | null> {
  const aims = await readAims(ctx, {
    month,
    people: [user],
    teamCodes: [],
    to: monthRange(month).to,
  })
  const of = goods === '' ? aims.ofPerson(user.openId) : aims.goodsOfPerson(user.openId).get(goods)
  return of?.get(metric) ?? null
}

/** Gradings as their cards show them. */
import { and, eq, sql } from 'drizzle-orm'
import { pageSize } from '../../../cards/customers/parts.ts'
import {
  type GradingView,
  gradingCard,
  gradingHistoryCard,
  gradingMovesCard,
} from '../../../cards/grading/grading.ts'
import type { GradeLetter } from '../../../cards/grading/parts.ts'
import type { Card } from '../../../cards/kit/card.ts'
import type { Actor, Ctx } from '../../bot/context.ts'
import { formatLocal } from '../../domain/time.ts'
import { gradingWords as w } from '../../i18n/grading.ts'
import type { T } from '../../i18n/t.ts'
import { visibleTeams } from '../../policies.ts'
import { getUser, getUsers } from '../org/store.ts'
import { type Grading, publishedGradings } from './store/publish.ts'
import { gradeChanges } from './tables.ts'

export const gradingThing = (id: string) => `grading:${id}`

export async function gradingCardFor(
  ctx: Ctx,
  grading: Grading,
  actor: Actor,
  t: T,
): Promise<Card> {
  return gradingCard(await viewOf(ctx, grading, actor, t), t)
}

async function viewOf(ctx: Ctx, grading: Grading, actor: Actor, t: T): Promise<GradingView> {
  const { summary } = grading
  return {
    id: grading.id,
    state: grading.status,
    date: grading.onDate.slice(5),
    windowDays: summary?.windowDays ?? 0,
    scope: summary?.scope ?? 'org',
    scopes: summary?.scopes ?? 0,
    smallScopes: summary?.smallScopes ?? 0,
    byGrade: summary?.byGrade ?? [],
    young: summary?.young ?? 0,
    locked: summary?.locked ?? 0,
    moves: summary?.moves ?? [],
    dataAsOf: summary?.dataAsOf?.slice(5) ?? null,
    mayPublish: actor.role === 'admin',
    published: grading.publishedAt && {
      by: await nameOf(ctx, grading.publishedBy, t),
      at: formatLocal(grading.publishedAt, ctx.zone, 'dateTime', t.locale),
    },
    changed: grading.publishedAt
      ? await ctx.tx.$count(
          gradeChanges,
          and(eq(gradeChanges.gradingId, grading.id), eq(gradeChanges.reason, 'published')),
        )
      : null,
  }
}

async function nameOf(ctx: Ctx, openId: string | null, t: T): Promise<string> {
  if (openId === null) return t(w.bySystem)
  return (await getUser(ctx.tx, openId))?.name ?? openId
}

interface MoveRow extends Record<string, unknown> {
  code: string
  name: string
  owner: string | null
  before: GradeLetter | null
  grade: GradeLetter
  fen: string
  total: string
}

/** One page of who moves, of the actor's teams, the largest sales first. */
export async function movesCardFor(
  ctx: Ctx,
  grading: Grading,
  actor: Actor,
  page: number,
): Promise<Card> {
  const teams = visibleTeams(actor)
  const seen =
    teams === null
      ? sql`true`
      : sql`coalesce(u.team_code, c.team_code) in (select jsonb_array_elements_text(${JSON.stringify(teams)}::text::jsonb))`
  const moving = sql`
    from grading_rows r join customers c on c.code = r.customer_code
    left join users u on u.open_id = c.owner_open_id
    where r.grading_id = ${grading.id} and r.kind = 'ranked' and r.before is distinct from r.grade and ${seen}`
  const [count] = await ctx.tx.execute<{ n: string }>(sql`select count(*) as n ${moving}`)
  const total = Number(count?.n ?? 0)
  const pages = Math.max(1, Math.ceil(total / pageSize))
  const at = Math.min(page, pages - 1)
  const rows = await ctx.tx.execute<MoveRow>(sql`
    select c.code, c.name, u.name as owner, r.before, r.grade, r.sales_fen as fen ${moving}
    order by r.sales_fen desc, c.code limit ${pageSize} offset ${at * pageSize}`)
  return gradingMovesCard(
    {
      id: grading.id,
      date: grading.onDate.slice(5),
      windowDays: grading.summary?.windowDays ?? 0,
      total,
      page: at,
      pages,
      rows: rows.map(({ fen, ...row }) => ({ ...row, salesFen: Number(fen) })),
    },
    ctx.tFor(actor.locale),
  )
}

const historyShown = 12

export async function historyCardFor(ctx: Ctx, t: T): Promise<Card> {
  const list = await publishedGradings(ctx.tx, historyShown)
  const people = await getUsers(
    ctx.tx,
    list.flatMap(({ publishedBy }) => publishedBy ?? []),
  )
  return gradingHistoryCard(
    list.map(({ publishedAt, publishedBy, onDate }) => ({
      at: publishedAt ? formatLocal(publishedAt, ctx.zone, 'dateTime', t.locale) : '',
      by: publishedBy === null ? null : (people.get(publishedBy)?.name ?? publishedBy),
      date: onDate.slice(5),
    })),
    t,
  )
}

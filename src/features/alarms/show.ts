/** From alarms to the cards that show them, for whoever reads. */
import { and, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { AlarmPlace } from '../../../cards/alarms/actions.ts'
import { type AlarmListView, alarmListCard, alarmPageSize } from '../../../cards/alarms/list.ts'
import type { AlarmLine } from '../../../cards/alarms/view.ts'
import type { Card } from '../../../cards/kit/card.ts'
import type { Ctx } from '../../bot/context.ts'
import { settings } from '../../domain/settings/index.ts'
import { type LocalDate, toLocalDate } from '../../domain/time.ts'
import type { Locale } from '../../i18n/t.ts'
import { type CustomerScope, inScope } from '../customers/store.ts'
import { customers } from '../customers/tables.ts'
import { missingGoods } from '../orders/missing-goods.ts'
import { allTeamPaths, getUsers } from '../org/store.ts'
import {
  type AlarmRow,
  alarmsWhere,
  countAlarms,
  plannedFrom,
  running,
  shownTo,
} from './acts-store.ts'
import { offerFor } from './promos.ts'

/** Who looks at a card; `scope` is what that person may see of somebody else's. */
export interface Reader {
  readonly openId: string
  readonly locale: Locale | null
  readonly teamPath: readonly string[]
}

export const dayThing = (openId: string, date: string) => `alarms:${openId}:${date}`
export const upThing = (openId: string, date: string) => `alarms-up:${openId}:${date}`

export type Place =
  | { readonly kind: 'day' | 'up'; readonly date: LocalDate; readonly page: number }
  | { readonly kind: 'mine'; readonly page: number }
  /** Empty: those without an owner. */
  | { readonly kind: 'of'; readonly openId: string; readonly page: number }
  | { readonly kind: 'team' }

/** Reads a place off the wire; its form is checked by the action. */
export function readPlace(at: AlarmPlace): Place {
  const [kind, ...rest] = at.split(':')
  const page = Number(rest.at(-1) ?? 0)
  if (kind === 'day' || kind === 'up') return { kind, date: rest[0] as LocalDate, page }
  if (kind === 'of') return { kind, openId: rest[0] ?? '', page }
  return kind === 'mine' ? { kind, page } : { kind: 'team' }
}

/** Which thing a card at a place is; undefined: a list of its own each time. */
export function thingAt(at: AlarmPlace, openId: string): string | undefined {
  const place = readPlace(at)
  if (place.kind === 'day') return dayThing(openId, place.date)
  return place.kind === 'up' ? upThing(openId, place.date) : undefined
}

type ListPlace = Exclude<Place, { kind: 'team' }>

function conditionOf(
  ctx: Ctx,
  place: ListPlace,
  reader: Reader,
  scope: CustomerScope,
): SQL | undefined {
  const active = eq(customers.status, 'active')
  switch (place.kind) {
    case 'day':
      return shownTo(ctx.zone, reader.openId, 'told', place.date)
    case 'up':
      return shownTo(ctx.zone, reader.openId, 'escalated', place.date)
    case 'mine':
      return and(running(), active, eq(customers.ownerOpenId, reader.openId))
    case 'of':
      return and(
        running(),
        active,
        inScope(scope),
        place.openId === ''
          ? or(isNull(customers.ownerOpenId), ownerLeft())
          : eq(customers.ownerOpenId, place.openId),
      )
  }
}

/** The owner of a customer is not there any more. */
export const ownerLeft = () =>
  sql`not exists (select 1 from users u where u.open_id = ${customers.ownerOpenId} and u.status = 'active')`

/** A page of alarms as it stands now. */
export async function listView(
  ctx: Ctx,
  at: AlarmPlace,
  reader: Reader,
  scope: CustomerScope,
  ofName: string | null = null,
): Promise<AlarmListView> {
  const place = readPlace(at) as ListPlace
  const where = conditionOf(ctx, place, reader, scope)
  const counts = await countAlarms(ctx.tx, where)
  const pages = Math.max(1, Math.ceil(counts.total / alarmPageSize))
  const page = Math.min(place.page, pages - 1)
  const rows = await alarmsWhere(ctx.tx, where, {
    limit: alarmPageSize,
    offset: page * alarmPageSize,
  })
  const hours = ctx.rules.get(settings.alarmAnswerHours, { teams: reader.teamPath })
  return {
    kind: place.kind,
    at,
    date: place.kind === 'day' || place.kind === 'up' ? place.date : ctx.today,
    ofName: place.kind === 'of' ? ofName : null,
    lines: await alarmLines(ctx, rows, reader),
    ...counts,
    page,
    pages,
    hours: rows.some(({ alarm }) => alarm.dueAt !== null) ? hours : null,
    dataAsOf: rows
      .map(({ alarm }) => alarm.dataAsOf as LocalDate)
      .reduce<LocalDate | null>((a, b) => (a !== null && a > b ? a : b), null),
  }
}

export const listCard = async (
  ctx: Ctx,
  at: AlarmPlace,
  reader: Reader,
  scope: CustomerScope,
  ofName: string | null = null,
): Promise<Card> =>
  alarmListCard(await listView(ctx, at, reader, scope, ofName), ctx.tFor(reader.locale))

/** What a card shows of each alarm. */
export async function alarmLines(
  ctx: Ctx,
  rows: readonly AlarmRow[],
  reader: Pick<Reader, 'openId'>,
): Promise<AlarmLine[]> {
  if (rows.length === 0) return []
  const open = rows.filter(({ alarm }) => alarm.endedAt === null)
  const codes = open.map(({ customer }) => customer.code)
  const planned = await plannedFrom(ctx.tx, codes, ctx.today)
  const alone = open.flatMap(({ alarm, customer }) => (alarm.numbers.branches ? [] : customer.code))
  const missing = await missingGoods(ctx, alone)
  const last = await lastActs(
    ctx,
    rows.map(({ alarm }) => alarm.id),
  )
  const paths = await allTeamPaths(ctx.tx)
  const people = await getUsers(ctx.tx, [
    ...rows.flatMap(({ customer }) => customer.ownerOpenId ?? []),
    ...[...planned.values()].map(({ repOpenId }) => repOpenId),
    ...[...last.values()].flatMap(({ by }) => by ?? []),
  ])
  return rows.map(({ alarm, customer }): AlarmLine => {
    const owner = people.get(customer.ownerOpenId ?? '')
    const visit = planned.get(customer.code)
    const act = last.get(alarm.id)
    const teams = paths.get(owner?.teamCode ?? customer.teamCode ?? '') ?? []
    return {
      alarmId: alarm.id,
      customerCode: customer.code,
      name: customer.name,
      grade: customer.grade,
      owner:
        customer.ownerOpenId === reader.openId
          ? null
          : owner?.status === 'active'
            ? owner.name
            : '',
      numbers: alarm.numbers,
      chance: alarm.chance,
      moneyAtRiskFen: alarm.moneyAtRiskFen,
      state: alarm.state,
      level: alarm.level,
      offer: offerFor(ctx, customer, teams),
      missing: missing.get(customer.code) ?? null,
      planned: visit
        ? {
            on: visit.on,
            name:
              visit.repOpenId === reader.openId || visit.repOpenId === customer.ownerOpenId
                ? null
                : (people.get(visit.repOpenId)?.name ?? null),
          }
        : null,
      last: act
        ? { ...act, name: people.get(act.by ?? '')?.name ?? '', on: toLocalDate(act.at, ctx.zone) }
        : null,
      endReason: alarm.endReason,
    }
  })
}

interface LastAct {
  readonly kind: 'answered' | 'snoozed' | 'visited'
  readonly words: string
  readonly by: string | null
  readonly at: Date
}

/** By alarm the last thing that somebody did; what was taken up again since does not count. */
async function lastActs(ctx: Ctx, ids: readonly string[]): Promise<Map<string, LastAct>> {
  const rows = await ctx.tx.execute<{
    id: string
    kind: LastAct['kind'] | 'reopened' | 'moved'
    note: string | null
    by: string | null
    at: string
  }>(sql`
    select distinct on (e.alarm_id) e.alarm_id as id, e.kind, e.note, e.by_open_id as by, e.at
    from alarm_events e
    where ${inArray(sql`e.alarm_id`, [...ids])}
      and e.kind in ('answered', 'snoozed', 'visited', 'reopened', 'moved')
    order by e.alarm_id, e.at desc, e.id desc`)
  return new Map(
    rows.flatMap(({ id, kind, note, by, at }) =>
      kind === 'reopened' || kind === 'moved'
        ? []
        : [[id, { kind, words: note ?? '', by, at: new Date(at) }] as const],
    ),
  )
}

/** Reads what the plan cards show. */
import { and, asc, count, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Changed, PlanView, StopLine, StopMark, Why } from '../../../cards/plans/view.ts'
import type { Ctx } from '../../bot/context.ts'
import { settings } from '../../domain/settings/index.ts'
import { formatLocal, type LocalDate, timeToMinutes } from '../../domain/time.ts'
import { customers } from '../customers/tables.ts'
import { knownPoints } from '../customers/usable-points.ts'
import { notedAbout } from '../nudges/store.ts'
import { getUsers } from '../org/store.ts'
import { outNow } from '../outings/views.ts'
import { monthState } from '../performance/digest/month.ts'
import type { DailyPlan, Draft } from './generate.ts'
import { lateKind, missedKind } from './late.ts'
import type { Rep } from './people.ts'
import { pictureFor } from './picture.ts'
import { planStops } from './tables.ts'
import { windowOf } from './windows.ts'

type Stop = Pick<
  typeof planStops.$inferSelect,
  | 'sequence'
  | 'customerCode'
  | 'source'
  | 'reason'
  | 'status'
  | 'skipState'
  | 'visitId'
  | 'routed'
  | 'eta'
  | 'legM'
  | 'legEstimated'
  | 'fit'
  | 'windowFrom'
  | 'windowTo'
  | 'keptPlace'
> & { readonly id: string | null }
type CustomerRow = typeof customers.$inferSelect

export interface ViewOptions {
  /** The reader is the rep. */
  readonly own: boolean
}

/** The stored plan of a day. */
export async function planView(
  ctx: Ctx,
  rep: Rep,
  plan: DailyPlan,
  options: ViewOptions,
): Promise<PlanView> {
  const stops = await ctx.tx
    .select()
    .from(planStops)
    .where(eq(planStops.planId, plan.id))
    .orderBy(asc(planStops.sequence), asc(planStops.customerCode))
  const view = await viewOf(ctx, rep, plan.date as LocalDate, stops, {
    ...plan,
    ...options,
    preview: false,
  })
  const isOwnToday = options.own && plan.date === ctx.today
  const month = isOwnToday
    ? (await monthState(ctx, { teamCode: null, people: [rep] }, ctx.today)).lines[0]
    : null
  const outing = isOwnToday ? await outNow(ctx, rep) : null
  return {
    ...view,
    month: month ?? null,
    outing,
    picture: await pictureFor(ctx, plan, rep.teamPath),
  }
}

/** The plan as it would be made. */
export async function draftView(
  ctx: Ctx,
  rep: Rep,
  date: LocalDate,
  draft: Draft,
  options: ViewOptions,
): Promise<PlanView> {
  const stops = draft.stops
    .map(
      (stop): Stop => ({
        ...stop,
        id: null,
        status: stop.status ?? 'planned',
        skipState: null,
        visitId: null,
        eta: stop.eta ?? null,
        legM: stop.legM ?? null,
        legEstimated: stop.legEstimated ?? null,
        fit: stop.fit ?? null,
        windowFrom: stop.windowFrom ?? null,
        windowTo: stop.windowTo ?? null,
        keptPlace: stop.keptPlace ?? null,
      }),
    )
    .toSorted((a, b) => a.sequence - b.sequence)
  return viewOf(ctx, rep, date, stops, { ...draft, ...options, preview: true })
}

async function viewOf(
  ctx: Ctx,
  rep: Rep,
  date: LocalDate,
  stops: readonly Stop[],
  more: {
    own: boolean
    preview: boolean
    totalM: number
    endsAt: string | null
    proven: boolean
  },
): Promise<PlanView> {
  return {
    repOpenId: rep.openId,
    repName: rep.name,
    date,
    when: date < ctx.today ? 'past' : date === ctx.today ? 'today' : 'future',
    own: more.own,
    preview: more.preview,
    totalM: more.totalM,
    endsAt: more.endsAt,
    proven: more.proven,
    kept: stops.some((stop) => stop.keptPlace !== null),
    leftMinutes: leftMinutes(ctx, rep, date, more.endsAt),
    stops: await stopLines(ctx, rep, date, stops),
    changed: more.preview || date !== ctx.today ? null : changedOf(ctx, rep, stops),
    noAddress: await noAddressCount(ctx, rep.openId),
  }
}

/** From setting out to the end of the day, today from now on. */
function leftMinutes(ctx: Ctx, rep: Rep, date: LocalDate, endsAt: string | null): number | null {
  if (endsAt === null || date < ctx.today) return null
  const setOut = timeToMinutes(ctx.rules.get(settings.startOfDay, { teams: rep.teamPath }))
  const now = timeToMinutes(formatLocal(ctx.now, ctx.zone, 'time'))
  const from = date === ctx.today ? Math.max(now, setOut) : setOut
  return Math.max(0, timeToMinutes(endsAt) - from)
}

/**
 * What has come up since the open stops were put in order. A stop that was skipped keeps its leg until
 * then (`routePlan` takes it away), and one that was added has no time yet.
 */
function changedOf(ctx: Ctx, rep: Rep, stops: readonly Stop[]): Changed {
  const open = stops.filter(
    (stop) =>
      stop.routed && stop.visitId === null && ['open', 'refused'].includes(markOf(stop, false)),
  )
  const last = open.at(-1)?.sequence ?? 0
  const isOff = (stop: Stop) =>
    stop.status === 'skipped' && stop.legM !== null && stop.sequence < last
  const next = open.find(({ eta }) => eta !== null)
  const isVisiting = stops.some((stop) => markOf(stop, false) === 'visiting')
  const now = timeToMinutes(formatLocal(ctx.now, ctx.zone, 'time'))
  const late = next?.eta && !isVisiting ? now - timeToMinutes(next.eta) : 0
  const granted = ctx.rules.get(settings.lateMinutes, { teams: rep.teamPath })
  return {
    cancelled: stops.filter(isOff).length,
    added: open.filter(({ eta }) => eta === null).length,
    lateMinutes: late > granted ? late : 0,
  }
}

/** Stops with what the customer's record says, in the order given. */
export async function stopLines(
  ctx: Ctx,
  rep: Pick<Rep, 'openId'>,
  date: LocalDate,
  stops: readonly Stop[],
): Promise<StopLine[]> {
  if (stops.length === 0) return []
  const codes = stops.map((stop) => stop.customerCode)
  const rows = await ctx.tx.select().from(customers).where(inArray(customers.code, codes))
  const byCode = new Map(rows.map((row) => [row.code, row]))
  const asked = stops.flatMap((stop) => (stop.reason as { by?: string }).by ?? [])
  const people = await getUsers(ctx.tx, [...new Set(asked)])
  const behind = date === ctx.today ? await behindOf(ctx, rep.openId, stops) : null
  const unrouted = stops.flatMap((stop) =>
    stop.routed ? [] : (byCode.get(stop.customerCode) ?? []),
  )
  const { doubted } = await knownPoints(ctx.tx, unrouted)
  return stops.map((stop) => {
    const why = stop.reason as Why & { by?: string }
    const byName = why.by ? (people.get(why.by)?.name ?? null) : null
    const line = lineOf(ctx, date, stop, byCode.get(stop.customerCode), byName)
    const doubtful = doubted.has(stop.customerCode)
    return { ...line, doubtful, behind: behind?.get(stop.id ?? '') ?? null }
  })
}

/** Which stops are late or missed, as the rep was told or is to be told. */
async function behindOf(ctx: Ctx, openId: string, stops: readonly Stop[]) {
  const ids = stops.flatMap(({ id }) => id ?? [])
  const noted = await notedAbout(ctx, openId, [lateKind, missedKind], ids)
  return new Map(
    [...noted].map(([id, kinds]) => [id, kinds.includes(missedKind) ? 'missed' : 'late'] as const),
  )
}

function lineOf(
  ctx: Ctx,
  date: LocalDate,
  stop: Stop,
  customer: CustomerRow | undefined,
  byName: string | null,
): Omit<StopLine, 'behind' | 'doubtful'> {
  const { lngGcj: lng = null, latGcj: lat = null } = customer ?? {}
  const fixed = (stop.reason as Why).code === 'fixedDay'
  return {
    stopId: stop.id,
    sequence: stop.sequence,
    customerCode: stop.customerCode,
    name: customer?.name ?? stop.customerCode,
    grade: customer?.grade ?? null,
    line: fixed ? (customer?.line ?? null) : null,
    source: stop.source,
    why: stop.reason as Why,
    byName,
    eta: stop.eta,
    window: windowOf(stop.windowFrom, stop.windowTo),
    legM: stop.legM,
    legEstimated: stop.legEstimated ?? false,
    fit: stop.fit,
    mark: markOf(stop, date < ctx.today),
    routed: stop.routed,
    point: lng === null || lat === null ? null : { lng, lat },
  }
}

/** What became of a stop; a day that is over turns what is left into missed. */
export function markOf(
  stop: Pick<Stop, 'status' | 'skipState' | 'visitId'>,
  isPast: boolean,
): StopMark {
  if (stop.status === 'visited') return 'visited'
  if (stop.status === 'skipped') return 'skipped'
  if (isPast) return 'missed'
  if (stop.visitId) return 'visiting'
  if (stop.skipState === 'asked') return 'asked'
  return stop.skipState === 'refused' ? 'refused' : 'open'
}

const blank = sql`coalesce(trim(${customers.address}), '') = ''`

/** Active customers of a rep with neither address nor point: they are never planned. */
export async function noAddressCount(ctx: Ctx, repOpenId: string): Promise<number> {
  const [row] = await ctx.tx
    .select({ n: count() })
    .from(customers)
    .where(
      and(
        eq(customers.ownerOpenId, repOpenId),
        eq(customers.status, 'active'),
        isNull(customers.lngGcj),
        blank,
      ),
    )
  return row?.n ?? 0
}

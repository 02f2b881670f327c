/** One day of a rep: the plan as it went out in the morning, and what became of it. */
import { addDays, minutesToTime } from '../domain/time.ts'
import { markSummary, summaryScore } from '../domain/visits/summary-quality.ts'
import type { Book, Habits, RepHistory, Running, Story, WorkDay } from './history.ts'
import { nextStepFor, summaryFor } from './phrases.ts'
import { chance, logNormal, normal, pick, type Random, uuidAt, weighted, whole } from './random.ts'
import { roadM } from './shops.ts'

const minuteMs = 60_000
const startMinutes = 8 * 60 + 40
const endMinutes = 18 * 60
/** The one who hurries through the last afternoon: what makes a manager look (核查). */
const hurriedRep = 3
/** So many stops before the end of the plan. */
const hurriedStops = 9
const hurriedSummary = '老板不在，陈列正常，下次再来。'

interface Walk {
  readonly story: Story
  readonly habits: Habits
  readonly day: WorkDay
  readonly told: RepHistory
  readonly book: Book
  readonly midnight: number
}

/** Writes the plan of `chosen` and the visits that followed from it. `known` are all shops of the rep. */
export function walkDay(
  story: Story,
  habits: Habits,
  day: WorkDay,
  chosen: readonly Running[],
  known: readonly Running[],
  told: RepHistory,
  book: Book,
): void {
  const { random } = story
  const walk: Walk = { story, habits, day, told, book, midnight: day.midnight }
  const stops = writePlan(walk, chosen)
  const lastDay = story.rep.index === hurriedRep && day === story.days.at(-1)
  // A tenth of the days begins late or is cut short.
  const pace = chance(random, 0.1) ? 0.75 : 1
  let minutes = startMinutes + whole(random, 0, 40)
  let last: Running | null = null
  for (const [i, one] of chosen.entries()) {
    const stop = stops[i]
    if (!stop) continue
    if (minutes > 12 * 60 && minutes < 12 * 60 + 30) minutes += whole(random, 30, 50)
    if (!chance(random, habits.diligence * pace) || minutes > endMinutes) {
      leaveOut(story, stop)
      continue
    }
    minutes += travelMinutes(random, last, one)
    const visit = writeVisit(
      walk,
      one,
      minutes,
      stop.id,
      lastDay && i >= chosen.length - hurriedStops,
    )
    stop.status = 'visited'
    stop.visitId = visit.id
    minutes += visit.minutes
    last = one
    const near = chance(random, 0.05) ? passingBy(random, day, one, known, chosen) : undefined
    if (near && minutes < endMinutes) {
      minutes += travelMinutes(random, one, near)
      minutes += writeVisit(walk, near, minutes, null).minutes
    }
  }
}

type Stop = RepHistory['stops'][number]

function writePlan(walk: Walk, chosen: readonly Running[]): Stop[] {
  const { story, day, told, midnight } = walk
  const { random, rep } = story
  const id = uuidAt(random, new Date(midnight + 6 * 60 * minuteMs))
  let minutes = startMinutes + 12
  let totalM = 0
  const stops = chosen.map((one, i): Stop => {
    const before = chosen[i - 1]
    const legM = before ? roadM(before.shop, one.shop) : whole(random, 900, 4200)
    totalM += legM
    if (i > 0) minutes += Math.round(legM / 320) + (one.shop.row.serviceMinutes ?? 15)
    const { row } = one.shop
    const weekday = row.visitDays?.[0]
    return {
      id: uuidAt(random, new Date(midnight + 6 * 60 * minuteMs)),
      planId: id,
      repOpenId: rep.openId,
      date: day.date,
      customerCode: row.code,
      sequence: i + 1,
      source: 'cycle',
      reason: weekday
        ? { code: 'fixedDay', weekday, weekPattern: row.weekPattern ?? 'every' }
        : {
            code: 'overdue',
            daysSince: daysSince(one, day),
            intervalDays: Math.round(one.shop.visitEveryDays),
          },
      status: 'planned',
      routed: row.lngGcj !== null,
      legM: row.lngGcj === null ? null : legM,
      eta: minutesToTime(minutes),
      counted: true,
      skipReason: null,
      skipState: null,
      skipRuledBy: null,
      visitId: null,
    }
  })
  told.stops.push(...stops)
  told.plans.push({
    id,
    repOpenId: rep.openId,
    date: day.date,
    generatedAt: new Date(midnight + 6 * 60 * minuteMs),
    frozenAt: new Date(midnight + 8 * 60 * minuteMs),
    totalM,
    endsAt: minutesToTime(minutes + 15),
  })
  return stops
}

const daysSince = (one: Running, day: WorkDay) => Math.max(1, day.no - one.lastVisit)

/** A stop that was not made: mostly nobody says why; some are skipped, and most of those approved. */
function leaveOut({ random, rep }: Story, stop: Stop): void {
  if (!chance(random, 0.22)) return
  stop.status = 'skipped'
  stop.skipReason = pick(random, [
    'ownerAbsent:约了明天',
    'other:修路进不去',
    'other:客户要求改期',
    'other:时间不够',
  ])
  stop.skipState = chance(random, 0.8) ? 'approved' : 'refused'
  stop.skipRuledBy = rep.managerOpenId
}

function passingBy(
  random: Random,
  day: WorkDay,
  one: Running,
  known: readonly Running[],
  chosen: readonly Running[],
): Running | undefined {
  const street = one.shop.place.street.name
  const near = known.filter(
    (other) =>
      other.shop.place.street.name === street &&
      other.shop.row.status !== 'closed' &&
      !chosen.includes(other) &&
      (other.shop.takenOver?.on ?? day.date) <= day.date &&
      other.lastVisit < one.lastVisit,
  )
  return near.length > 0 ? pick(random, near) : undefined
}

function travelMinutes(random: Random, from: Running | null, to: Running): number {
  const metres = from ? roadM(from.shop, to.shop) : 2500
  return Math.max(2, Math.round(metres / 330 + Math.abs(normal(random)) * 3))
}

const quietOutcomes = [
  ['stocked', 46],
  ['followup', 26],
  ['ownerAbsent', 12],
  ['service', 6],
  ['refused', 5],
  ['shopClosed', 5],
] as const

function writeVisit(
  walk: Walk,
  one: Running,
  minutes: number,
  planStopId: string | null,
  hurries = false,
): { id: string; minutes: number } {
  const { story, habits, day, told, book, midnight } = walk
  const { random, rep } = story
  const at = new Date(midnight + minutes * minuteMs + whole(random, 0, 59_000))
  const id = uuidAt(random, at)
  const isKey = rep.trade === 'keyAccount'
  const wantsToOrder = !hurries && one.nextOrder - day.no <= 3
  const due = one.dues.find(({ on }) => on <= day.date)
  const outcome = hurries
    ? 'ownerAbsent'
    : wantsToOrder && chance(random, 0.85)
      ? 'ordered'
      : due
        ? 'collected'
        : weighted(random, quietOutcomes)
  const dwell = hurries
    ? 1
    : outcome === 'shopClosed'
      ? whole(random, 3, 5)
      : Math.min(isKey ? 120 : 60, Math.max(2, Math.round(logNormal(random, isKey ? 36 : 14, 0.4))))
  const leaves = new Date(at.getTime() + dwell * minuteMs)
  const netFen = outcome === 'ordered' ? book.order(one, day, leaves) : null
  if (outcome === 'collected' && due) book.pay(one, due, day, leaves)
  one.lastVisit = day.no

  // One in 150 forgets to check out: the night job closed the visit, without a summary.
  const forgotten = chance(random, 1 / 150)
  const place = placeOf(random, one, habits)
  const written = {
    summary: forgotten ? null : hurries ? hurriedSummary : summaryFor(random, outcome),
    outcome: forgotten ? null : outcome,
    nextStep: forgotten ? null : nextStepFor(random),
  }
  const result = { ...written, nextVisitOn: promisedDay(one, day, written) }
  const earlier = told.visits.slice(-compared).map(({ summary }) => summary ?? null)
  const marks = markSummary(result, earlier, 10)
  told.visits.push({
    id,
    repOpenId: rep.openId,
    customerCode: one.shop.row.code,
    date: day.date,
    planStopId,
    planned: planStopId !== null,
    status: 'closed',
    checkedInAt: at,
    checkInFixId: null,
    locationName: null,
    ...place,
    checkedOutAt: forgotten ? new Date(at.getTime() + 8 * 60 * minuteMs) : leaves,
    checkOutFixId: null,
    checkOutDistanceM: place.distanceM === null || forgotten ? null : drift(random, 40),
    dwellMinutes: forgotten ? null : dwell,
    ...result,
    orderAmountFen: netFen,
    summaryScore: marks && summaryScore(marks),
    photosComplete: !forgotten,
    stayedEnough: !forgotten && dwell >= 3,
    closedBy: forgotten ? 'system' : 'rep',
  })
  return { id, minutes: dwell }
}

/** As when a visit closes: `compared` in features/visits/close. */
const compared = 30

/** Who has something to follow up names the day, a little after the shop's turn; only days that are over. */
function promisedDay(
  { shop }: Running,
  day: WorkDay,
  { outcome, nextStep }: { outcome: string | null; nextStep: string | null },
) {
  const days = Math.ceil(shop.visitEveryDays * 1.1) + 1
  const hasReason = nextStep !== null && outcome !== 'ordered' && outcome !== 'shopClosed'
  return hasReason && day.no + days < 0 ? addDays(day.date, days) : null
}

const drift = (random: Random, spreadM: number) => Math.round(Math.abs(normal(random)) * spreadM)

type Located = Pick<
  RepHistory['visits'][number],
  'locationSource' | 'distanceM' | 'verdict' | 'reason'
> & { distanceM: number | null }

/** Where the rep stood: mostly at the door, sometimes far from the point that the list holds. */
function placeOf(random: Random, one: Running, habits: Habits): Located {
  const locationSource = chance(random, habits.live) ? 'live' : 'chat'
  if (one.shop.row.lngGcj === null) {
    return { locationSource, distanceM: null, verdict: 'unverified', reason: null }
  }
  const luck = random()
  if (luck < 0.965) {
    return { locationSource, distanceM: drift(random, 45), verdict: 'on_site', reason: null }
  }
  const reason = pick(random, ['门口修路，停在路口', '客户约在仓库见面', '店面搬到隔壁街'])
  if (luck < 0.99) {
    const distanceM = whole(random, 310, 495)
    return { locationSource, distanceM, verdict: 'needs_reason', reason }
  }
  return { locationSource, distanceM: whole(random, 520, 2600), verdict: 'off_site', reason }
}

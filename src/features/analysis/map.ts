/** 签到地图: the list at once; a job draws the picture. */
import type { Ask } from '../../../cards/analysis/actions.ts'
import { type MapView, mapCard } from '../../../cards/analysis/map.ts'
import { rangeBefore } from '../../domain/analysis/ask.ts'
import { type Column, table } from '../../domain/performance/table.ts'
import { formatLocal } from '../../domain/time.ts'
import { analysisWords as w } from '../../i18n/analysis.ts'
import { type CheckIn, checkInsOf, noteLooks } from './check-ins.ts'
import type { Read } from './read.ts'
import type { Asking, Subject } from './subjects.ts'

export const drawMapJob = 'analysis.map'

/** What a picture of it is made of: one person's day is a way. */
export const pictureOf = (subject: Subject, ask: Ask, checkIns: readonly CheckIn[]) => ({
  isWay: subject.kind === 'person' && ask.from === ask.to,
  points: checkIns.flatMap(({ point, doubtful }, i) =>
    point ? [{ point, number: i + 1, doubtful }] : [],
  ),
})

/** `picture`: an image key, `failed` when none could be made, null while it is being drawn. */
export async function readMap(
  ctx: Asking,
  ask: Ask,
  [subject]: readonly Subject[],
  picture: string | null = null,
): Promise<Read> {
  if (!subject) throw new Error('a question is about somebody')
  const range = { from: ask.from, to: ask.to }
  const checkIns = await checkInsOf(ctx.tx, ctx.actor, subject, range)
  await noteLooks(ctx, ctx.actor, checkIns)
  const time = (at: Date | null) => at && formatLocal(at, ctx.zone, 'time')
  const view: MapView = {
    ask,
    name: subject.name,
    people: subject.people.length,
    range,
    today: ctx.today,
    before: rangeBefore(range),
    picture,
    isWay: subject.kind === 'person' && ask.from === ask.to,
    checkIns: checkIns.map(({ inAt, outAt, point, ...one }) => ({
      ...one,
      inAt: time(inAt) ?? '',
      outAt: time(outAt),
      hasPoint: point !== null,
    })),
  }
  const hasPoints = checkIns.some(({ point }) => point !== null)
  return {
    card: mapCard(view, ctx.t),
    table: table(columns, checkIns.map(rowOf)),
    ...(picture === null && hasPoints ? { follow: drawMapJob } : {}),
  }
}

const columns: readonly Column<
  'rep' | 'customer' | 'date' | 'inAt' | 'outAt' | 'minutes' | 'gap' | 'leg' | 'distance'
>[] = [
  { key: 'rep', label: w.name, kind: 'text' },
  { key: 'customer', label: w.customerColumn, kind: 'text' },
  { key: 'date', label: w.dateColumn, kind: 'date' },
  { key: 'inAt', label: w.inColumn, kind: 'instant' },
  { key: 'outAt', label: w.outColumn, kind: 'instant' },
  { key: 'minutes', label: w.stayColumn, kind: 'minutes' },
  { key: 'gap', label: w.gapColumn, kind: 'minutes' },
  { key: 'leg', label: w.legColumn, kind: 'metres' },
  { key: 'distance', label: w.distanceColumn, kind: 'metres' },
]

const rowOf = (one: CheckIn) => ({
  rep: one.rep,
  customer: one.customer,
  date: one.date,
  inAt: one.inAt.toISOString(),
  outAt: one.outAt?.toISOString() ?? null,
  minutes: one.dwellMinutes,
  gap: one.gapMinutes,
  leg: one.legM,
  distance: one.distanceM,
})

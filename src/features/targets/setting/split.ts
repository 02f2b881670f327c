/** What is left of a target, shared out among those below or the months: shown first, then done. */
import { createHash } from 'node:crypto'
import type { Card } from '../../../../cards/kit/card.ts'
import type { SplitKey } from '../../../../cards/targets/actions.ts'
import { splitCard } from '../../../../cards/targets/split.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { addParts, sameForAll, shareOut } from '../../../domain/performance/cascade.ts'
import { figureOf } from '../../../domain/performance/metrics.ts'
import { targetDays } from '../../../domain/performance/target-days.ts'
import { isYear, valueKindOf } from '../../../domain/performance/target-words.ts'
import { addDays, type LocalDate, monthOf, monthRange } from '../../../domain/time.ts'
import { UserError } from '../../../errors.ts'
import { message } from '../../../i18n/t.ts'
import { settingWords as w } from '../../../i18n/target-setting.ts'
import { repsBelow, teamTree } from '../../performance/digest/people.ts'
import { figuresOnly } from '../../performance/figures/index.ts'
import { calendarsOf } from '../../plans/people.ts'
import type { WantedTarget } from '../store.ts'
import { belowOf } from './board.ts'
import { type CellParts, readParts } from './cell.ts'
import { isRate, type Part } from './parts.ts'
import { nameOfSubject } from './subject.ts'
import { goodsName } from './what.ts'

export interface Split {
  readonly read: CellParts
  readonly left: number
  readonly given: readonly { readonly part: Part; readonly value: number }[]
  readonly past: { readonly from: LocalDate; readonly to: LocalDate } | null
  /** Stands for what is given to whom: two that are equal do the same. */
  readonly seen: string
}

/** What each open part would get now; null when nothing is left, or nobody is open. */
export async function readSplit(ctx: ActorCtx, key: SplitKey): Promise<Split | null> {
  const read = await readParts(ctx, key)
  const { value, what, closed } = read
  if (value === null) return null
  if (key.to === 'months' && !isYear(key.month)) return null
  if (key.to === 'below' && closed.has(key.month)) return null
  const parts = key.to === 'months' ? read.months : read.below
  const { weights, past } = await weightsOf(ctx, key, read, parts)
  const unit = valueKindOf(key.metric) === 'money' ? 100 : 1
  const split = isRate(what) ? sameForAll(value, parts) : shareOut(value, parts, weights, unit)
  if (!split) return null
  const given = parts.flatMap((part, i) => {
    const share = split[i]
    return share === null || share === undefined ? [] : [{ part, value: share }]
  })
  const left = isRate(what) ? value : value - addParts(parts).sum
  const facts = given.map(({ part, value: share }) => [part.scope, part.month, share])
  const seen = createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 16)
  return { read, left, given, past, seen }
}

/** The split as rows of targets. */
export const wantedOf = ({ given }: Split, { metric, goods }: SplitKey): WantedTarget[] =>
  given.map(({ part, value }) => ({
    ...{ scope: part.scope, month: part.month, metric, productCode: goods },
    value,
  }))

export async function splitCardFor(
  ctx: ActorCtx,
  key: SplitKey,
  said: string | null = null,
): Promise<Card> {
  const split = await readSplit(ctx, key)
  if (!split) throw new UserError(message(w.nothingLeft))
  const { read, left, given, past, seen } = split
  return splitCard(
    {
      ...{ key, left, past, seen, said },
      metric: key.metric,
      goodsName: await goodsName(ctx.tx, key.goods),
      name: nameOfSubject(read.subject),
      belowIs: read.tree ? belowOf(read.tree, key.month) : 'people',
      rows: given.map(({ part, value }) => ({ label: part.label, value })),
    },
    ctx.t,
  )
}

/**
 * By what the parts are weighed: months by their work days; those below by head, or by their results of
 * the last three whole months, who came later counting like the mean of the others.
 */
async function weightsOf(
  ctx: ActorCtx,
  key: SplitKey,
  { subject }: CellParts,
  parts: readonly Part[],
): Promise<Pick<Split, 'past'> & { weights: number[] }> {
  if (key.to === 'months')
    return { past: null, weights: await workDaysOf(ctx, subject.path, parts) }
  const even = { past: null, weights: parts.map(({ heads }) => heads) }
  if (key.by === 'even' || key.goods !== '') return even
  const to = addDays(monthRange(monthOf(ctx.today)).from, -1)
  const range = { from: threeMonthsTo(to), to }
  const people = await Promise.all(parts.map((part) => peopleIn(ctx, part)))
  const openIds = people.flat().map(({ openId }) => openId)
  const figures = await figuresOnly(ctx, { ...range, openIds })
  const results = people.map((some) =>
    some.reduce((sum, { openId }) => {
      const own = figures.get(openId)
      return sum + Math.max(0, (own && figureOf(key.metric, own)) ?? 0)
    }, 0),
  )
  if (results.every((one) => one === 0)) return even
  const isNew = people.map((some) => some.every((one) => (one.joinedOn ?? '') > range.from))
  const known = results.filter((_, i) => !isNew[i])
  const heads = parts.reduce((n, part, i) => n + (isNew[i] ? 0 : part.heads), 0)
  const mean = heads > 0 ? known.reduce((a, b) => a + b, 0) / heads : 0
  const weights = results.map((one, i) => (isNew[i] ? mean * (parts[i]?.heads ?? 1) : one))
  return weights.every((one) => one === 0) ? even : { past: range, weights }
}

function threeMonthsTo(to: LocalDate): LocalDate {
  let from = monthRange(monthOf(to)).from
  for (let i = 0; i < 2; i++) from = monthRange(monthOf(addDays(from, -1))).from
  return from
}

async function peopleIn({ tx }: ActorCtx, { scope, openIds, joinedOn }: Part) {
  if (openIds.length > 0) return openIds.map((openId) => ({ openId, joinedOn }))
  const reps = await repsBelow(tx, await teamTree(tx, scope.slice('team:'.length)))
  return reps.map((rep) => ({ openId: rep.openId, joinedOn: rep.joinedOn as LocalDate | null }))
}

/** Work days of months by the company's and the team's calendar. */
async function workDaysOf(
  ctx: ActorCtx,
  path: readonly string[],
  parts: readonly Part[],
): Promise<number[]> {
  const [first, last] = [parts[0]?.month, parts.at(-1)?.month]
  if (!first || !last) return []
  const range = { from: monthRange(first).from, to: monthRange(last).to }
  const calendars = await calendarsOf(ctx, [{ openId: '', teamPath: path }], range.from, range.to)
  const calendar = calendars.get('')
  return parts.map(({ month }) =>
    calendar
      ? targetDays({ calendar, ...monthRange(month), over: null, tripWeight: 0 }).workDays
      : 1,
  )
}

/** Reads all targets of a person in a month or year. */
import type { Card } from '../../../../cards/kit/card.ts'
import { personBoardCard } from '../../../../cards/targets/person-board.ts'
import type { ActorCtx } from '../../../bot/context.ts'
import { chatMetrics, isYear } from '../../../domain/performance/target-words.ts'
import { monthOf, monthRange } from '../../../domain/time.ts'
import { readAims } from '../aims.ts'
import { goodsNames } from '../goods.ts'
import { targetRows } from '../store.ts'
import { core } from './board.ts'
import { boardOf } from './cell.ts'
import { closedMonths } from './closed.ts'
import { personSubject } from './subject.ts'
import { isChatMetric } from './what.ts'

export async function personBoardFor(
  ctx: ActorCtx,
  { openId, month }: { openId: string; month: string },
): Promise<Card> {
  const subject = await personSubject(ctx, openId)
  const set = (await targetRows(ctx.tx, [`person:${openId}`], [month])).flatMap((row) =>
    isChatMetric(row.metric) ? [{ ...row, metric: row.metric }] : [],
  )
  const ofAll = new Map(
    set.flatMap((row) => (row.productCode === '' ? [[row.metric, row.value] as const] : [])),
  )
  const goods = set
    .filter((row) => row.productCode !== '')
    .toSorted((a, b) => (a.productCode < b.productCode ? -1 : 1))
  const names = await goodsNames(
    ctx.tx,
    goods.map((row) => row.productCode),
  )
  const aims = isYear(month)
    ? null
    : await readAims(ctx, {
        ...{ month, people: [subject.user], teamCodes: [], to: monthRange(month).to },
      })
  const plain = chatMetrics.filter((metric) => core.includes(metric) || ofAll.has(metric))
  const rows = [
    ...plain.map((metric) => ({
      ...{ metric, goods: '', goodsName: null, value: ofAll.get(metric) ?? null },
      aim: aims?.ofPerson(openId).get(metric) ?? null,
    })),
    ...goods.map(({ metric, productCode, value }) => ({
      ...{ metric, goods: productCode, goodsName: names.get(productCode) ?? productCode, value },
      aim: aims?.goodsOfPerson(openId).get(productCode)?.get(metric) ?? null,
    })),
  ]
  const { name } = subject.user
  const isClosed = (await closedMonths(ctx.tx)).has(month)
  const teamCode = await boardOf(ctx, subject)
  return personBoardCard(
    { openId, name, period: month, teamCode, isClosed, rows },
    monthOf(ctx.today),
    ctx.t,
  )
}

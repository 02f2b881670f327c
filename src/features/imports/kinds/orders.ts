import { asc, inArray, sql } from 'drizzle-orm'
import { toLocalDate } from '../../../domain/time.ts'
import { importWords } from '../../../i18n/imports.ts'
import { message } from '../../../i18n/t.ts'
import { orderSums } from '../../orders/sums.ts'
import { orderLines, orders } from '../../orders/tables.ts'
import { moment, text } from '../cells.ts'
import { type Draft, join } from '../drafts.ts'
import type { Row } from '../row.ts'
import { upsertRows } from '../upsert.ts'
import { codeCell, mapRows, type Plan, personCell, type Work } from '../work.ts'
import { type Line, lineReader } from './order-lines.ts'
import { shortDecimal } from './quantities.ts'

type OrderRow = typeof orders.$inferSelect & { lines: Line[] }

/** Orders: the rows of one code are one order, and replace the lines that it had. */
export async function planOrders(work: Work): Promise<Plan> {
  const readLine = await lineReader(work)
  const readHead = headReader(work)
  const byCode = new Map<string, Draft<OrderRow>>()
  await mapRows(work.rows, (row) => {
    const code = row.need('code', text)
    const head = readHead(row)
    const line = readLine(row)
    if (!code || row.failed || !line) return
    const first = byCode.get(code)
    if (!first) byCode.set(code, { row, key: code, values: { code, ...head, lines: [line] } })
    else {
      agree(first, row, head)
      first.values.lines?.push(line)
    }
  })
  const { changes, counts } = await join<OrderRow>(work, 'orders', [...byCode.values()], {
    load: (part) =>
      loadOrders(
        work,
        part.map(({ key }) => key),
      ),
    blank: ({ key }) => ({
      code: key,
      customerCode: '',
      repOpenId: null,
      orderedAt: work.now,
      orderedOn: work.today,
      shippedOn: null,
      ...orderSums([]),
      lines: [],
    }),
    // What goods cost when a line was written stays with the line, as long as the line stays.
    settle: (after, before) => {
      const lines = before && sameLines(before.lines, after.lines) ? before.lines : after.lines
      return { ...after, lines, ...orderSums(lines) }
    },
  })
  return {
    counts,
    async write() {
      const after = changes.map((change) => change.after)
      await upsertRows(work.tx, orders, ['code'], after, [
        'customerCode',
        'repOpenId',
        'orderedAt',
        'orderedOn',
        'shippedOn',
        'netFen',
        'costFen',
        'quantity',
        'saleLines',
      ])
      const known = changes.filter(({ before }) => before !== null)
      const codes = JSON.stringify(known.map((change) => change.after.code))
      await work.tx.execute(sql`
        delete from order_lines
        where order_code in (select jsonb_array_elements_text(${codes}::text::jsonb))`)
      const lines = after.flatMap(({ code, lines }) =>
        lines.map((line, i) => ({ ...line, orderCode: code, lineNo: i + 1 })),
      )
      await upsertRows(work.tx, orderLines, ['orderCode', 'lineNo'], lines)
    },
  }
}

type Head = Pick<
  Draft<OrderRow>['values'],
  'customerCode' | 'repOpenId' | 'orderedAt' | 'orderedOn' | 'shippedOn'
>

function headReader(work: Work): (row: Row) => Head {
  const customer = codeCell(work, 'customer')
  const person = personCell(work)
  const at = moment(work.zone)
  return (row) => {
    const orderedAt = row.keep('ordered_at', at)
    const shippedAt = row.read('shipped_at', at)
    return {
      customerCode: row.keep('customer_code', customer),
      repOpenId: row.read('rep_open_id', person),
      orderedAt,
      orderedOn: orderedAt && toLocalDate(orderedAt, work.zone),
      shippedOn: shippedAt && toLocalDate(shippedAt, work.zone),
    }
  }
}

/** One order has one customer, one rep and one time; rows that leave them empty follow the others. */
function agree(first: Draft<OrderRow>, row: Row, head: Head): void {
  const columns = {
    customerCode: 'customer_code',
    repOpenId: 'rep_open_id',
    orderedAt: 'ordered_at',
    shippedOn: 'shipped_at',
  }
  for (const [name, column] of Object.entries(columns) as [keyof typeof columns, string][]) {
    const [a, b] = [first.values[name], head[name]]
    if (b === undefined) continue
    if (a === undefined) Object.assign(first.values, { [name]: b })
    else if (a?.valueOf() !== b?.valueOf())
      row.refuse(column, message(importWords.differs, { row: first.row.number }))
  }
  if (first.values.orderedOn === undefined) first.values.orderedOn = head.orderedOn
}

const sameLines = (a: readonly Line[], b: readonly Line[]) =>
  JSON.stringify(a.map(factsOf)) === JSON.stringify(b.map(factsOf))
const factsOf = (line: Line) => [
  line.productCode,
  line.quantity,
  line.unit,
  line.unitPriceFen,
  line.kind,
]

async function loadOrders(work: Work, codes: string[]): Promise<Map<string, OrderRow>> {
  const found = await work.tx.select().from(orders).where(inArray(orders.code, codes))
  const byCode = new Map(found.map((order) => [order.code, { ...order, lines: [] as Line[] }]))
  if (byCode.size === 0) return byCode
  const lines = await work.tx
    .select()
    .from(orderLines)
    .where(inArray(orderLines.orderCode, [...byCode.keys()]))
    .orderBy(asc(orderLines.orderCode), asc(orderLines.lineNo))
  for (const { orderCode, lineNo: _, ...line } of lines)
    byCode.get(orderCode)?.lines.push({ ...line, quantity: shortDecimal(line.quantity) })
  return byCode
}

import { inArray } from 'drizzle-orm'
import { toLocalDate } from '../../../domain/time.ts'
import { payments } from '../../orders/tables.ts'
import { moment, money, text } from '../cells.ts'
import { type Draft, join, once } from '../drafts.ts'
import { upsertRows } from '../upsert.ts'
import { codeCell, mapRows, type Plan, personCell, type Work } from '../work.ts'

type PaymentRow = typeof payments.$inferSelect

/** Money received. A refund to the customer is an amount below 0. */
export async function planPayments(work: Work): Promise<Plan> {
  const [customer, order] = [codeCell(work, 'customer'), codeCell(work, 'order')]
  const person = personCell(work)
  const at = moment(work.zone)
  const drafts = await mapRows(work.rows, (row): Draft<PaymentRow> => {
    const code = row.need('code', text) ?? ''
    const receivedAt = row.keep('received_at', at)
    const values = {
      code,
      customerCode: row.keep('customer_code', customer),
      receivedAt,
      receivedOn: receivedAt && toLocalDate(receivedAt, work.zone),
      amountFen: row.keep('amount', money),
      orderCode: row.read('order_code', order),
      method: row.read('method', text),
      collectorOpenId: row.read('collector_open_id', person),
    }
    return { row, key: code, values }
  })
  const { changes, counts } = await join<PaymentRow>(work, 'payments', once(drafts, 'code'), {
    load: async (part) => {
      const codes = part.map(({ key }) => key)
      const found = await work.tx.select().from(payments).where(inArray(payments.code, codes))
      return new Map(found.map((payment) => [payment.code, payment]))
    },
    blank: ({ key }) => ({
      code: key,
      customerCode: '',
      receivedAt: work.now,
      receivedOn: work.today,
      amountFen: 0,
      orderCode: null,
      method: null,
      collectorOpenId: null,
    }),
  })
  return {
    counts,
    write: () =>
      upsertRows(
        work.tx,
        payments,
        ['code'],
        changes.map(({ after }) => after),
        [
          'customerCode',
          'receivedAt',
          'receivedOn',
          'amountFen',
          'orderCode',
          'method',
          'collectorOpenId',
        ],
      ),
  }
}

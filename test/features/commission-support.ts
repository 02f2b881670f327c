/** A company that pays commission: goods, two reps, a manager, finance; schemes straight in the database. */
import { eq } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { schemeTerms } from '../../src/domain/commission/terms.ts'
import { readMonth } from '../../src/features/commission/read.ts'
import {
  commissionCorrections,
  commissionLines,
  commissionResults,
  commissionSchemes,
  commissionVersions,
} from '../../src/features/commission/tables.ts'
import { orderLines, orders, payments, products } from '../../src/features/orders/tables.ts'
import { users } from '../../src/features/org/tables.ts'
import { startBot } from '../support/bot.ts'
import { openIdOf } from '../support/fixtures.ts'
import { recorder } from './performance-support.ts'

export const [li, han] = [openIdOf('李雷'), openIdOf('韩梅')]

export async function payingCompany(now = '2026-11-24T09:10:00+08:00') {
  const bot = await startBot({ now })
  await bot.team()
  await bot.team('T2', { name: '二部' })
  const phones = {
    li: await bot.rep('李雷'),
    han: await bot.rep('韩梅', { team: 'T2' }),
    wang: await bot.manager('王芳'),
    boss: await bot.admin(),
    cash: await bot.rep('钱会计', { team: 'T2' }),
  }
  await bot.db.update(users).set({ role: 'finance' }).where(eq(users.name, '钱会计'))
  await bot.customer({ code: 'C1', name: '永辉', creditDays: 30 })
  await bot.customer({ code: 'C2', name: '大润发', owner: '韩梅', teamCode: 'T2' })
  await bot.db.insert(products).values([
    { code: 'P1', name: '可乐', unit: '箱', category: '饮料', costFen: 3_000, priceFen: 4_000 },
    { code: 'P2', name: '薯片', unit: '箱', category: '零食', costFen: 2_000, priceFen: 5_000 },
  ])
  const record = recorder(bot.db)
  return {
    bot,
    ...phones,
    record,
    /** A published scheme; terms by default 2 % of sales on order. */
    async scheme(name: string, terms: Record<string, unknown> = {}, fromMonth = '2026-10') {
      const [known] = await bot.db
        .select()
        .from(commissionSchemes)
        .where(eq(commissionSchemes.name, name))
      const id = known?.id ?? uuidv7()
      const by = { createdAt: bot.now(), createdBy: 'test' }
      if (!known) await bot.db.insert(commissionSchemes).values({ id, name, ...by })
      await bot.db.insert(commissionVersions).values({
        id: uuidv7(),
        schemeId: id,
        fromMonth,
        status: 'published',
        terms: schemeTerms.parse({
          base: 'amount',
          settledOn: 'order',
          rate: { kind: 'flat', value: 200 },
          ...terms,
        }),
        ...by,
      })
      return id
    },
    /** Lines as `[kind, product, quantity, price in fen]`. */
    async order(
      code: string,
      customerCode: string,
      repOpenId: string | null,
      day: string,
      lines: readonly (readonly ['sale' | 'return' | 'gift', string, number, number])[],
      more: Partial<typeof orders.$inferInsert> = {},
    ) {
      const orderedAt = new Date(`${day}T10:00:00+08:00`)
      const signs = { sale: 1, return: -1, gift: 0 }
      const netFen = lines.reduce((sum, [kind, , n, price]) => sum + signs[kind] * n * price, 0)
      await bot.db.delete(orderLines).where(eq(orderLines.orderCode, code))
      await bot.db.delete(orders).where(eq(orders.code, code))
      await bot.db
        .insert(orders)
        .values({ code, customerCode, repOpenId, orderedAt, orderedOn: day, netFen, ...more })
      const costs: Record<string, number> = { P1: 3_000, P2: 2_000 }
      await bot.db.insert(orderLines).values(
        lines.map(([kind, productCode, quantity, unitPriceFen], i) => ({
          orderCode: code,
          lineNo: i + 1,
          productCode,
          quantity: String(quantity),
          unitPriceFen,
          amountFen: quantity * unitPriceFen,
          costFen: quantity * (costs[productCode] ?? 0),
          kind,
        })),
      )
    },
    pay: (
      code: string,
      customerCode: string,
      day: string,
      amountFen: number,
      more: Partial<typeof payments.$inferInsert> = {},
    ) =>
      bot.db.insert(payments).values({
        code,
        customerCode,
        receivedAt: new Date(`${day}T11:00:00+08:00`),
        receivedOn: day,
        amountFen,
        ...more,
      }),
    /** A person's lines of a month: `id kind fen`, and their sum. */
    async month(openId: string, month: string) {
      const read = await readMonth(await bot.context(), month, [openId])
      const lines = read.schemes.flatMap((one) => one.lines)
      for (const one of read.schemes)
        if (one.lines.reduce((sum, { fen }) => sum + fen, 0) !== one.totalFen)
          throw new Error('the lines are not the total')
      return {
        lines: lines.map(({ id, kind, fen }) => `${id} ${kind} ${fen}`).toSorted(),
        fen: read.schemes.reduce((sum, { totalFen }) => sum + totalFen, 0),
        isClosed: read.isClosed,
      }
    },
    corrections: async () =>
      (await bot.db.select().from(commissionCorrections).orderBy(commissionCorrections.lineId)).map(
        ({ month, ofMonth, lineId, reason, was, now: is, fen }) =>
          [month, ofMonth, lineId, reason, was?.fen ?? null, is?.fen ?? null, fen] as const,
      ),
    async frozen() {
      return {
        results: await bot.db.select().from(commissionResults).orderBy(commissionResults.id),
        lines: await bot.db
          .select()
          .from(commissionLines)
          .orderBy(commissionLines.resultId, commissionLines.n),
      }
    },
    close: (date: string) => bot.job('performance.close-month', { date }),
  }
}

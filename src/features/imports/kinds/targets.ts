import { eq, inArray } from 'drizzle-orm'
import { uuidv7 } from 'uuidv7'
import { parseYuan } from '../../../domain/money.ts'
import { importWords } from '../../../i18n/imports.ts'
import { message } from '../../../i18n/t.ts'
import { targets } from '../../performance/tables.ts'
import { bad, month, oneOf, type Reader } from '../cells.ts'
import { type Draft, once } from '../drafts.ts'
import { upsertRows } from '../upsert.ts'
import { codeCell, type Plan, type Work } from '../work.ts'
import { scopeReader } from './scope.ts'

type TargetRow = typeof targets.$inferSelect

/** The keys of the performance report that can be aimed at, in Chinese words too. */
const metric = oneOf({
  sales_amount: '销售额 销售金额 销售',
  gross_profit: '毛利',
  collected: '回款 回款额 收款',
  cost: '成本',
  sales_quantity: '销量 销售数量',
  orders: '订单数 单数',
  visits_done: '拜访数 拜访次数 拜访量 完成拜访',
  visits_planned: '计划拜访数 计划拜访',
  visits_unplanned: '临时拜访数 临时拜访',
  visits_valid: '有效拜访数 有效拜访',
  completion_rate: '拜访达成率 达成率 完成率',
  coverage_rate: '覆盖率',
  strike_rate: '拜访成交率 成交率',
  valid_rate: '有效拜访率',
  new_customers: '新客户 新客户数 新增客户 新开客户',
})
const money = new Set(['sales_amount', 'gross_profit', 'collected', 'cost'])

/** Targets of a person or team for a month. `-` as the value takes the target away. */
export async function planTargets(work: Work): Promise<Plan> {
  const product = codeCell(work, 'product')
  const readScope = scopeReader(work)
  const drafts = work.rows.flatMap((row): Draft<TargetRow>[] => {
    const scope = readScope(row)
    const forMonth = row.need('month', month)
    const aim = row.need('metric', metric)
    const productCode = row.read('product_code', product) ?? ''
    const value = aim ? row.read('value', readerOf(aim)) : undefined
    if (!scope || !forMonth || !aim || row.failed) return []
    if (scope === 'org') {
      row.refuse('open_id', message(importWords.whose))
      return []
    }
    const values = { scope, month: forMonth, metric: aim, productCode, value: value as number }
    return [{ row, key: JSON.stringify([scope, forMonth, aim, productCode]), values }]
  })
  const known = await knownTargets(work, drafts)
  const counts = { created: 0, updated: 0, unchanged: 0 }
  const written: TargetRow[] = []
  const removed: string[] = []
  for (const { row, key, values } of once(drafts, 'metric')) {
    const before = known.get(key)
    const value = values.value as number | null | undefined
    if (value === undefined && !before) row.refuse('value', message(importWords.needed))
    else if (value === undefined || value === (before?.value ?? null)) counts.unchanged += 1
    else if (value === null && before) {
      removed.push(before.id)
      counts.updated += 1
    } else if (value !== null) {
      written.push({ ...(values as Omit<TargetRow, 'id'>), value, id: before?.id ?? uuidv7() })
      counts[before ? 'updated' : 'created'] += 1
    }
  }
  return {
    counts,
    async write() {
      await upsertRows(work.tx, targets, ['scope', 'month', 'metric', 'productCode'], written, [
        'value',
      ])
      for (const id of removed) await work.tx.delete(targets).where(eq(targets.id, id))
    },
  }
}

async function knownTargets(work: Work, drafts: readonly Draft<TargetRow>[]) {
  const months = [...new Set(drafts.map(({ values }) => values.month ?? ''))]
  if (months.length === 0) return new Map<string, TargetRow>()
  const rows = await work.tx.select().from(targets).where(inArray(targets.month, months))
  return new Map(
    rows.map((one) => [JSON.stringify([one.scope, one.month, one.metric, one.productCode]), one]),
  )
}

/** Fen for money, ten-thousandths for rates (`85%` or `0.85`), whole numbers for the rest. */
function readerOf(aim: string): Reader<number> {
  if (money.has(aim)) {
    return (cell) => parseYuan(cell) ?? bad(message(importWords.notMoney))
  }
  if (aim.endsWith('_rate')) {
    return (cell) => {
      const found = /^(\d{1,3}(?:\.\d{1,4})?)(%?)$/.exec(cell.normalize('NFKC').replace(/\s/g, ''))
      const parts = Math.round(Number(found?.[1]) * (found?.[2] ? 100 : 10_000))
      return parts >= 0 && parts <= 10_000 ? parts : bad(message(importWords.notRate))
    }
  }
  return (cell) => {
    const plain = cell.normalize('NFKC').replaceAll(',', '').trim()
    return /^\d{1,12}(?:\.0+)?$/.test(plain) ? Number(plain) : bad(message(importWords.notCount))
  }
}

import {
  categoryGoods,
  readPeriod,
  readTargetValue,
  type TargetMetric,
  targetMetricWords,
  type ValueKind,
  valueKindOf,
} from '../../../domain/performance/target-words.ts'
import { importWords } from '../../../i18n/imports.ts'
import { message } from '../../../i18n/t.ts'
import type { targets } from '../../performance/tables.ts'
import { knownTargets, setTargets, type WantedTarget } from '../../targets/store.ts'
import { bad, oneOf, type Reader, text } from '../cells.ts'
import { type Draft, once } from '../drafts.ts'
import { codeCell, type Plan, type Work } from '../work.ts'
import { scopeReader } from './scope.ts'

type TargetRow = typeof targets.$inferSelect

const metric = oneOf<TargetMetric>(targetMetricWords)

/** Targets of a person or team for a month, or a year in all. `-` as the value takes the target away. */
export async function planTargets(work: Work): Promise<Plan> {
  const product = codeCell(work, 'product')
  const readScope = scopeReader(work)
  const period: Reader<string> = (cell) =>
    readPeriod(cell, work.today) ?? bad(message(importWords.notMonth))
  const drafts = work.rows.flatMap((row): Draft<TargetRow>[] => {
    const scope = readScope(row)
    const month = row.need('month', period)
    const aim = row.need('metric', metric)
    const code = row.read('product_code', product) ?? ''
    const category = row.read('category', text) ?? ''
    const value = aim ? row.read('value', readerOf(aim)) : undefined
    if (code !== '' && category !== '') row.refuse('category', message(importWords.oneOfGoods))
    if (!scope || !month || !aim || row.failed) return []
    if (scope === 'org') {
      row.refuse('open_id', message(importWords.whose))
      return []
    }
    const productCode = category === '' ? code : categoryGoods(category)
    const values = { scope, month, metric: aim, productCode, value: value as number }
    return [{ row, key: JSON.stringify([scope, month, aim, productCode]), values }]
  })
  const all = once(drafts, 'metric').map(({ row, values }) => ({
    row,
    value: values.value as number | null | undefined,
    key: values as TargetRow,
  }))
  const known = await knownTargets(
    work.tx,
    all.map(({ key }) => key),
  )
  const counts = { created: 0, updated: 0, unchanged: 0 }
  const wanted: WantedTarget[] = []
  for (const { row, key, value } of all) {
    const before = known(key)
    if (value === undefined && before === null) row.refuse('value', message(importWords.needed))
    else if (value === undefined || value === before) counts.unchanged += 1
    else {
      wanted.push({ ...key, value })
      counts[before === null ? 'created' : 'updated'] += 1
    }
  }
  return {
    counts,
    async write() {
      await setTargets(work.tx, wanted, { byOpenId: work.byOpenId, how: 'file', at: work.now })
    },
  }
}

const refused: Record<ValueKind, () => ReturnType<typeof bad>> = {
  money: () => bad(message(importWords.notMoney)),
  rate: () => bad(message(importWords.notRate)),
  count: () => bad(message(importWords.notCount)),
}

function readerOf(aim: TargetMetric): Reader<number> {
  return (cell) => readTargetValue(aim, cell) ?? refused[valueKindOf(aim)]()
}

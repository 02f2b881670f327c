/** The tables behind 统计, 对比 and their like: the very rows that the card is made of. */
import { analysisKinds } from '../../../../cards/analysis/actions.ts'
import type { Table } from '../../../domain/performance/table.ts'
import { exportSetWords as sets } from '../../../i18n/export-sets.ts'
import { analyse } from '../../analysis/answer.ts'
import type { ExportSet, Reading } from '../set.ts'

/** Columns and rows come of one counting. */
const counted = new WeakMap<Reading, Promise<Table>>()

function tableOf(reading: Reading): Promise<Table> {
  const { question } = reading
  if (!question) throw new Error('an analysis is exported by its question')
  const known = counted.get(reading) ?? analyse(reading, question).then(({ table }) => table)
  counted.set(reading, known)
  return known
}

export const analysisSets: readonly ExportSet[] = analysisKinds.map((kind) => ({
  name: `analysis.${kind}`,
  title: sets[`analysis.${kind}`],
  about: sets.tableAbout,
  aliases: [],
  // Positions are nothing for who only looks.
  who: kind === 'map' ? ['rep', 'manager', 'admin'] : ['rep', 'manager', 'admin', 'viewer'],
  time: 'month',
  columns: async (reading) => (await tableOf(reading)).columns,
  async *rows(reading) {
    yield (await tableOf(reading)).rows
  },
}))

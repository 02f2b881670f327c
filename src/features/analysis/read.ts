/** Every analysis by its kind: one reader makes the card and the rows that a file would hold. */

import type { AnalysisKind, Ask } from '../../../cards/analysis/actions.ts'
import type { Card } from '../../../cards/kit/card.ts'
import type { Table } from '../../domain/performance/table.ts'
import { readCompare } from './compare.ts'
import { readCoverage } from './coverage.ts'
import { readDeals } from './deals.ts'
import { readMap } from './map.ts'
import { readQuality } from './quality.ts'
import { readRoi } from './roi.ts'
import { readStats } from './stats.ts'
import type { Asking, Subject } from './subjects.ts'

export interface Read {
  readonly card: Card
  /** All rows, of which the card shows a page. */
  readonly table: Table
  /** A job that finishes the card: it takes `{ openId, thing, ask }`. */
  readonly follow?: string
}

/** Reads for subjects that the asker may see: `subjectsOf` has authorised them. */
export type Reader = (ctx: Asking, ask: Ask, subjects: readonly Subject[]) => Promise<Read>

export const readers: Record<AnalysisKind, Reader> = {
  stats: readStats,
  coverage: readCoverage,
  compare: readCompare,
  map: (ctx, ask, subjects) => readMap(ctx, ask, subjects),
  deals: readDeals,
  roi: readRoi,
  quality: readQuality,
}

/** The list of reports: one line each. */
import { failedEventsReport } from './features/admin/failures.ts'
import { anomaliesReport } from './features/alarms/report.ts'
import { commissionsReport } from './features/commission/report.ts'
import { exportsReport } from './features/exports/report.ts'
import { outingsReport } from './features/outings/report.ts'
import { gradesReport, performanceReport } from './features/performance/report.ts'
import { plansReport } from './features/plans/report.ts'
import { visitsReport } from './features/visits/report.ts'
import type { Report } from './reports.ts'

export const reports: readonly Report[] = [
  failedEventsReport,
  plansReport,
  visitsReport,
  outingsReport,
  performanceReport,
  gradesReport,
  anomaliesReport,
  commissionsReport,
  exportsReport,
]

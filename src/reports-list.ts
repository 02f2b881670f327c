/** The list of reports: one line each. */
import { failedEventsReport } from './features/admin/failures.ts'
import type { Report } from './reports.ts'

export const reports: readonly Report[] = [failedEventsReport]

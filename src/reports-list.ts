/** The list of reports: one line each. */
import type { Report } from './reports.ts'

export const reports: readonly Report[] = []

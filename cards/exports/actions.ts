import { z } from 'zod'
import { localDate } from '../../src/domain/time.ts'
import { type AnalysisKind, type Ask, analysisKinds, ask } from '../analysis/actions.ts'
import { defineActions, optionalText, text } from '../kit/action.ts'

/** What can be exported, in the order of the menu. */
export const exportKinds = [
  'visits',
  'plans',
  'performance',
  'scores',
  'digest',
  'customers',
  'coverage',
  'orders',
  'payments',
  'targets',
  'commission',
  'alarms',
] as const
export type ExportKind = (typeof exportKinds)[number]

/** Besides the sets that are asked for by name: the table behind an analysis. */
export type SetName = ExportKind | `analysis.${AnalysisKind}`
export const setNames: readonly SetName[] = [
  ...exportKinds,
  ...analysisKinds.map((kind) => `analysis.${kind}` as const),
]

export const formats = ['xlsx', 'csv'] as const
export type Format = (typeof formats)[number]

/**
 * What a card shows, as a file of it is to hold: which data, of which local days (both included), of which
 * team with those below it or which person. Null: all that whoever taps may see.
 */
const what = z.object({
  kind: z.enum(exportKinds),
  from: localDate,
  to: localDate,
  teamCode: z.string().nullable(),
  openId: z.string().nullable(),
  format: z.enum(formats),
})
export type ExportWhat = z.output<typeof what>

/** What was asked for, so that it can be asked again. */
export type ExportAsked = { readonly what: ExportWhat } | { readonly ask: Ask }

export const exportActions = defineActions('export', {
  run: { payload: what },
  /** All rows of an analysis, of which the card shows some. */
  table: { payload: ask.extend({ format: z.enum(formats) }) },
  /** The menu's form. */
  ask: {
    payload: z.object({}),
    form: z.object({ kind: text, when: text, days: optionalText, format: text }),
  },
  menu: { payload: z.object({}) },
  log: { payload: z.object({ page: z.number().int().min(0) }) },
})

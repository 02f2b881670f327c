import { z } from 'zod'
import { localDate } from '../../src/domain/time.ts'
import { defineActions, optionalText, text } from '../kit/action.ts'

/** What can be exported, in the order of the menu. */
export const exportKinds = [
  'visits',
  'plans',
  'performance',
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

export const exportActions = defineActions('export', {
  run: { payload: what },
  /** The menu's form. */
  ask: {
    payload: z.object({}),
    form: z.object({ kind: text, when: text, days: optionalText, format: text }),
  },
  menu: { payload: z.object({}) },
  log: { payload: z.object({ page: z.number().int().min(0) }) },
})

import { exportWords as w } from '../../src/i18n/exports.ts'
import type { T } from '../../src/i18n/t.ts'
import type { Ask } from '../analysis/actions.ts'
import type { Element } from '../kit/card.ts'
import { type ButtonOptions, button } from '../kit/elements.ts'
import { type ExportWhat, exportActions } from './actions.ts'

/**
 * 导出 on a card that shows data: a file of the same data and days comes to the private chat of whoever taps,
 * with no more in it than that person may see then.
 */
export function exportButton(
  what: Omit<ExportWhat, 'format' | 'teamCode' | 'openId'> &
    Partial<Pick<ExportWhat, 'teamCode' | 'openId'>>,
  t: T,
  options: ButtonOptions = {},
): Element {
  return button(
    t(w.ask),
    exportActions.run({ teamCode: null, openId: null, format: 'xlsx', ...what }),
    options,
  )
}

/** 导出 on the card of an analysis: all of its rows, as the asker may see them when the file is made. */
export const exportTableButton = (ask: Ask, t: T, options: ButtonOptions = {}): Element =>
  button(t(w.ask), exportActions.table({ ...ask, page: 0, format: 'xlsx' }), options)

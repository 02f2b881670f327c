/** 评分: a row a person, month and score. */
import { scoreName } from '../../../../cards/scores/words.ts'
import type { ScoreResult } from '../../../domain/scores/scores.ts'
import { monthOf } from '../../../domain/time.ts'
import { cellWords, columnWords as w } from '../../../i18n/export-columns.ts'
import { exportSetWords as sets } from '../../../i18n/export-sets.ts'
import { metricWords } from '../../../i18n/metrics.ts'
import { scoreWords } from '../../../i18n/scores.ts'
import { scoresOf } from '../../scores/read.ts'
import { personCells } from '../scope.ts'
import type { ExportSet } from '../set.ts'
import { column, personColumns } from './columns.ts'
import { monthsOf } from './commission.ts'
import { peopleAtOnce, peopleOf } from './figures.ts'

const units = {
  points: scoreWords.unitPoints,
  percent: cellWords.percent,
  yuan: cellWords.yuan,
  number: scoreWords.unitNumber,
} as const

/** As it is shown: a percentage of 100, to two digits. */
const shown = ({ score, value }: ScoreResult): number | null =>
  value === null ? null : Number((score.unit === 'percent' ? value * 100 : value).toFixed(2))

export const scoresSet: ExportSet = {
  name: 'scores',
  title: sets.scores,
  about: sets.scoresAbout,
  aliases: ['评分', '得分', 'scores', 'score'],
  who: ['rep', 'manager', 'admin', 'viewer'],
  time: 'month',
  columns: () => [
    column('month', w.month),
    ...personColumns,
    column('score', w.score),
    column('value', w.value, 'number'),
    column('unit', w.unit),
    column('full', w.full, 'number'),
    column('missing', w.missing),
  ],
  async *rows(reading) {
    const { t, scope, range } = reading
    const people = await peopleOf(reading)
    const now = monthOf(reading.today)
    for (const month of monthsOf({ range }).filter((one) => one <= now))
      for (let at = 0; at < people.length; at += peopleAtOnce) {
        const openIds = people.slice(at, at + peopleAtOnce)
        const by = await scoresOf(reading, openIds, month)
        yield openIds.flatMap((openId) =>
          (by.get(openId) ?? []).map((one) => ({
            month,
            ...personCells(scope, openId),
            score: scoreName(one.score, t),
            value: shown(one),
            unit: t(units[one.score.unit]),
            full: one.score.full,
            missing: one.missing.map((key) => t(metricWords[key].name)).join('; ') || null,
          })),
        )
      }
  },
}

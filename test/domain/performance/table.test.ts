import { expect, test } from 'vitest'
import { table } from '../../../src/domain/performance/table.ts'

const columns = [
  { key: 'name', label: { zh: '姓名', en: 'Name' }, kind: 'text' },
  { key: 'sales', label: { zh: '销售额', en: 'Sales' }, kind: 'fen' },
  { key: 'share', label: { zh: '占比', en: 'Share' }, kind: 'rate' },
] as const

test('a table keeps its rows as they are, null for what nobody knows', () => {
  const rows = [
    { name: '李雷', sales: 328_050, share: 0.25 },
    { name: '韩梅梅', sales: null, share: null },
  ]
  expect(table(columns, rows)).toEqual({ columns, rows })
})

test.each([
  ['money with a part of a fen', { name: 'a', sales: 0.5, share: 0 }],
  ['a number where a text stands', { name: 1, sales: 1, share: 0 }],
  ['a share of nothing', { name: 'a', sales: 1, share: Number.NaN }],
])('%s is a mistake', (_, row) => {
  expect(() => table(columns, [row])).toThrow(TypeError)
})

import { expect, test } from 'vitest'
import { parseBlocks } from '../../../simulator/app/card/blocks.ts'
import { parseInline } from '../../../simulator/app/card/inline.ts'

const text = (words: string) => ({ kind: 'text', text: words })

test('inline marks nest and escaped ones stay words', () => {
  expect(parseInline("**逾期 <font color='red'>¥1,200</font>** \\*不是斜体\\*")).toEqual([
    {
      kind: 'strong',
      children: [text('逾期 '), { kind: 'font', color: 'red', children: [text('¥1,200')] }],
    },
    text(' '),
    text('*'),
    text('不是斜体'),
    text('*'),
  ])
})

test('entities are words, so a customer’s name cannot mention or link', () => {
  expect(parseInline('&lt;at id=all&gt;')).toEqual([text('<'), text('at id=all'), text('>')])
})

test('unclosed marks are words', () => {
  for (const words of [
    '**粗',
    '`码',
    '[链接](',
    '<font color=red>红',
    '2 * 3 * 4',
    'snake_case_name',
  ]) {
    const flat = parseInline(words)
      .map((node) => (node.kind === 'text' ? node.text : `<${node.kind}>`))
      .join('')
    expect(flat).toBe(words)
  }
})

test('lists nest by indentation and keep their numbers', () => {
  expect(parseBlocks('3. 三\n    - 甲\n    - 乙\n4. 四')).toEqual([
    {
      kind: 'list',
      ordered: true,
      start: 3,
      items: [
        [
          { kind: 'paragraph', text: '三' },
          {
            kind: 'list',
            ordered: false,
            start: 1,
            items: [[{ kind: 'paragraph', text: '甲' }], [{ kind: 'paragraph', text: '乙' }]],
          },
        ],
        [{ kind: 'paragraph', text: '四' }],
      ],
    },
  ])
})

test('a table ends where its rows end', () => {
  expect(parseBlocks('| 门店 | 天数 |\n| :-- | --: |\n| 联华 | 21 |\n\n以上')).toEqual([
    { kind: 'table', head: ['门店', '天数'], aligns: ['left', 'right'], rows: [['联华', '21']] },
    { kind: 'paragraph', text: '以上' },
  ])
})

test('a long hostile text is read in a moment', () => {
  const started = performance.now()
  for (const piece of ['*', '_', '[', '<font color=red>', '`', '**a ', '| ', '> ', '- ']) {
    parseBlocks(piece.repeat(2000)).length
    parseInline(piece.repeat(500))
  }
  expect(performance.now() - started).toBeLessThan(3000)
})

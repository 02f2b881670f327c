import { chart, markdown, table } from './card-parts.ts'
import type { Refused } from './refused-shapes.ts'
import { card, plain } from './support.ts'

const one = (element: object) => card([element])
const cell = (data_type: string, value: unknown) =>
  one(table({ columns: [{ name: 'a', data_type }], rows: [{ a: value }] }))
const spec = (extra: object) => one(chart({ type: 'bar', data: {}, ...extra }))

/** Images, people, charts and cells that are not what they should be. */
export const CONTENTS: Refused[] = [
  [
    200570,
    'foreign image',
    one({ tag: 'img', img_key: 'img_other', alt: plain('') }),
    'card contains invalid image keys; ErrorValue: image key img_other',
  ],
  [
    200570,
    'foreign image in markdown',
    one(markdown('![x](https://example.com/a.png)')),
    'image key https://example.com/a.png',
  ],
  [
    200570,
    'foreign image in a combination',
    one({
      tag: 'img_combination',
      combination_mode: 'double',
      img_list: [{ img_key: 'img_known' }, { img_key: 'img_other' }],
    }),
    'img_other',
  ],
  [
    200570,
    'foreign image to choose',
    one({ tag: 'select_img', options: [{ img_key: 'img_other' }] }),
    'img_other',
  ],
  [
    200570,
    'foreign icon',
    one(markdown('x', { icon: { tag: 'custom_icon', img_key: 'img_other' } })),
    'img_other',
  ],
  [
    200570,
    'foreign icon in the header',
    {
      ...card([]),
      header: { title: plain('x'), icon: { tag: 'custom_icon', img_key: 'img_other' } },
    },
    'card contains invalid image keys; ErrorValue: image key img_other; ',
  ],
  [
    100290,
    'unknown at',
    one(markdown('<at id=ou_nobody></at>')),
    'There is an invalid user resource(at/person) in your card',
  ],
  [
    100290,
    'one of several at',
    one(markdown('<at ids=ou_nobody,ou_none></at>')),
    'ErrorValue: ou_nobody,ou_none',
  ],
  [100290, 'unknown person', one({ tag: 'person', user_id: 'ou_nobody' }), 'at/person'],
  [
    100290,
    'unknown person in a list',
    one({ tag: 'person_list', persons: [{ id: 'ou_nobody' }] }),
    'at/person',
  ],
  [
    200550,
    'chart type',
    one(chart({ type: 'gantt', data: {} })),
    'elements -> [0](tag: chart); ErrMsg: chart spec is invalid',
  ],
  [200550, 'chart without data', one(chart({ type: 'bar' })), '- (root): data is required'],
  [200550, 'axes null', spec({ axes: null }), '- axes: Invalid type. Expected: array, given: null'],
  [200550, 'one axis by itself', spec({ axes: { orient: 'left' } }), 'given: object'],
  [200550, 'title in words only', spec({ title: 'x' }), '- title: Invalid type'],
  [
    200550,
    'a function in a chart',
    spec({ label: { formatMethod: '(v) => v' } }),
    'JavaScript is not supported',
  ],
  [200914, 'text in a column of dates', cell('date', '2026-03-02'), 'row 0, column 0'],
  [200914, 'text in a column of numbers', cell('number', '1'), 'table rows is invalid'],
  [
    200914,
    'an object in a column of markdown',
    cell('markdown', { content: 'x' }),
    'table rows is invalid',
  ],
  [200914, 'options without text', cell('options', [{ color: 'red' }]), 'table rows is invalid'],
  [200914, 'people as objects', cell('persons', [{ id: 'ou_li' }]), 'table rows is invalid'],
  [
    200915,
    'a cell of no column',
    one(table({ rows: [{ a: 'x', b: 'y' }] })),
    'table rows name is invalid; ErrorValue: b in row 0',
  ],
]

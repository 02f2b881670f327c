import { describe, expect, test } from 'vitest'
import { renderProblem } from '../../simulator/validator/problem.ts'
import { validateCard } from '../../simulator/validator/validate.ts'
import {
  chart,
  column,
  columns,
  form,
  gfm,
  input,
  KNOWN,
  markdown,
  nested,
  option,
  panel,
  select,
  submit,
  table,
} from './card-parts.ts'
import { button, card, plain } from './support.ts'

const first = (value: unknown, bytes?: number) => validateCard(value, KNOWN, bytes)[0]

/** Sub-code, what is wrong, a piece of the message. */
const WRONG: [number, string, unknown, string][] = [
  [200621, 'no object', 'x', 'no JSON object'],
  [200621, 'schema 1.0', { elements: [] }, 'schema'],
  [200621, 'unknown root property', { ...card([]), i18n_elements: {} }, 'unknown property'],
  [200621, 'update_multi false', { ...card([]), config: { update_multi: false } }, 'only be true'],
  [
    200621,
    'unknown config',
    { ...card([]), config: { wide_screen_mode: true } },
    'unknown property',
  ],
  [
    200621,
    'unknown template',
    { ...card([]), header: { title: plain('x'), template: 'pink' } },
    'template',
  ],
  [200621, 'header without title', { ...card([]), header: { template: 'blue' } }, 'title'],
  [
    200621,
    'four header tags',
    {
      ...card([]),
      header: { title: plain('x'), text_tag_list: Array(4).fill({ tag: 'text_tag' }) },
    },
    'at most 3',
  ],
  [200621, 'ud_icon', { ...card([]), header: { title: plain('x'), ud_icon: {} } }, 'ud_icon'],
  [200621, 'unknown tag', card([{ tag: 'banner' }]), 'not support tag: banner'],
  [200621, 'action module', card([{ tag: 'action', actions: [] }]), 'tag action'],
  [200621, 'note module', card([{ tag: 'note', elements: [] }]), 'tag note'],
  [200621, 'no tag', card([{ content: 'x' }]), 'no tag'],
  [200621, 'a column at the root', card([column([])]), 'cannot stand here'],
  [
    200621,
    'markdown in columns',
    card([{ tag: 'column_set', columns: [markdown('x')] }]),
    'cannot stand here',
  ],
  [200621, 'unknown property', card([markdown('x', { href: {} })]), 'property: href'],
  [200621, 'missing content', card([{ tag: 'markdown' }]), 'invalid value'],
  [200621, 'button type', card([button('x', {}, { type: 'success' })]), 'invalid value'],
  [
    200621,
    'button text in lark_md',
    card([{ tag: 'button', text: { tag: 'lark_md', content: 'x' } }]),
    'invalid value',
  ],
  [200621, 'button without text', card([{ tag: 'button' }]), 'needs text or icon'],
  [
    200621,
    'confirm without title',
    card([button('x', {}, { confirm: { text: plain('x') } })]),
    'confirm -> title',
  ],
  [
    200621,
    'confirm without text',
    card([button('x', {}, { confirm: { title: plain('x') } })]),
    'confirm -> text',
  ],
  [
    200621,
    'behavior type',
    card([{ tag: 'button', text: plain('x'), behaviors: [{ type: 'call' }] }]),
    'behaviors',
  ],
  [200621, 'callback value number', card([button('x', 7)]), 'behaviors'],
  [200621, 'margin', card([markdown('x', { margin: '100px' })]), '[-99,99]px'],
  [200621, 'padding', { ...card([]), body: { padding: '-4px' } }, '[0,99]px'],
  [200621, 'spacing', { ...card([]), body: { vertical_spacing: 'huge' } }, 'spacing'],
  [200621, 'weight 6', card([columns([], { weight: 6 })]), '[1,5]'],
  [200621, 'width 601px', card([columns([], { width: '601px' })]), '[16,600]px'],
  [200621, 'text size', card([markdown('x', { text_size: 'giant' })]), 'unknown text_size'],
  [200621, 'colour', card([columns([], { background_style: 'mauve' })]), 'unknown colour'],
  [200621, 'max_length 1001', card([input('a', { max_length: 1001 })]), '[1,1000]'],
  [
    200621,
    'long placeholder',
    card([input('a', { placeholder: plain('x'.repeat(101)) })]),
    'max 100',
  ],
  [200621, 'picker without placeholder', card([{ tag: 'date_picker' }]), 'placeholder is required'],
  [
    200621,
    'initial date',
    card([{ tag: 'date_picker', initial_date: '2026/03/02' }]),
    'yyyy-MM-dd',
  ],
  [
    200621,
    'four checker buttons',
    card([{ tag: 'checker', button_area: { buttons: Array(4).fill(button('x', {})) } }]),
    'at most 3',
  ],
  [200621, 'image without alt', card([{ tag: 'img', img_key: 'img_known' }]), 'alt'],
  [
    200621,
    'text date in a table',
    card([table({ columns: [{ name: 'a', data_type: 'date' }], rows: [{ a: '2026' }] })]),
    'data_type date',
  ],
  [
    200621,
    '51 columns',
    card([
      table({
        columns: Array.from({ length: 51 }, (_, i) => ({ name: `c${i}`, data_type: 'text' })),
      }),
    ]),
    'at most 50',
  ],
  [200621, 'page size', card([table({ page_size: 11 })]), '[1,10]'],
  [
    200621,
    'interactive container without behaviors',
    card([{ tag: 'interactive_container', elements: [] }]),
    'behaviors',
  ],
  [
    11310,
    'repeated table column',
    card([table({ columns: Array(2).fill({ name: 'a', data_type: 'text' }) })]),
    'unique',
  ],
  [11310, 'repeated option', card([select({ options: [option('a'), option('a')] })]), 'unique'],
  [11310, 'alien initial option', card([select({ initial_option: 'z' })]), 'initial_option'],
  [11310, 'initial index', card([select({ initial_index: 3 })]), 'initial_index'],
  [
    11310,
    'multi select outside',
    card([{ tag: 'multi_select_static', options: [] }]),
    'needs a form',
  ],
  [
    11310,
    'multi image select outside',
    card([{ tag: 'select_img', multi_select: true, options: [{ img_key: 'img_known' }] }]),
    'needs a form',
  ],
  [11310, 'required outside', card([select({ required: true })]), 'only valid in a form'],
  [11310, 'submit outside', card([submit()]), 'only valid in a form'],
  [11310, 'form in a column', card([columns([form([submit()])])]), 'root of the card'],
  [
    11310,
    'form in a form',
    card([form([submit(), form([], { name: 'inner' })])]),
    'root of the card',
  ],
  [11310, 'table in a panel', card([panel([table()])]), 'root of the card'],
  [
    11310,
    'chart in a form',
    card([form([chart({ type: 'bar', data: {} }), submit()])]),
    'chart cannot',
  ],
  [11310, 'form without submit', card([form([input('a')])]), 'no submit button'],
  [
    11310,
    'plain button in a form',
    card([form([submit(), button('x', {}, { name: 'x' })])]),
    'form_action_type',
  ],
  [11310, 'six levels', card([nested(6)]), 'nested 6 deep'],
  [
    11310,
    'six tables',
    card([...Array(5).fill(table()), markdown(gfm)]),
    'card table number over limit',
  ],
  [
    11310,
    '201 elements',
    card([...Array(200).fill({ tag: 'hr' })]),
    'element exceeds the limit: 201',
  ],
  [200530, 'field without a name', card([form([{ tag: 'input' }, submit()])]), 'name is required'],
  [200530, 'repeated name', card([form([input('a'), input('a'), submit()])]), 'not unique'],
  [300301, 'element id', card([markdown('x', { element_id: '1st' })]), 'element_id'],
  [
    300301,
    'repeated element id',
    card(Array(2).fill(markdown('x', { element_id: 'one' }))),
    'not unique',
  ],
  [
    200570,
    'foreign image',
    card([{ tag: 'img', img_key: 'img_other', alt: plain('') }]),
    'image_key is invalid',
  ],
  [
    200570,
    'foreign image in markdown',
    card([markdown('![x](img_other)')]),
    'image_key is invalid',
  ],
  [100290, 'unknown at', card([markdown('<at id=ou_nobody></at>')]), 'at/person'],
  [100290, 'unknown person', card([{ tag: 'person', user_id: 'ou_nobody' }]), 'at/person'],
  [200550, 'chart type', card([chart({ type: 'gantt', data: {} })]), 'type must be one of'],
  [200550, 'chart without data', card([chart({ type: 'bar' })]), 'data is missing'],
  [
    200550,
    'a function in a chart',
    card([chart({ type: 'bar', data: {}, label: { formatMethod: '(v) => v' } })]),
    'JavaScript',
  ],
]

describe('invalid cards', () => {
  test.each(WRONG)('%i %s', (subCode, _, value, message) => {
    const problem = first(value)
    expect(problem && renderProblem(problem)).toContain(message)
    expect(problem).toMatchObject({ code: 230099, subCode })
  })

  test('too many bytes are 230025, counted as the request carries them', () => {
    const quotes = card([markdown('"'.repeat(10_000))])
    expect(first(quotes)).toMatchObject({ code: 230025 })
    expect(first(card([markdown('x'.repeat(10_000))]))).toBeUndefined()
    expect(first(card([]), 30 * 1024 + 1)).toMatchObject({ code: 230025 })
  })

  test('text objects count as elements', () => {
    const texts = Array.from({ length: 100 }, (_, i) => button(`b${i}`, {}))
    expect(first(card(texts))).toMatchObject({ subCode: 11310, value: '201' })
  })

  test('the message is the platform’s', () => {
    const problem = first(card([markdown('x'), chart({ type: 'gantt', data: {} })]))
    expect(problem && renderProblem(problem)).toMatch(
      /^Failed to create card content, ext=ErrCode: 200550; ErrMsg: chart spec is invalid.*; ErrPath: ROOT -> body -> elements -> \[1\]\(tag: chart\); ErrorValue: gantt; $/,
    )
  })
})

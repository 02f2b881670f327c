import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Json } from '../../simulator/index.ts'
import { validateCard } from '../../simulator/validator/validate.ts'
import {
  chart,
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
import { button, card, LI, plain } from './support.ts'

describe('valid cards', () => {
  test.each<[string, object]>([
    ['the smallest', { schema: '2.0' }],
    ['buttons and markdown', card([markdown('**你好**'), button('签到', { a: 1 })])],
    [
      'a form with columns',
      card([
        form([
          input('summary', {
            required: true,
            input_type: 'multiline_text',
            rows: 3,
            max_length: 500,
          }),
          select({ name: 'outcome', required: true, placeholder: plain('结果') }),
          { tag: 'multi_select_static', name: 'goods', options: [option('a')], required: false },
          { tag: 'date_picker', name: 'next', placeholder: plain('下次') },
          columns([submit()]),
        ]),
      ]),
    ],
    [
      'images, people, table, chart',
      card([
        { tag: 'img', img_key: 'img_known', alt: plain('') },
        {
          tag: 'img_combination',
          combination_mode: 'double',
          img_list: [{ img_key: 'img_known' }],
        },
        { tag: 'person', user_id: LI.openId },
        table({
          columns: [
            { name: 'n', data_type: 'number', format: { precision: 2, symbol: '¥' } },
            { name: 'd', data_type: 'date', date_format: 'YYYY-MM-DD' },
            { name: 'o', data_type: 'options' },
            { name: 'p', data_type: 'persons' },
          ],
          rows: [{ n: 1.5, d: 1606101072000, o: [{ text: 'S', color: 'red' }], p: [LI.openId] }],
        }),
        chart({ type: 'bar', data: { values: [] }, title: { text: '=> up' } }),
        markdown(`<at id=all></at> <person id='${LI.openId}'></person> ![x](img_known)`),
      ]),
    ],
    [
      'styles of its own',
      {
        ...card([
          { tag: 'div', text: { ...plain('x'), text_size: 'mine', text_color: 'brandish' } },
          panel([
            columns([markdown('x', { text_size: 'heading-1' })], { background_style: 'blue-50' }),
          ]),
        ]),
        config: {
          style: {
            text_size: { mine: { default: 'medium', mobile: 'large' } },
            color: { brandish: { light_mode: 'rgba(1,2,3,0.5)', dark_mode: 'rgba(1,2,3,0.5)' } },
          },
        },
      },
    ],
    ['five levels', card([nested(5)])],
    ['five tables', card([markdown(gfm.concat('\n', gfm)), table(), table(), table()])],
    [
      'everything that is clicked',
      card([
        { tag: 'overflow', options: [{ text: plain('改期'), value: 'later' }] },
        {
          tag: 'checker',
          text: plain('x'),
          button_area: { buttons: [button('y', {}, { type: 'text' })] },
        },
        {
          tag: 'interactive_container',
          behaviors: [{ type: 'callback', value: 'v' }],
          background_style: 'laser',
          elements: [markdown('x')],
        },
        { tag: 'picker_time', initial_time: '09:00' },
        { tag: 'select_person', options: [{ value: LI.openId }] },
      ]),
    ],
  ])('%s', (_, value) => {
    expect(validateCard(value, KNOWN)).toEqual([])
  })
})

test('the command line prints problems and exits 1', () => {
  const dir = mkdtempSync(join(tmpdir(), 'card-'))
  const path = join(dir, 'card.json')
  const run = (value: Json | object) => {
    writeFileSync(path, JSON.stringify(value))
    const args = ['--import', 'tsx', 'simulator/main.ts', 'validate', path]
    return execFileSync(process.execPath, args, { encoding: 'utf8', stdio: 'pipe' })
  }
  expect(run(card([markdown('x')]))).toContain('the card is valid')
  expect(() => run(card([{ tag: 'note' }]))).toThrow(
    expect.objectContaining({ status: 1, stdout: expect.stringContaining('unsupported tag note') }),
  )
  rmSync(dir, { recursive: true })
})

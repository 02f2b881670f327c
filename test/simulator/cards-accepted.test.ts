import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { adviseCard } from '../../simulator/validator/advice.ts'
import { validateFiles } from '../../simulator/validator/command.ts'
import { renderProblem } from '../../simulator/validator/problem.ts'
import { COMPONENTS } from '../../simulator/validator/shape.ts'
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
import { sampleCards } from './sample-cards.ts'
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

const samples = sampleCards()

describe('cards in the shape of the platform’s own pages', () => {
  test.each(
    samples.map(({ page, index, card: sample }) => [`${page} ${index}`, sample] as const),
  )('%s', (_, sample) => {
    expect(validateCard(sample).map(renderProblem)).toEqual([])
  })

  test('every component that the platform documents is among them', () => {
    const used = new Set(samples.flatMap(({ card: sample }) => tagsIn(sample)))
    expect([...COMPONENTS].filter((tag) => !used.has(tag))).toEqual([])
  })
})

test('what is taken but not drawn as meant is advice', () => {
  const messages = (element: object) => adviseCard(card([element])).map(({ message }) => message)
  expect(messages(markdown('x', { text_size: 'giant' }))[0]).toContain('drawn as normal')
  expect(messages(select({ required: true }))[0]).toContain('outside a form')
  expect(messages(select({ initial_option: 'z' }))[0]).toContain('not selected')
  expect(messages({ tag: 'img', img_key: 'x' })[0]).toContain('alt')
  expect(messages(chart({ type: 'sankey', data: {} }))[0]).toContain('does not document')
  const wide = Array.from({ length: 51 }, (_, at) => ({ name: `c${at}`, data_type: 'text' }))
  expect(messages(table({ columns: wide, rows: [] }))[0]).toContain('50 of 51 columns')
  expect(adviseCard(card([markdown('x'), button('签到', {})]))).toEqual([])
})

describe('the command line', () => {
  const dir = mkdtempSync(join(tmpdir(), 'card-'))
  afterAll(() => rmSync(dir, { recursive: true }))
  const file = (name: string, content: string) => {
    const path = join(dir, name)
    writeFileSync(path, content)
    return path
  }
  const good = file('good.json', JSON.stringify(card([markdown('x')])))
  const bad = file('bad.json', JSON.stringify([card([]), card([{ tag: 'note' }])]))
  const broken = file('broken.json', '{')
  const run = (...paths: string[]) => {
    const lines: string[] = []
    return { code: validateFiles(paths, (line) => lines.push(line)), lines }
  }

  test('0, 1 or 2, whichever file is worst', () => {
    expect(run(good).code).toBe(0)
    expect(run(good, bad).code).toBe(1)
    expect(run(broken, bad, join(dir, 'nowhere.json')).code).toBe(2)
  })

  test('each line names its file and, in a list, its card', () => {
    expect(run(good).lines).toEqual([`${good}: the card is valid`])
    const { lines } = run(bad)
    expect(lines[0]).toBe(`${bad} [0]: the card is valid`)
    expect(lines[1]).toMatch(
      /bad\.json \[1\]: error 230099: .*ErrCode: 200861.*unsupported tag note/,
    )
    expect(lines[2]).toBe(`${bad} [1]: 1 problem`)
    expect(run(broken).lines[0]).toContain('cannot be read as JSON')
  })

  test('a card from stdin, refused with exit code 1', () => {
    const args = ['--import', 'tsx', 'simulator/main.ts', 'validate', '-']
    const input = JSON.stringify(card([{ tag: 'note' }]))
    const options = { encoding: 'utf8', stdio: 'pipe', input } as const
    expect(() => execFileSync(process.execPath, args, options)).toThrow(
      expect.objectContaining({ status: 1, stdout: expect.stringContaining('stdin: 1 problem') }),
    )
  })
})

function tagsIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(tagsIn)
  if (typeof value !== 'object' || value === null) return []
  const tag = 'tag' in value && typeof value.tag === 'string' ? [value.tag] : []
  return [...tag, ...Object.values(value).flatMap(tagsIn)]
}

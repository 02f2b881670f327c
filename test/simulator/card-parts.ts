import { button, LI, plain } from './support.ts'

/** What the platform knows in these tests. */
export const KNOWN = {
  image: (key: string) => key === 'img_known',
  person: (id: string) => id === LI.openId,
}
export const input = (name: string, extra: object = {}) => ({ tag: 'input', name, ...extra })
export const submit = (extra: object = {}) =>
  button('提交', {}, { name: 'submit', form_action_type: 'submit', ...extra })
export const form = (elements: object[], extra: object = {}) => ({
  tag: 'form',
  name: 'form',
  elements,
  ...extra,
})
export const column = (elements: object[], extra: object = {}) => ({
  tag: 'column',
  elements,
  ...extra,
})
export const columns = (elements: object[], extra: object = {}) => ({
  tag: 'column_set',
  columns: [column(elements, extra)],
})
export const markdown = (content: string, extra: object = {}) => ({
  tag: 'markdown',
  content,
  ...extra,
})
export const option = (value: string) => ({ text: plain(value), value })
export const select = (extra: object = {}) => ({
  tag: 'select_static',
  options: [option('a'), option('b')],
  ...extra,
})
export const panel = (elements: object[]) => ({
  tag: 'collapsible_panel',
  header: { title: plain('更多') },
  elements,
})
export const table = (extra: object = {}) => ({
  tag: 'table',
  columns: [{ name: 'a', data_type: 'text' }],
  rows: [{ a: 'x' }],
  ...extra,
})
export const chart = (spec: object) => ({ tag: 'chart', chart_spec: spec })
export const nested = (depth: number): object =>
  depth === 0 ? markdown('x') : panel([nested(depth - 1)])
export const gfm = '| a | b |\n| --- | --- |\n| 1 | 2 |\n'

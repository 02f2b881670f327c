/** The few shapes that every state of the page is made of. */
import { h } from './dom.ts'

export type Tone = 'plain' | 'good' | 'warn' | 'busy'

/** Drawn, since not every phone has every sign. */
const marks: Record<Tone, string | null> = {
  plain:
    'M14 3a8 8 0 0 0-8 8c0 6 8 14 8 14s8-8 8-14a8 8 0 0 0-8-8zm0 5a3 3 0 1 1 0 6 3 3 0 0 1 0-6z',
  good: 'M11.5 20.5 5 14l2-2 4.500 4.500L21 7l2 2z',
  warn: 'M12.500 5h3l-.500 11h-2zM12.500 19h3v3h-3z',
  busy: null,
}

function drawn(path: string): SVGElement {
  const space = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(space, 'svg')
  svg.setAttribute('viewBox', '0 0 28 28')
  const shape = document.createElementNS(space, 'path')
  shape.setAttribute('d', path)
  svg.append(shape)
  return svg
}

/** One state: a mark, what happened, what it means, what to do. */
export function state(
  name: string,
  tone: Tone,
  title: string,
  ...rest: readonly (Node | string | false | null)[]
): HTMLElement {
  const mark = marks[tone]
  return h(
    'section',
    { class: `state ${tone}`, role: tone === 'warn' ? 'alert' : 'status', 'data-state': name },
    mark === null
      ? h('div', { class: 'spinner', 'aria-hidden': 'true' })
      : h('div', { class: 'mark', 'aria-hidden': 'true' }, drawn(mark)),
    h('h1', {}, title),
    ...rest.map((one) => (typeof one === 'string' ? h('p', {}, one) : one)),
  )
}

export function button(
  label: string | readonly [string, string],
  act: () => void,
  kind: 'main' | '' | 'plain' = '',
): HTMLButtonElement {
  const [text, small] = typeof label === 'string' ? [label, ''] : label
  const once = () => {
    // A second tap before the page shows what came of the first changes nothing.
    for (const other of document.querySelectorAll('button')) other.disabled = true
    act()
  }
  return h(
    'button',
    { type: 'button', class: kind, onclick: once },
    text,
    small !== '' && h('span', { class: 'away' }, small),
  )
}

/** A reason and its button; an empty one is asked for again. */
export function reasonForm(
  words: { label: string; hint: string; missing: string; send: string },
  act: (reason: string) => void,
  kind: 'main' | '' = 'main',
): HTMLElement {
  const id = `reason-${kind || 'more'}`
  const field = h('textarea', { id, rows: '3', placeholder: words.hint })
  field.maxLength = 500
  const error = h('p', { class: 'error', role: 'alert' })
  const send = h('button', { type: 'button', class: kind }, words.send)
  send.addEventListener('click', () => {
    const reason = field.value.trim()
    if (reason === '') {
      error.textContent = words.missing
      field.focus()
      return
    }
    send.disabled = true
    act(reason)
  })
  return h('div', {}, h('label', { for: id }, words.label), field, error, send)
}

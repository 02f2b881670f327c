/** The few elements that our cards are made of. Widths are made for a phone: rows of at most three. */
import type { ActionCall } from './action.ts'
import { type Element, flatten, type Part, plainText } from './card.ts'
import { type Markdown, type MdPart, md } from './markdown.ts'

type Size = 'normal' | 'heading' | 'notation'

/** A paragraph of markdown; a plain string is data and is escaped. */
export function para(
  content: MdPart,
  options: { size?: Size; align?: 'left' | 'center' | 'right' } = {},
): Element {
  return {
    tag: 'markdown',
    content: md`${content}`.value,
    ...(options.size ? { text_size: options.size } : {}),
    ...(options.align ? { text_align: options.align } : {}),
  }
}

/** The first line of a card: its point. */
export const point = (content: MdPart): Element => para(md`**${content}**`, { size: 'heading' })

/** Small and grey: what is good to know. */
export const note = (content: string): Element => ({
  tag: 'div',
  text: { tag: 'plain_text', content, text_size: 'notation', text_color: 'grey' },
})

export const hr = (): Element => ({ tag: 'hr' })

export interface Cell {
  readonly elements: readonly Part[]
  /** 1–5 shares of the width, or as wide as its content. */
  readonly weight?: number | 'auto'
}

export function columns(cells: readonly Cell[], options: { background?: 'grey' } = {}): Element {
  return {
    tag: 'column_set',
    flex_mode: 'none',
    horizontal_spacing: options.background ? '0px' : '8px',
    ...(options.background ? { background_style: 'grey' } : {}),
    columns: cells.map((cell) => ({
      tag: 'column',
      ...(cell.weight === 'auto'
        ? { width: 'auto' }
        : { width: 'weighted', weight: cell.weight ?? 1 }),
      vertical_align: options.background ? 'top' : 'center',
      // The platform leaves no air around text on a grey ground.
      ...(options.background ? { padding: '8px 4px 8px 8px', vertical_spacing: '0px' } : {}),
      elements: flatten(cell.elements),
    })),
  }
}

/** A row of a list: left the name and why, right the number or a small button. */
export function row(left: MdPart, right: MdPart | Element | null): Element {
  const end =
    right === null
      ? null
      : typeof right === 'object' && 'tag' in right
        ? right
        : para(right, { align: 'right' })
  return columns([
    { elements: [para(left)], weight: 4 },
    ...(end ? [{ elements: [end], weight: 'auto' as const }] : []),
  ])
}

export interface ButtonOptions {
  readonly kind?: 'primary' | 'default' | 'danger' | 'text'
  /** Asked before the click is sent. */
  readonly confirm?: { readonly title: string; readonly text: string } | undefined
  readonly size?: 'small' | 'medium'
  readonly fill?: boolean
}

const buttonTypes = {
  primary: 'primary_filled',
  default: 'default',
  danger: 'danger',
  text: 'text',
}

function buttonOf(
  label: string,
  behavior: Record<string, unknown>,
  options: ButtonOptions,
): Element {
  return {
    tag: 'button',
    text: plainText(label),
    type: buttonTypes[options.kind ?? 'default'],
    size: options.size ?? 'medium',
    width: options.fill === false ? 'default' : 'fill',
    ...(options.confirm
      ? {
          confirm: {
            title: plainText(options.confirm.title),
            text: plainText(options.confirm.text),
          },
        }
      : {}),
    behaviors: [behavior],
  }
}

/** A button that does something: the call carries the typed payload. */
export function button(label: string, call: ActionCall, options: ButtonOptions = {}): Element {
  return buttonOf(label, { type: 'callback', value: call.value }, options)
}

/** A row that does something wherever it is tapped: fewer nodes than a button beside the text. */
export function tappable(
  call: ActionCall,
  parts: readonly Part[],
  options: { border?: boolean } = {},
): Element {
  return {
    tag: 'interactive_container',
    width: 'fill',
    // In line with the text around it; as a choice among others it has a frame.
    ...(options.border
      ? { has_border: true, border_color: 'grey', corner_radius: '6px', padding: '6px 10px' }
      : { padding: '0px' }),
    behaviors: [{ type: 'callback', value: call.value }],
    elements: flatten(parts),
  }
}

/** A button that opens an address. */
export function linkButton(label: string, url: string, options: ButtonOptions = {}): Element {
  return buttonOf(label, { type: 'open_url', default_url: url }, options)
}

/** Up to three buttons side by side; the first is the primary one. More go into further rows. */
export function buttons(...all: readonly (Element | null | undefined | false)[]): Element[] {
  const kept = all.filter((item): item is Element => Boolean(item))
  const rows: Element[] = []
  for (let i = 0; i < kept.length; i += 3) {
    rows.push(columns(kept.slice(i, i + 3).map((item) => ({ elements: [item], weight: 1 }))))
  }
  return rows
}

export interface Choice {
  readonly value: string
  readonly label: string
}

/** A select that acts at once. The chosen value reaches the handler as `option`. */
export function select(
  call: ActionCall,
  options: { placeholder: string; choices: readonly Choice[]; initial?: string | undefined },
): Element {
  return {
    tag: 'select_static',
    placeholder: plainText(options.placeholder.slice(0, 100)),
    options: options.choices.map((choice) => ({
      text: plainText(choice.label),
      value: choice.value,
    })),
    ...(options.initial !== undefined && options.choices.some((c) => c.value === options.initial)
      ? { initial_option: options.initial }
      : {}),
    width: 'fill',
    behaviors: [{ type: 'callback', value: call.value }],
  }
}

/** Folded away until it is tapped. */
export function panel(
  title: MdPart,
  parts: readonly Part[],
  options: { expanded?: boolean } = {},
): Element {
  return {
    tag: 'collapsible_panel',
    expanded: options.expanded ?? false,
    header: {
      title: { tag: 'markdown', content: md`${title}`.value },
      icon: { tag: 'standard_icon', token: 'down-small-ccm_outlined', size: '16px 16px' },
      icon_position: 'follow_text',
      icon_expanded_angle: -180,
    },
    border: { color: 'grey', corner_radius: '5px' },
    vertical_spacing: '8px',
    padding: '8px 8px 8px 8px',
    elements: flatten(parts),
  }
}

export function image(imageKey: string, alt: string): Element {
  return {
    tag: 'img',
    img_key: imageKey,
    alt: plainText(alt),
    scale_type: 'crop_center',
    size: 'small',
  }
}

/** A drawing over the whole width, uncut; a tap enlarges it. */
export function picture(imageKey: string, alt: string): Element {
  return { tag: 'img', img_key: imageKey, alt: plainText(alt), scale_type: 'fit_horizontal' }
}

/** A VChart spec; keep it small, the whole card has 28 KB. */
export function chart(
  spec: Readonly<Record<string, unknown>>,
  ratio: '16:9' | '4:3' | '2:1' | '1:1' = '16:9',
): Element {
  return { tag: 'chart', chart_spec: spec, aspect_ratio: ratio, preview: false }
}

export type { Markdown }

import type { CSSProperties } from 'preact'
import { type Json, obj, str } from '../json.ts'

const spacings: Record<string, string> = {
  small: '4px',
  medium: '8px',
  large: '12px',
  extra_large: '16px',
}
const boxPattern = /^(0|-?\d{1,3}px)( (0|-?\d{1,3}px)){0,3}$/

/** A length or a box of lengths; anything else is as if it were not there. */
export function box(value: unknown): string | undefined {
  const text = str(value).trim()
  return spacings[text] ?? (boxPattern.test(text) ? text : undefined)
}

/** A corner: `[0,∞]px` or `[0,100]%`. */
export function radius(value: unknown): string | undefined {
  const text = str(value).trim()
  return /^(\d+px|(\d{1,2}|100)%)$/.test(text) ? text : undefined
}

const textSizes: Record<string, number> = {
  'heading-0': 30,
  'heading-1': 24,
  'heading-2': 20,
  'heading-3': 18,
  'heading-4': 16,
  heading: 16,
  normal: 14,
  notation: 12,
  'xxxx-large': 30,
  'xxx-large': 24,
  'xx-large': 20,
  'x-large': 18,
  large: 16,
  medium: 14,
  small: 12,
  'x-small': 10,
}
/** The sizes that a phone draws otherwise. */
const phoneSizes: Record<string, number> = {
  'heading-0': 26,
  'xxxx-large': 26,
  'heading-3': 17,
  large: 17,
}
const headings = new Set([
  'heading',
  'heading-0',
  'heading-1',
  'heading-2',
  'heading-3',
  'heading-4',
])

/** `style` is the card's `config.style`, where a card may define sizes of its own. */
export function textSize(token: unknown, style: Json, phone: boolean): CSSProperties {
  const name = str(token, 'normal')
  const own = obj(obj(style.text_size)[name])
  const chosen = str(phone ? own.mobile : own.pc) || str(own.default) || name
  const px = (phone ? phoneSizes[chosen] : undefined) ?? textSizes[chosen] ?? 14
  return {
    fontSize: `${px}px`,
    lineHeight: `${px <= 12 ? px + 6 : Math.round(px * 1.57)}px`,
    ...(headings.has(chosen) ? { fontWeight: 500 } : {}),
  }
}

const aligns = new Set(['left', 'center', 'right'])

export function align(value: unknown): CSSProperties {
  const text = str(value)
  return aligns.has(text) ? { textAlign: text as 'left' | 'center' | 'right' } : {}
}

const flexAligns: Record<string, string> = {
  left: 'flex-start',
  top: 'flex-start',
  center: 'center',
  right: 'flex-end',
  bottom: 'flex-end',
}

export function flexAlign(value: unknown): string | undefined {
  return flexAligns[str(value)]
}

/** At most so many lines, then an ellipsis; 0 for any number. */
export function clamp(lines: number): CSSProperties {
  if (lines <= 0) return {}
  return {
    display: '-webkit-box',
    overflow: 'hidden',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: String(lines),
  }
}

/** Margin and the other marks that every component may carry. */
export function outer(el: Json): CSSProperties {
  const margin = box(el.margin)
  return margin ? { margin } : {}
}

/** `fill`, `default`, `auto` or a length in px. */
export function widthOf(value: unknown): CSSProperties {
  const text = str(value)
  if (text === 'fill') return { width: '100%' }
  if (text === 'auto') return { width: 'fit-content', maxWidth: '100%' }
  return /^\d{1,4}px$/.test(text) ? { width: text, maxWidth: '100%' } : {}
}

/** How a container lays out what is in it, with the spacing that the platform gives it. */
export function layoutOf(el: Json, vertical = '8px', horizontal = '8px') {
  const direction = str(el.direction)
  const isRow = direction === 'horizontal'
  const across = box(el.horizontal_spacing) ?? horizontal
  const down = box(el.vertical_spacing) ?? vertical
  return {
    direction,
    gap: isRow ? `${down} ${across}` : down,
    align: flexAlign(el.horizontal_align),
    cross: flexAlign(el.vertical_align),
  }
}

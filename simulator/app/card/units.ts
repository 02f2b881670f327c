import type { CSSProperties } from 'preact'
import { type Json, obj, str } from '../json.ts'

const spacings: Record<string, string> = {
  small: '4px',
  medium: '8px',
  large: '12px',
  extra_large: '16px',
}
const boxPattern = /^-?\d{1,3}px( -?\d{1,3}px){0,3}$/

/** A length or a box of lengths; anything else is as if it were not there. */
export function box(value: unknown): string | undefined {
  const text = str(value).trim()
  return spacings[text] ?? (boxPattern.test(text) ? text : undefined)
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
  const px = textSizes[chosen] ?? 14
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

/** Margin and the other marks that every component may carry. */
export function outer(el: Json): CSSProperties {
  const margin = box(el.margin)
  return margin ? { margin } : {}
}

/** `fill`, `default`, `auto` or a length in px. */
export function widthOf(value: unknown): CSSProperties {
  const text = str(value)
  if (text === 'fill') return { width: '100%' }
  return /^\d{1,4}px$/.test(text) ? { width: text, maxWidth: '100%' } : {}
}

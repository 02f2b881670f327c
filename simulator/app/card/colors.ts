import { type Json, obj, str } from '../json.ts'

const families = new Set([
  'blue',
  'wathet',
  'turquoise',
  'green',
  'lime',
  'yellow',
  'sunflower',
  'orange',
  'red',
  'carmine',
  'violet',
  'purple',
  'indigo',
  'grey',
])
const plain: Record<string, string> = {
  default: 'var(--text)',
  neutral: 'var(--text-caption)',
  white: '#ffffff',
  black: '#000000',
  'bg-white': 'var(--card)',
}

/**
 * Feishu gives each family ten steps. We keep one hue a family and mix it: the low steps towards
 * the page, the high ones towards the text, so that light and dark follow by themselves.
 */
export function shade(family: string, step: number): string {
  const hue = `var(--hue-${hues[family] ?? family})`
  const mixes: Record<number, [string, number]> = {
    0: ['var(--page-end)', 4],
    50: ['var(--page-end)', 7],
    100: ['var(--page-end)', 15],
    150: ['var(--page-end)', 22],
    200: ['var(--page-end)', 30],
    300: ['var(--page-end)', 48],
    350: ['var(--page-end)', 60],
    400: ['var(--page-end)', 78],
    600: ['var(--ink-end)', 84],
    650: ['var(--ink-end)', 76],
    700: ['var(--ink-end)', 68],
    800: ['var(--ink-end)', 52],
    900: ['var(--ink-end)', 36],
    950: ['var(--ink-end)', 28],
    1000: ['var(--ink-end)', 20],
  }
  const mix = mixes[step]
  return mix ? `color-mix(in srgb, ${hue} ${mix[1]}%, ${mix[0]})` : hue
}

const hues: Record<string, string> = { neutral: 'grey', sunflower: 'yellow' }
const rgba = /^rgba?\([\d\s.,%]+\)$/

function fromToken(token: string, wordStep: number): string | undefined {
  if (rgba.test(token)) return token
  const bare = plain[token]
  if (bare) return bare
  const found = /^([a-z]+)(?:-(\d{2,4}))?$/.exec(token)
  const family = found?.[1] === 'gray' ? 'grey' : (found?.[1] ?? '')
  if (!families.has(family)) return undefined
  return shade(family, found?.[2] ? Number(found[2]) : wordStep)
}

function own(token: string, style: Json): string | undefined {
  const color = obj(obj(style.color)[token])
  const light = str(color.light_mode)
  const dark = str(color.dark_mode)
  const safe = (value: string) => /^(rgba?\([\d\s.,%]+\)|#[\da-f]{3,8})$/i.test(value)
  return safe(light) && safe(dark) ? `light-dark(${light}, ${dark})` : undefined
}

export function textColor(token: unknown, style: Json): string | undefined {
  const name = str(token)
  if (name === 'grey') return 'var(--text-caption)'
  return own(name, style) ?? fromToken(name, 700)
}

export function fillColor(token: unknown, style: Json): string | undefined {
  const name = str(token)
  if (!name || name === 'default') return undefined
  if (name === 'grey') return 'var(--fill-card)'
  return own(name, style) ?? fromToken(name, 100)
}

/** Under white letters a colour stays dark in both themes. */
export function badgeColor(token: string): string | undefined {
  const family = hues[token] ?? token
  return families.has(family) ? `color-mix(in srgb, var(--hue-${family}) 72%, #0b1020)` : undefined
}

/** Lines are stronger than fills. */
export function lineColor(token: unknown, style: Json): string {
  const name = str(token)
  if (!name || name === 'grey' || name === 'default') return 'var(--line)'
  return own(name, style) ?? fromToken(name, 400) ?? 'var(--line)'
}

export function knownFamily(token: unknown, fallback: string): string {
  const name = str(token)
  return families.has(name) || name === 'neutral' ? name : fallback
}

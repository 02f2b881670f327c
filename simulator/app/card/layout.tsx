import type { CSSProperties } from 'preact'
import { useId } from 'preact/hooks'
import { flag, type Json, list, num, obj, str, textOf } from '../json.ts'
import { callbackOf, linkOf } from './behaviors.ts'
import { fillColor, lineColor } from './colors.ts'
import { useConfirm } from './confirm.tsx'
import { follow, useCard } from './context.ts'
import { Elements } from './elements.tsx'
import { box, flexAlign, layoutOf, outer, radius, widthOf } from './units.ts'

function columnStyle(column: Json, style: Json): CSSProperties {
  const width = str(column.width, 'auto')
  const weighted = width === 'weighted'
  const fixed = /^\d{1,3}px$/.test(width)
  const background = fillColor(column.background_style, style)
  const padding = box(column.padding)
  return {
    ...(weighted ? { flex: `${num(column.weight, 1)} 1 0`, minWidth: 0 } : {}),
    ...(fixed ? { flex: `0 0 ${width}` } : {}),
    ...(!weighted && !fixed ? { flex: '0 1 auto' } : {}),
    ...(background ? { background, borderRadius: '8px' } : {}),
    ...(padding ? { padding } : {}),
    ...outer(column),
  }
}

/**
 * What makes a box a link: a touch anywhere follows it, and for the keyboard there is a link of
 * its own, since other controls may stand inside.
 */
function useBoxLink(el: Json) {
  const scope = useCard()
  const multi = obj(obj(el.action).multi_url)
  const target =
    Object.keys(multi).length > 0 ? linkOf({ multi_url: multi }, scope.phone) : undefined
  if (!target) return { isLink: false, hit: null, onClick: undefined }
  const onClick = (event: Event) => {
    event.stopPropagation()
    follow(scope, { multi_url: multi })
  }
  const hit = (
    <button type="button" class="sr-only" onClick={onClick}>
      打开链接
    </button>
  )
  return { isLink: true, hit, onClick }
}

function Column({ column }: { column: Json }) {
  const { style } = useCard()
  const { isLink, hit, onClick } = useBoxLink(column)
  const layout = layoutOf(column)
  return (
    <div
      class={`column ${isLink ? 'is-link' : ''}`}
      style={{
        ...columnStyle(column, style),
        justifyContent: flexAlign(column.vertical_align) ?? 'flex-start',
      }}
      {...(onClick ? { onClick } : {})}
    >
      {hit}
      <Elements items={list(column.elements)} {...layout} />
    </div>
  )
}

export function ColumnSet({ el }: { el: Json }) {
  const { style } = useCard()
  const { isLink, hit, onClick } = useBoxLink(el)
  const background = fillColor(el.background_style, style)
  const justify = flexAlign(el.horizontal_align)
  return (
    <div
      class={`el-columns flex-${str(el.flex_mode, 'none')} ${isLink ? 'is-link' : ''}`}
      style={{
        gap: box(el.horizontal_spacing) ?? '8px',
        ...(background ? { background, borderRadius: '8px' } : {}),
        ...(justify ? { justifyContent: justify } : {}),
        ...outer(el),
      }}
      {...(onClick ? { onClick } : {})}
    >
      {hit}
      {list(el.columns).map((column, at) => (
        <Column key={at} column={column} />
      ))}
    </div>
  )
}

const lasers = 'linear-gradient(120deg, #e1eaff, #f0e4ff 55%, #ffe3f4)'
const lasersDark = 'linear-gradient(120deg, #1d2c55, #33245c 55%, #4a2344)'

/** The words inside, as a name for the whole. */
function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).filter(Boolean).join(' ')
  if (typeof value !== 'object' || value === null) return ''
  const el = value as Json
  const own = el.tag === 'button' ? '' : textOf(el.text) || str(el.content)
  return [own, wordsOf(el.elements), wordsOf(el.columns)].filter(Boolean).join(' ')
}

/** A box that acts as a whole; what acts inside it goes before. */
export function InteractiveContainer({ el }: { el: Json }) {
  const scope = useCard()
  const control = useId()
  const { ask, dialog } = useConfirm(el)
  const isLaser = str(el.background_style) === 'laser'
  const background = isLaser
    ? `var(--laser, ${lasers})`
    : fillColor(el.background_style, scope.style)
  const disabled = flag(el.disabled)
  const tips = textOf(disabled ? el.disabled_tips : el.hover_tips)
  const act = () => {
    follow(scope, el)
    const callback = callbackOf(el)
    if (callback) scope.act(control, { tag: 'interactive_container', value: callback.value })
  }
  const click = (event: Event) => {
    event.stopPropagation()
    if (disabled && tips) scope.notify('info', tips)
    if (!disabled && !scope.busy) ask(act)
  }
  const words = wordsOf(el.elements).slice(0, 80) || '打开'
  return (
    // biome-ignore lint/a11y: the keyboard has the hidden button inside
    <div
      class={`el-container ${disabled ? 'is-disabled' : ''} ${scope.pending === control ? 'is-pending' : ''} ${str(el.width) === 'auto' ? 'is-auto' : ''}`}
      aria-busy={scope.pending === control}
      aria-disabled={disabled}
      title={tips || undefined}
      style={{
        ...outer(el),
        ...widthOf(el.width ?? 'fill'),
        ...(background ? { background } : {}),
        ...(isLaser ? { '--laser-dark': lasersDark } : {}),
        ...(/^\d{1,3}px$/.test(str(el.height))
          ? { height: str(el.height), overflow: 'hidden' }
          : {}),
        ...(flag(el.has_border)
          ? { border: `1px solid ${lineColor(el.border_color, scope.style)}` }
          : {}),
        borderRadius: radius(el.corner_radius) ?? '0',
        padding: box(el.padding) ?? '4px 12px',
      }}
      onClick={click}
    >
      <button type="button" class="sr-only" aria-disabled={disabled} onClick={click}>
        {words}
      </button>
      <Elements items={list(el.elements)} {...layoutOf(el, '4px')} />
      {dialog}
    </div>
  )
}

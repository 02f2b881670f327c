import type { CSSProperties } from 'preact'
import { useState } from 'preact/hooks'
import { flag, type Json, list, num, obj, str } from '../json.ts'
import { callbackOf, openLink } from './behaviors.ts'
import { fillColor } from './colors.ts'
import { useCard } from './context.ts'
import { Elements } from './elements.tsx'
import { Glyph, Icon } from './icons.tsx'
import { Markdown } from './markdown.tsx'
import { TextObject } from './text.tsx'
import { box, flexAlign, outer, textSize, widthOf } from './units.ts'

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

const vertical: Record<string, string> = { top: 'flex-start', center: 'center', bottom: 'flex-end' }

function Column({ column }: { column: Json }) {
  const { style } = useCard()
  return (
    <div
      class="column"
      style={{
        ...columnStyle(column, style),
        justifyContent: vertical[str(column.vertical_align)] ?? 'flex-start',
      }}
    >
      <Elements
        items={list(column.elements)}
        gap={box(column.vertical_spacing) ?? '8px'}
        direction={str(column.direction)}
        align={flexAlign(column.horizontal_align)}
      />
    </div>
  )
}

export function ColumnSet({ el }: { el: Json }) {
  const { style } = useCard()
  const background = fillColor(el.background_style, style)
  const url = obj(obj(el.action).multi_url)
  const justify = flexAlign(el.horizontal_align)
  const open =
    Object.keys(url).length > 0 ? () => openLink({ ...url, default_url: url.url }) : undefined
  return (
    <div
      class={`el-columns flex-${str(el.flex_mode, 'none')} ${open ? 'is-link' : ''}`}
      style={{
        gap: box(el.horizontal_spacing) ?? '8px',
        ...(background ? { background, borderRadius: '8px' } : {}),
        ...(justify ? { justifyContent: justify } : {}),
        ...outer(el),
      }}
      {...(open ? { onClick: open, role: 'link', tabIndex: 0 } : {})}
    >
      {list(el.columns).map((column, at) => (
        <Column key={at} column={column} />
      ))}
    </div>
  )
}

export function CollapsiblePanel({ el }: { el: Json }) {
  const { style, phone } = useCard()
  const [open, setOpen] = useState(flag(el.expanded))
  const header = obj(el.header)
  const title = obj(header.title)
  const border = obj(el.border)
  const borderColor = fillColor(border.color, style) ?? 'var(--line)'
  const headFill = fillColor(header.background_color, style)
  const fill = fillColor(el.background_color, style)
  const atRight = str(header.icon_position) === 'right' || !str(header.icon_position)
  const turn = num(header.icon_expanded_angle, 180)
  const arrow = (
    <span class="panel-arrow" style={open ? { transform: `rotate(${turn}deg)` } : {}}>
      {str(obj(header.icon).token) ? <Icon icon={header.icon} /> : <Glyph name="down" />}
    </span>
  )
  return (
    <section
      class="el-panel"
      style={{
        ...outer(el),
        ...(el.border ? { border: `1px solid ${borderColor}` } : {}),
        ...(fill ? { background: fill } : {}),
        borderRadius: box(border.corner_radius) ?? '6px',
      }}
    >
      <button
        type="button"
        class={`panel-head ${str(header.width) === 'auto' ? 'is-auto' : ''}`}
        aria-expanded={open}
        style={{
          ...(headFill ? { background: headFill } : {}),
          padding: box(header.padding) ?? (el.border ? '6px 8px' : '4px 0'),
          ...textSize(title.text_size, style, phone),
        }}
        onClick={() => setOpen(!open)}
      >
        {!atRight && arrow}
        <span class="panel-title">
          {title.tag === 'markdown' ? (
            <Markdown content={str(title.content)} />
          ) : (
            <TextObject text={title} />
          )}
        </span>
        {atRight && arrow}
      </button>
      <div
        class="panel-body"
        hidden={!open}
        style={{ padding: box(el.padding) ?? (el.border ? '8px' : '4px 0 0') }}
      >
        <Elements items={list(el.elements)} gap={box(el.vertical_spacing) ?? '8px'} />
      </div>
    </section>
  )
}

export function InteractiveContainer({ el }: { el: Json }) {
  const scope = useCard()
  const control = `container:${str(el.element_id)}:${JSON.stringify(el.behaviors ?? '')}`
  const background = fillColor(el.background_style, scope.style)
  const disabled = flag(el.disabled)
  const click = () => {
    if (disabled || scope.busy) return
    openLink(el)
    const callback = callbackOf(el)
    if (callback) scope.act(control, { tag: 'interactive_container', value: callback.value })
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: other controls may stand inside, so not a button
    <div
      class={`el-container ${disabled ? 'is-disabled' : ''} ${scope.pending === control ? 'is-pending' : ''}`}
      role="button"
      tabIndex={0}
      style={{
        ...outer(el),
        ...widthOf(el.width ?? 'fill'),
        ...(background ? { background } : {}),
        ...(/^\d{1,3}px$/.test(str(el.height)) ? { height: str(el.height) } : {}),
        ...(flag(el.has_border)
          ? { border: `1px solid ${fillColor(el.border_color, scope.style) ?? 'var(--line)'}` }
          : {}),
        borderRadius: box(el.corner_radius) ?? '0',
        padding: box(el.padding) ?? '4px 12px',
      }}
      onClick={click}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && event.target === event.currentTarget) click()
      }}
    >
      <Elements
        items={list(el.elements)}
        gap={box(el.vertical_spacing) ?? '8px'}
        direction={str(el.direction)}
      />
    </div>
  )
}

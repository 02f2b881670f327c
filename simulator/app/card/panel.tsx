import { useState } from 'preact/hooks'
import { flag, type Json, list, num, obj, str, textOf } from '../json.ts'
import { fillColor, lineColor } from './colors.ts'
import { useCard } from './context.ts'
import { Elements } from './elements.tsx'
import { Glyph, hasIcon, Icon } from './icons.tsx'
import { Markdown } from './markdown.tsx'
import { TextObject } from './text.tsx'
import { box, flexAlign, layoutOf, outer, radius, textSize } from './units.ts'

/** Where the arrow of a head stands: at its far left, far right, or behind the words. */
type ArrowPlace = 'left' | 'right' | 'follow_text'

export function CollapsiblePanel({ el }: { el: Json }) {
  const { style } = useCard()
  const [open, setOpen] = useState(flag(el.expanded))
  const header = obj(el.header)
  const border = obj(el.border)
  const fill = fillColor(el.background_color, style)
  const framed = Boolean(el.border) || Boolean(fill)
  const headFill = fillColor(header.background_color, style)
  const width = str(header.width, 'fill')
  const narrow = width === 'auto' || (width === 'auto_when_fold' && !open)
  return (
    <section
      class={`el-panel ${framed ? 'is-framed' : ''}`}
      style={{
        ...outer(el),
        ...(el.border ? { border: `1px solid ${lineColor(border.color, style)}` } : {}),
        ...(fill ? { background: fill } : {}),
        borderRadius: radius(border.corner_radius) ?? '5px',
      }}
    >
      <button
        type="button"
        class={`panel-head ${narrow ? 'is-auto' : ''}`}
        aria-expanded={open}
        {...(textOf(header.title) ? {} : { 'aria-label': '展开或收起' })}
        style={{
          ...(headFill ? { background: headFill } : {}),
          alignItems: flexAlign(header.vertical_align) ?? 'center',
          padding: box(header.padding) ?? (framed ? '4px 8px' : '0'),
        }}
        onClick={(event) => {
          event.stopPropagation()
          setOpen(!open)
        }}
      >
        <Head header={header} open={open} />
      </button>
      <div
        class="panel-body"
        hidden={!open}
        style={{ padding: box(el.padding) ?? (framed ? '8px' : '8px 0 0') }}
      >
        <Elements items={list(el.elements)} {...layoutOf(el)} />
      </div>
    </section>
  )
}

function Head({ header, open }: { header: Json; open: boolean }) {
  const { style, phone } = useCard()
  const title = obj(header.title)
  const place = str(header.icon_position, 'right') as ArrowPlace
  const turn = num(header.icon_expanded_angle, 180)
  const [size] = str(obj(header.icon).size).split(' ')
  const arrow = (
    <span
      class="panel-arrow"
      style={{
        ...(open ? { transform: `rotate(${turn}deg)` } : {}),
        ...(size ? { fontSize: size } : {}),
      }}
    >
      {hasIcon(header) ? <Icon icon={header.icon} /> : <Glyph name="down" />}
    </span>
  )
  return (
    <>
      {place === 'left' && arrow}
      <span
        class={`panel-title ${place === 'follow_text' ? 'is-followed' : ''}`}
        style={textSize(title.text_size, style, phone)}
      >
        {title.tag === 'markdown' ? (
          <Markdown content={textOf(title)} />
        ) : (
          <TextObject text={title} />
        )}
      </span>
      {place !== 'left' && arrow}
    </>
  )
}

import { type Json, num, obj, str, textOf } from '../json.ts'
import { textColor } from './colors.ts'
import { useCard } from './context.ts'
import { hasIcon, Icon } from './icons.tsx'
import { InlineText, Markdown } from './markdown.tsx'
import { align, clamp, outer, textSize, widthOf } from './units.ts'

/** A text object: `plain_text` as it is, `lark_md` with inline markup. */
export function TextObject({ text }: { text: unknown }) {
  const content = textOf(text)
  return obj(text).tag === 'lark_md' ? <InlineText text={content} /> : <span>{content}</span>
}

export function DivElement({ el }: { el: Json }) {
  const { style, phone } = useCard()
  const text = obj(el.text)
  const size = textSize(text.text_size ?? el.text_size, style, phone)
  const color = textColor(text.text_color, style)
  return (
    <div
      class={`el-text ${str(el.width) === 'auto' ? 'is-auto' : ''}`}
      style={{ ...outer(el), ...widthOf(el.width), ...size }}
    >
      {hasIcon(el) && (
        <span class="el-text-icon">
          <Icon icon={el.icon} />
        </span>
      )}
      <div
        class="el-text-body"
        style={{
          ...align(text.text_align),
          ...(color ? { color } : {}),
        }}
      >
        <div style={clamp(num(text.lines, 0))}>
          <TextObject text={text} />
        </div>
        {Array.isArray(el.fields) && <Fields el={el} />}
      </div>
    </div>
  )
}

function Fields({ el }: { el: Json }) {
  const fields = Array.isArray(el.fields) ? el.fields.map(obj) : []
  return (
    <div class="el-fields">
      {fields.map((field) => (
        <div key={textOf(field.text)} class={field.is_short ? 'is-short' : ''}>
          <TextObject text={field.text} />
        </div>
      ))}
    </div>
  )
}

export function MarkdownElement({ el }: { el: Json }) {
  const { style, phone } = useCard()
  return (
    <div
      class="el-text"
      style={{ ...outer(el), ...textSize(el.text_size, style, phone), ...align(el.text_align) }}
    >
      {hasIcon(el) && (
        <span class="el-text-icon">
          <Icon icon={el.icon} />
        </span>
      )}
      <div class="el-text-body">
        <Markdown content={str(el.content)} />
      </div>
    </div>
  )
}

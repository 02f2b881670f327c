import { flag, type Json, list, num, obj, str, textOf } from '../json.ts'
import { callbackOf } from './behaviors.ts'
import { ButtonElement, Spinner } from './button.tsx'
import { textColor } from './colors.ts'
import { useCard } from './context.ts'
import { useField } from './field.tsx'
import { TextObject } from './text.tsx'
import { align, box, clamp, outer, textSize } from './units.ts'

/** A tick of its own: told to the bot only when it has a callback, else it stays on the screen. */
export function CheckerElement({ el }: { el: Json }) {
  const { style, phone, notify } = useCard()
  const field = useField<boolean>(el, {
    initial: flag(el.checked),
    isEmpty: () => false,
    toForm: (value) => value,
  })
  const disabled = flag(el.disabled)
  const tips = textOf(disabled ? el.disabled_tips : el.hover_tips)
  const look = obj(el.checked_style)
  const area = obj(el.button_area)
  const text = obj(el.text)
  const color = text.tag === 'lark_md' ? undefined : textColor(text.text_color, style)
  const onHover = str(area.pc_display_rule) === 'on_hover' && !phone
  const toggle = () => {
    if (disabled && tips) notify('info', tips)
    if (disabled || field.busy) return
    if (callbackOf(el)) field.choose(!field.value, { checked: !field.value })
    else field.set(!field.value)
  }
  return (
    <div
      class={`el-checker ${onHover ? 'shows-on-hover' : ''} ${flag(el.overall_checkable, true) ? 'is-overall' : ''}`}
      style={{ ...outer(el), padding: box(el.padding) ?? '0' }}
      data-name={str(el.name)}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: drawn as the client draws it, with a spinner */}
      <button
        type="button"
        role="checkbox"
        class="checker"
        aria-checked={field.value}
        aria-disabled={disabled}
        {...(textOf(text) ? {} : { 'aria-label': str(el.name, '勾选') })}
        title={tips || undefined}
        onClick={(event) => {
          event.stopPropagation()
          toggle()
        }}
      >
        {field.pending ? <Spinner /> : <span class="tickbox" aria-hidden="true" />}
        <span
          class="checker-text"
          style={{
            ...textSize(text.text_size, style, phone),
            ...align(text.text_align),
            ...clamp(num(text.lines, 0)),
            ...(color ? { color } : {}),
            ...(field.value && flag(look.show_strikethrough)
              ? { textDecoration: 'line-through' }
              : {}),
            ...(field.value ? { opacity: num(look.opacity, 1) } : {}),
          }}
        >
          <TextObject text={text} />
        </span>
      </button>
      <span class="checker-buttons">
        {list(area.buttons)
          .slice(0, 3)
          .map((button, at) => (
            <ButtonElement key={at} el={button} />
          ))}
      </span>
      {field.dialog}
    </div>
  )
}

import { flag, type Json, list, num, obj } from '../json.ts'
import { callbackOf } from './behaviors.ts'
import { ButtonElement, Spinner } from './button.tsx'
import { useCard } from './context.ts'
import { useField } from './field.tsx'
import { TextObject } from './text.tsx'
import { box, outer, textSize } from './units.ts'

/** A tick of its own: told to the bot only when it has a callback, else it stays on the screen. */
export function CheckerElement({ el }: { el: Json }) {
  const { style, phone } = useCard()
  const field = useField<boolean>(el, {
    initial: flag(el.checked),
    isEmpty: () => false,
    toForm: (value) => value,
  })
  const disabled = flag(el.disabled)
  const look = obj(el.checked_style)
  const area = obj(el.button_area)
  const toggle = () => {
    if (disabled || field.busy) return
    field.set(!field.value)
    if (callbackOf(el)) field.send({ checked: !field.value })
  }
  return (
    <div class="el-checker" style={{ ...outer(el), padding: box(el.padding) ?? '0' }}>
      {/* biome-ignore lint/a11y/useSemanticElements: drawn as the client draws it, with a spinner */}
      <button
        type="button"
        role="checkbox"
        class="checker"
        aria-checked={field.value}
        aria-disabled={disabled}
        onClick={toggle}
      >
        {field.pending ? <Spinner /> : <span class="tickbox" aria-hidden="true" />}
        <span
          style={{
            ...textSize(obj(el.text).text_size, style, phone),
            ...(field.value && flag(look.show_strikethrough)
              ? { textDecoration: 'line-through' }
              : {}),
            ...(field.value ? { opacity: num(look.opacity, 1) } : {}),
          }}
        >
          <TextObject text={el.text} />
        </span>
      </button>
      {list(area.buttons)
        .slice(0, 3)
        .map((button, at) => (
          <ButtonElement key={at} el={button} />
        ))}
    </div>
  )
}

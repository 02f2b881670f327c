import { useRef } from 'preact/hooks'
import { flag, type Json, num, str, textOf } from '../json.ts'
import { Spinner } from './button.tsx'
import { FieldBox, placeholderOf, useField } from './field.tsx'
import { Glyph } from './icons.tsx'

export function InputElement({ el }: { el: Json }) {
  const field = useField<string>(el, {
    initial: textOf(el.default_value),
    isEmpty: (value) => value.trim() === '',
    toForm: (value) => value,
  })
  const sent = useRef(field.value)
  const maxLength = Math.min(num(el.max_length, 1000), 1000)
  const long = str(el.input_type) === 'multiline_text'
  const grows = flag(el.auto_resize)
  const rows = num(el.rows, 5)
  const secret = str(el.input_type) === 'password'
  const disabled = flag(el.disabled)
  const send = () => {
    if (field.inForm || field.value === sent.current || field.busy) return
    sent.current = field.value
    field.send({ input_value: field.value })
  }
  const shared = {
    id: field.id,
    class: 'text-input',
    value: field.value,
    maxLength,
    disabled,
    placeholder: placeholderOf(el, '请输入'),
    'aria-invalid': field.isMissing,
    'aria-label': textOf(el.label) || placeholderOf(el, str(el.name, '输入')),
  }
  return (
    <FieldBox el={el} field={field}>
      <div
        class={`input-wrap ${long ? 'is-long' : ''} ${secret && flag(el.show_icon, true) ? 'has-icon' : ''}`}
      >
        {secret && flag(el.show_icon, true) && <Glyph name="lock" />}
        {long ? (
          <textarea
            {...shared}
            rows={rows}
            style={
              grows
                ? {
                    fieldSizing: 'content',
                    minHeight: `${rows * 22 + 14}px`,
                    ...(el.max_rows ? { maxHeight: `${num(el.max_rows, rows) * 22 + 34}px` } : {}),
                  }
                : {}
            }
            onInput={(event) => field.set(event.currentTarget.value)}
          />
        ) : (
          <input
            {...shared}
            ref={(input) => {
              if (input && secret) input.type = 'password'
            }}
            onInput={(event) => field.set(event.currentTarget.value)}
            onClick={(event) => event.stopPropagation()}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.isComposing) send()
            }}
          />
        )}
        {long && el.max_length !== undefined && (
          <span class="input-count">
            {field.value.length}/{maxLength}
          </span>
        )}
        {!field.inForm && (
          <button
            type="button"
            class="input-send"
            aria-label="提交"
            disabled={disabled}
            onClick={(event) => {
              event.stopPropagation()
              send()
            }}
          >
            {field.pending ? <Spinner /> : <Glyph name="tick" />}
          </button>
        )}
      </div>
    </FieldBox>
  )
}

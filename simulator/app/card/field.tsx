import type { ComponentChildren } from 'preact'
import { useContext, useId, useLayoutEffect, useState } from 'preact/hooks'
import { flag, type Json, str, textOf } from '../json.ts'
import type { CardAction } from '../types.ts'
import { callbackOf } from './behaviors.ts'
import { widthClass } from './button.tsx'
import { useConfirm } from './confirm.tsx'
import { FormContext, useCard } from './context.ts'
import { outer, widthOf } from './units.ts'

interface FieldOptions<T> {
  initial: T
  isEmpty(value: T): boolean
  /** The value as `form_value` carries it; the simulated client sends an unfilled one as "". */
  toForm(value: T): unknown
  requiredByDefault?: boolean
  zoned?: boolean
}

export interface Field<T> {
  id: string
  value: T
  set(value: T): void
  /** A choice: kept by the form, or after the question of `confirm` sent with what it adds. */
  choose(value: T, extra: Partial<CardAction>): void
  inForm: boolean
  isMissing: boolean
  busy: boolean
  pending: boolean
  /** Outside a form a change is sent at once, with what the field's kind adds. */
  send(extra: Partial<CardAction>): void
  dialog: ComponentChildren
}

/** State of one form component: kept by the form while in one, sent at once while not. */
export function useField<T>(el: Json, options: FieldOptions<T>): Field<T> {
  const scope = useCard()
  const form = useContext(FormContext)
  const id = useId()
  const [value, setValue] = useState(options.initial)
  const { ask, dialog } = useConfirm(el)
  const name = str(el.name)

  useLayoutEffect(() => {
    if (!form || !name) return
    form.fields.set(name, {
      required: flag(el.required, options.requiredByDefault ?? false),
      zoned: options.zoned ?? false,
      isEmpty: () => options.isEmpty(value),
      read: () => options.toForm(value),
      reset: () => setValue(options.initial),
    })
  })
  useLayoutEffect(() => {
    if (!form || !name) return undefined
    return () => {
      form.fields.delete(name)
    }
  }, [form?.fields, name])

  const set = (next: T) => {
    setValue(next)
    if (form?.missing.has(name)) form.clearMissing(name)
  }
  const dispatch = (extra: Partial<CardAction>) => {
    const callback = callbackOf(el)
    scope.act(id, {
      tag: str(el.tag),
      ...(callback ? { value: callback.value } : {}),
      ...(name ? { name } : {}),
      ...extra,
    })
  }
  return {
    id,
    value,
    set,
    choose: (next, extra) => {
      if (form) return set(next)
      ask(() => {
        set(next)
        dispatch(extra)
      })
    },
    inForm: Boolean(form),
    isMissing: Boolean(form?.missing.has(name)),
    busy: scope.busy,
    pending: scope.pending === id,
    send: (extra) => {
      if (!form) ask(() => dispatch(extra))
    },
    dialog,
  }
}

interface FieldBoxProps {
  el: Json
  field: { id: string; isMissing: boolean; inForm: boolean; dialog: ComponentChildren }
  children: ComponentChildren
}

/** A field with its label and what is wrong with it; a narrow screen puts the label on top. */
export function FieldBox({ el, field, children }: FieldBoxProps) {
  const { phone } = useCard()
  const label = textOf(el.label)
  const side = str(el.label_position) === 'left' && !phone
  const tips = flag(el.disabled) ? textOf(el.disabled_tips) : ''
  return (
    <div
      class={`el-field width-${widthClass(el.width)} ${side ? 'label-left' : ''} ${field.isMissing ? 'is-missing' : ''}`}
      style={{ ...outer(el), ...widthOf(el.width) }}
      data-name={str(el.name)}
      title={tips || undefined}
    >
      {label && (
        <label class="field-label" for={field.id}>
          {label}
          {flag(el.required) && <span class="field-star">*</span>}
        </label>
      )}
      <div class="field-control">
        {children}
        {field.isMissing && (
          <div class="field-error" role="alert">
            必填项
          </div>
        )}
      </div>
      {field.dialog}
    </div>
  )
}

export const placeholderOf = (el: Json, fallback: string): string =>
  textOf(el.placeholder) || fallback

/** What a screen reader calls a field: its label or placeholder, and what is chosen in it. */
export function labelled(el: Json, hint: string, shown: string): string {
  const label = textOf(el.label) || hint
  return shown ? `${label} ${shown}` : label
}

import type { ComponentChildren } from 'preact'
import { useContext, useId, useLayoutEffect, useState } from 'preact/hooks'
import { flag, type Json, str, textOf } from '../json.ts'
import type { CardAction } from '../types.ts'
import { callbackOf } from './behaviors.ts'
import { FormContext, useCard } from './context.ts'
import { outer, widthOf } from './units.ts'

interface FieldOptions<T> {
  initial: T
  isEmpty(value: T): boolean
  /** The value as `form_value` carries it; the simulated client sends an unfilled one as "". */
  toForm(value: T): unknown
  requiredByDefault?: boolean
}

export interface Field<T> {
  id: string
  value: T
  set(value: T): void
  inForm: boolean
  isMissing: boolean
  busy: boolean
  pending: boolean
  /** Outside a form a change is sent at once, with what the field's kind adds. */
  send(extra: Partial<CardAction>): void
}

/** State of one form component: kept by the form while in one, sent at once while not. */
export function useField<T>(el: Json, options: FieldOptions<T>): Field<T> {
  const scope = useCard()
  const form = useContext(FormContext)
  const id = useId()
  const [value, setValue] = useState(options.initial)
  const name = str(el.name)

  useLayoutEffect(() => {
    if (!form || !name) return
    form.fields.set(name, {
      required: flag(el.required, options.requiredByDefault ?? false),
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

  return {
    id,
    value,
    set: (next) => {
      setValue(next)
      if (form?.missing.has(name)) form.clearMissing(name)
    },
    inForm: Boolean(form),
    isMissing: Boolean(form?.missing.has(name)),
    busy: scope.busy,
    pending: scope.pending === id,
    send: (extra) => {
      if (form) return
      const callback = callbackOf(el)
      scope.act(id, {
        tag: str(el.tag),
        ...(callback ? { value: callback.value } : {}),
        ...(name ? { name } : {}),
        ...extra,
      })
    },
  }
}

interface FieldBoxProps {
  el: Json
  field: { id: string; isMissing: boolean; inForm: boolean }
  children: ComponentChildren
}

export function FieldBox({ el, field, children }: FieldBoxProps) {
  const label = textOf(el.label)
  const side = str(el.label_position) === 'left'
  return (
    <div
      class={`el-field ${side ? 'label-left' : ''} ${field.isMissing ? 'is-missing' : ''}`}
      style={{ ...outer(el), ...widthOf(el.width) }}
      data-name={str(el.name)}
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
    </div>
  )
}

export const placeholderOf = (el: Json, fallback: string): string =>
  textOf(el.placeholder) || fallback

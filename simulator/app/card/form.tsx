import { useId, useMemo, useRef, useState } from 'preact/hooks'
import { type Json, list, str } from '../json.ts'
import { timeZone } from '../time.ts'
import type { CardAction } from '../types.ts'
import { type FieldHandle, FormContext, type FormScope, useCard } from './context.ts'
import { Elements } from './elements.tsx'
import { box, layoutOf, outer } from './units.ts'

export const requiredMissing = '有必填项未填写'

/** Collects its fields; only its submit button talks to the server. */
export function FormElement({ el }: { el: Json }) {
  const scope = useCard()
  const id = useId()
  const fields = useRef(new Map<string, FieldHandle>())
  const [missing, setMissing] = useState<ReadonlySet<string>>(new Set())

  const form = useMemo<FormScope>(() => {
    const check = () => {
      const unfilled = [...fields.current].filter(([, one]) => one.required && one.isEmpty())
      setMissing(new Set(unfilled.map(([name]) => name)))
      if (unfilled.length === 0) return true
      scope.notify('warning', requiredMissing)
      return false
    }
    return {
      fields: fields.current,
      missing,
      check,
      clearMissing: (name) => setMissing((old) => new Set([...old].filter((one) => one !== name))),
      reset: () => {
        setMissing(new Set())
        for (const field of fields.current.values()) field.reset()
      },
      submit: (control, action: CardAction) => {
        const values: Json = {}
        for (const [name, field] of fields.current) values[name] = field.read()
        const zoned = [...fields.current.values()].some((field) => field.zoned)
        scope.act(control, {
          ...action,
          form_value: values,
          ...(zoned ? { timezone: timeZone } : {}),
        })
      },
    }
  }, [scope, missing])

  return (
    <FormContext.Provider value={form}>
      <form
        id={id}
        class="el-form"
        aria-label={str(el.name)}
        style={{ ...outer(el), ...(box(el.padding) ? { padding: box(el.padding) } : {}) }}
        onSubmit={(event) => event.preventDefault()}
      >
        <Elements items={list(el.elements)} {...layoutOf(el, '12px')} />
      </form>
    </FormContext.Provider>
  )
}

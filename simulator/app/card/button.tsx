import { useContext, useId } from 'preact/hooks'
import { flag, type Json, str, textOf } from '../json.ts'
import type { CardAction } from '../types.ts'
import { callbackOf } from './behaviors.ts'
import { useConfirm } from './confirm.tsx'
import { FormContext, follow, useCard } from './context.ts'
import { hasIcon, Icon } from './icons.tsx'
import { outer, widthOf } from './units.ts'

const types = new Set([
  'default',
  'primary',
  'danger',
  'text',
  'primary_text',
  'danger_text',
  'primary_filled',
  'danger_filled',
  'laser',
])
const sizes = new Set(['tiny', 'small', 'medium', 'large'])

export function Spinner() {
  return <span class="spinner" aria-hidden="true" />
}

function roleInForm(el: Json): 'submit' | 'reset' | undefined {
  const type = str(el.form_action_type) || str(el.action_type).replace('form_', '')
  return type === 'submit' || type === 'reset' ? type : undefined
}

/** `fill`, `default`, or `fixed` for a length of its own. */
export function widthClass(value: unknown): string {
  const text = str(value, 'default')
  if (/px$/.test(text)) return 'fixed'
  return text === 'fill' ? 'fill' : 'default'
}

export function ButtonElement({ el }: { el: Json }) {
  const scope = useCard()
  const form = useContext(FormContext)
  const control = useId()
  const { ask, dialog } = useConfirm(el)
  const disabled = flag(el.disabled)
  const type = types.has(str(el.type)) ? str(el.type) : 'default'
  const size = sizes.has(str(el.size)) ? str(el.size) : 'medium'
  const label = textOf(el.text)
  const tips = textOf(disabled ? el.disabled_tips : el.hover_tips)
  const role = form ? roleInForm(el) : undefined

  const act = () => {
    const callback = callbackOf(el)
    const action: CardAction = {
      tag: 'button',
      ...(callback ? { value: callback.value } : {}),
      ...(str(el.name) ? { name: str(el.name) } : {}),
    }
    if (role === 'submit') return form?.submit(control, action)
    if (role === 'reset') return form?.reset()
    follow(scope, el)
    if (callback) scope.act(control, action)
  }
  const click = () => {
    if (scope.busy) return
    if (disabled) {
      if (tips) scope.notify('info', tips)
      return
    }
    if (role === 'submit' && form && !form.check()) return
    ask(act)
  }
  return (
    <div
      class={`el-button width-${widthClass(el.width)}`}
      style={{ ...outer(el), ...widthOf(el.width) }}
    >
      <button
        type="button"
        class={`cb cb-${type} cb-${size} ${disabled ? 'is-disabled' : ''}`}
        aria-disabled={disabled || scope.busy}
        aria-busy={scope.pending === control}
        {...(label ? {} : { 'aria-label': tips || str(el.name, '按钮') })}
        title={tips || undefined}
        onClick={(event) => {
          event.stopPropagation()
          click()
        }}
      >
        {scope.pending === control ? <Spinner /> : hasIcon(el) && <Icon icon={el.icon} />}
        {label && <span class="cb-label">{label}</span>}
      </button>
      {dialog}
    </div>
  )
}

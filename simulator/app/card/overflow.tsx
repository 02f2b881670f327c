import { useId, useState } from 'preact/hooks'
import { type Json, list, obj, str, textOf } from '../json.ts'
import { Sheet } from '../ui/overlay.tsx'
import { callbackOf } from './behaviors.ts'
import { Spinner, widthClass } from './button.tsx'
import { useConfirm } from './confirm.tsx'
import { follow, useCard } from './context.ts'
import { Glyph } from './icons.tsx'
import { outer, widthOf } from './units.ts'

/** Buttons behind one: an option leads somewhere, or tells the bot that it was chosen. */
export function OverflowElement({ el }: { el: Json }) {
  const scope = useCard()
  const control = useId()
  const [open, setOpen] = useState(false)
  const { ask, dialog } = useConfirm(el)
  const pick = (option: Json) => {
    setOpen(false)
    ask(() => {
      const url = obj(option.multi_url)
      if (Object.values(url).some(Boolean)) follow(scope, { multi_url: url })
      if (!str(option.value)) return
      const callback = callbackOf(el)
      scope.act(control, {
        tag: 'overflow',
        option: str(option.value),
        ...(callback ? { value: callback.value } : {}),
      })
    })
  }
  return (
    <div
      class={`el-button width-${widthClass(el.width)}`}
      style={{ ...outer(el), ...widthOf(el.width) }}
    >
      <button
        type="button"
        class="cb cb-default cb-medium is-square"
        aria-label="更多"
        aria-haspopup="menu"
        onClick={(event) => {
          event.stopPropagation()
          if (!scope.busy) setOpen(true)
        }}
      >
        {scope.pending === control ? <Spinner /> : <Glyph name="more" />}
      </button>
      {open && (
        <Sheet title="更多" onClose={() => setOpen(false)}>
          <div role="menu" class="choices">
            {list(el.options).map((option, at) => (
              <button
                key={str(option.value) || at}
                type="button"
                role="menuitem"
                class="choice"
                data-value={str(option.value)}
                onClick={() => pick(option)}
              >
                <span class="choice-label">{textOf(option.text)}</span>
              </button>
            ))}
          </div>
        </Sheet>
      )}
      {dialog}
    </div>
  )
}

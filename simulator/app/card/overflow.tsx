import { useId, useState } from 'preact/hooks'
import { type Json, list, obj, str, textOf } from '../json.ts'
import { Sheet } from '../ui/overlay.tsx'
import { callbackOf, openLink } from './behaviors.ts'
import { Spinner } from './button.tsx'
import { useCard } from './context.ts'
import { Glyph } from './icons.tsx'
import { outer } from './units.ts'

export function OverflowElement({ el }: { el: Json }) {
  const scope = useCard()
  const control = useId()
  const [open, setOpen] = useState(false)
  const pick = (option: Json) => {
    setOpen(false)
    const url = obj(option.multi_url)
    if (Object.keys(url).length > 0) openLink({ multi_url: url })
    const callback = callbackOf(el)
    if (!str(option.value)) return
    scope.act(control, {
      tag: 'overflow',
      option: str(option.value),
      ...(callback ? { value: callback.value } : {}),
    })
  }
  return (
    <div class="el-button" style={outer(el)}>
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
            {list(el.options).map((option) => (
              <button
                key={str(option.value) || textOf(option.text)}
                type="button"
                role="menuitem"
                class="choice"
                onClick={() => pick(option)}
              >
                <span class="choice-label">{textOf(option.text)}</span>
              </button>
            ))}
          </div>
        </Sheet>
      )}
    </div>
  )
}

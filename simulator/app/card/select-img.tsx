import { flag, type Json, list, str, textOf } from '../json.ts'
import { useCard } from './context.ts'
import { FieldBox, useField } from './field.tsx'
import { Glyph } from './icons.tsx'
import { CardImage, useLightbox } from './media.tsx'

const ratios: Record<string, string> = { '1:1': '1 / 1', '16:9': '16 / 9', '4:3': '4 / 3' }

/**
 * Images to choose from: outside a form a touch chooses and sends; in a form the mark in the
 * corner chooses, and a touch on the image enlarges it unless `can_preview` is off.
 */
export function SelectImage({ el }: { el: Json }) {
  const { notify } = useCard()
  const many = flag(el.multi_select)
  const field = useField<string[]>(el, {
    initial: [],
    isEmpty: (values) => values.length === 0,
    toForm: (values) => (many ? values : (values[0] ?? '')),
  })
  const pick = (option: Json) => {
    const off = flag(el.disabled) ? el : flag(option.disabled) ? option : undefined
    if (off) {
      const tips = textOf(off.disabled_tips)
      if (tips) notify('info', tips)
      return
    }
    if (field.busy) return
    const value = str(option.value)
    const others = field.value.filter((one) => one !== value)
    const next = field.value.includes(value) ? others : [...others, value]
    field.choose(many ? next : [value], many ? { options: next } : { option: value })
  }
  return (
    <FieldBox el={el} field={field}>
      <div class={`el-pick-images layout-${str(el.layout, 'bisect')}`}>
        {list(el.options).map((option, at) => (
          <Option
            key={str(option.value) || at}
            el={el}
            option={option}
            marked={field.inForm}
            chosen={field.value.includes(str(option.value))}
            onPick={() => pick(option)}
          />
        ))}
      </div>
    </FieldBox>
  )
}

interface OptionProps {
  el: Json
  option: Json
  marked: boolean
  chosen: boolean
  onPick(): void
}

function Option({ el, option, marked, chosen, onPick }: OptionProps) {
  const key = str(option.img_key)
  const { open, lightbox } = useLightbox(key, str(option.value))
  const label = textOf(option.hover_tips) || str(option.value) || '图片'
  const enlarges = marked && flag(el.can_preview, true)
  const style = { aspectRatio: ratios[str(el.aspect_ratio)] ?? '16 / 9' }
  const off = flag(el.disabled) || flag(option.disabled)
  const many = flag(el.multi_select)
  return (
    <div class={`pick-image ${chosen ? 'is-chosen' : ''} ${off ? 'is-disabled' : ''}`}>
      <button
        type="button"
        class="pick-picture"
        aria-label={enlarges ? `查看图片 ${label}` : label}
        {...(enlarges ? {} : { 'aria-pressed': chosen })}
        aria-disabled={off}
        title={label}
        data-value={str(option.value)}
        onClick={(event) => {
          event.stopPropagation()
          if (enlarges) open()
          else onPick()
        }}
      >
        <CardImage imageKey={key} alt="" style={style} />
      </button>
      {marked && (
        <button
          type="button"
          class={`pick-mark ${many ? '' : 'is-round'}`}
          aria-pressed={chosen}
          aria-disabled={off}
          aria-label={`选择 ${label}`}
          onClick={(event) => {
            event.stopPropagation()
            onPick()
          }}
        >
          {chosen && <Glyph name="tick" />}
        </button>
      )}
      {lightbox}
    </div>
  )
}

import { flag, type Json, list, str } from '../json.ts'
import { FieldBox, useField } from './field.tsx'
import { CardImage } from './media.tsx'

export function SelectImage({ el }: { el: Json }) {
  const many = flag(el.multi_select)
  const field = useField<string[]>(el, {
    initial: [],
    isEmpty: (values) => values.length === 0,
    toForm: (values) => (many ? values : (values[0] ?? '')),
  })
  const pick = (value: string) => {
    const has = field.value.includes(value)
    const others = field.value.filter((one) => one !== value)
    field.set(many ? (has ? others : [...others, value]) : [value])
    field.send(many ? { options: [...others, value] } : { option: value })
  }
  return (
    <FieldBox el={el} field={field}>
      <div class={`el-pick-images layout-${str(el.layout, 'bisect')}`} role="listbox">
        {list(el.options).map((option) => {
          const value = str(option.value)
          return (
            <button
              key={value}
              type="button"
              role="option"
              aria-selected={field.value.includes(value)}
              onClick={() => !field.busy && pick(value)}
            >
              <CardImage imageKey={str(option.img_key)} alt={value} />
            </button>
          )
        })}
      </div>
    </FieldBox>
  )
}

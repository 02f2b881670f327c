import { useState } from 'preact/hooks'
import { flag, type Json, list, num, str, strings, textOf } from '../json.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Sheet } from '../ui/overlay.tsx'
import { Spinner } from './button.tsx'
import { useCard } from './context.ts'
import { FieldBox, labelled, placeholderOf, useField } from './field.tsx'
import { Glyph, Icon } from './icons.tsx'

interface Choice {
  value: string
  label: string
  icon?: unknown
  color?: string | undefined
}

function useChoices(el: Json): Choice[] {
  const { people } = useCard()
  const options = list(el.options)
  if (!str(el.tag).endsWith('select_person')) {
    return options.map((one) => ({
      value: str(one.value),
      label: textOf(one.text) || str(one.value),
      icon: one.icon,
    }))
  }
  // In the order of the card; where none of them is known, everybody of the chat.
  const wanted = options.flatMap((one) => people.find(({ openId }) => openId === one.value) ?? [])
  const known = wanted.length > 0 ? [...new Set(wanted)] : people
  return known.map((one) => ({ value: one.openId, label: one.name, color: one.avatarColor }))
}

function ChoiceFace({ choice }: { choice: Choice }) {
  return (
    <>
      {choice.color !== undefined && <Avatar name={choice.label} color={choice.color} size={24} />}
      {choice.icon !== undefined && <Icon icon={choice.icon} />}
      <span class="choice-label">{choice.label}</span>
    </>
  )
}

const searchFrom = 9

interface ChoiceSheetProps {
  title: string
  choices: Choice[]
  chosen: string[]
  many: boolean
  onPick(values: string[]): void
  onClose(): void
}

function ChoiceSheet({ title, choices, chosen, many, onPick, onClose }: ChoiceSheetProps) {
  const [ticked, setTicked] = useState(chosen)
  const [query, setQuery] = useState('')
  const shown = choices.filter((one) => one.label.toLowerCase().includes(query.toLowerCase()))
  const pick = (value: string) => {
    if (!many) return onPick([value])
    setTicked((old) => (old.includes(value) ? old.filter((one) => one !== value) : [...old, value]))
  }
  const done = () => onPick(choices.map((one) => one.value).filter((one) => ticked.includes(one)))
  return (
    <Sheet
      title={title}
      onClose={onClose}
      action={many ? { label: `确定 ${ticked.length || ''}`, run: done } : undefined}
    >
      {choices.length >= searchFrom && (
        <input
          class="sheet-search"
          placeholder="搜索"
          aria-label="搜索选项"
          value={query}
          onInput={(event) => setQuery(event.currentTarget.value)}
        />
      )}
      <div role="listbox" aria-label={title} aria-multiselectable={many} class="choices">
        {shown.map((choice) => (
          <button
            key={choice.value}
            type="button"
            role="option"
            class="choice"
            data-value={choice.value}
            aria-selected={ticked.includes(choice.value)}
            onClick={() => pick(choice.value)}
          >
            {many && <span class="tickbox" aria-hidden="true" />}
            <ChoiceFace choice={choice} />
            {!many && ticked.includes(choice.value) && <Glyph name="tick" />}
          </button>
        ))}
        {shown.length === 0 && <p class="sheet-empty">无匹配结果</p>}
      </div>
    </Sheet>
  )
}

function initialOf(el: Json): string {
  const index = num(el.initial_index, 0)
  return str(el.initial_option) || str(list(el.options)[index - 1]?.value)
}

export function SelectElement({ el }: { el: Json }) {
  const choices = useChoices(el)
  const [open, setOpen] = useState(false)
  const field = useField<string>(el, {
    initial: initialOf(el),
    isEmpty: (value) => value === '',
    toForm: (value) => value,
  })
  const current = choices.find((one) => one.value === field.value)
  const hint = placeholderOf(el, '请选择')
  return (
    <FieldBox el={el} field={field}>
      <button
        id={field.id}
        type="button"
        class={`picker ${str(el.type) === 'text' ? 'is-text' : ''}`}
        aria-haspopup="listbox"
        aria-label={labelled(el, hint, current?.label ?? '')}
        disabled={flag(el.disabled)}
        onClick={(event) => {
          event.stopPropagation()
          if (!field.busy) setOpen(true)
        }}
      >
        <span class={current ? 'picker-value' : 'picker-hint'}>
          {current ? <ChoiceFace choice={current} /> : hint}
        </span>
        {field.pending ? <Spinner /> : <Glyph name="down" />}
      </button>
      {open && (
        <ChoiceSheet
          title={textOf(el.label) || hint}
          choices={choices}
          chosen={field.value ? [field.value] : []}
          many={false}
          onClose={() => setOpen(false)}
          onPick={([value = '']) => {
            setOpen(false)
            field.choose(value, { option: value })
          }}
        />
      )}
    </FieldBox>
  )
}

export function MultiSelectElement({ el }: { el: Json }) {
  const choices = useChoices(el)
  const [open, setOpen] = useState(false)
  const field = useField<string[]>(el, {
    initial: strings(el.selected_values),
    isEmpty: (values) => values.length === 0,
    toForm: (values) => values,
    requiredByDefault: true,
  })
  const chosen = choices.filter((one) => field.value.includes(one.value))
  const hint = placeholderOf(el, '请选择')
  return (
    <FieldBox el={el} field={field}>
      <button
        id={field.id}
        type="button"
        class="picker is-multi"
        aria-haspopup="listbox"
        aria-label={labelled(el, hint, chosen.map((one) => one.label).join(' '))}
        disabled={flag(el.disabled)}
        onClick={(event) => {
          event.stopPropagation()
          if (!field.busy) setOpen(true)
        }}
      >
        <span class={chosen.length > 0 ? 'picker-value' : 'picker-hint'}>
          {chosen.map((one) => (
            <span key={one.value} class="chosen">
              {one.label}
            </span>
          ))}
          {chosen.length === 0 && hint}
        </span>
        <Glyph name="down" />
      </button>
      {open && (
        <ChoiceSheet
          title={textOf(el.label) || hint}
          choices={choices}
          chosen={field.value}
          many
          onClose={() => setOpen(false)}
          onPick={(values) => {
            setOpen(false)
            field.choose(values, { options: values })
          }}
        />
      )}
    </FieldBox>
  )
}

import { useState } from 'preact/hooks'
import { flag, type Json, str, textOf } from '../json.ts'
import { localStamp, timeZone, zoneOffset } from '../time.ts'
import { Sheet } from '../ui/overlay.tsx'
import { Spinner } from './button.tsx'
import { MonthGrid, TimeColumns } from './calendar.tsx'
import { FieldBox, labelled, placeholderOf, useField } from './field.tsx'
import { Glyph } from './icons.tsx'

type Kind = 'date' | 'time' | 'datetime'

const kinds: Record<string, Kind> = {
  date_picker: 'date',
  picker_time: 'time',
  picker_datetime: 'datetime',
}
const hints: Record<Kind, string> = {
  date: '选择日期',
  time: '选择时间',
  datetime: '选择日期和时间',
}
const initialKeys: Record<Kind, string> = {
  date: 'initial_date',
  time: 'initial_time',
  datetime: 'initial_datetime',
}

function DateSheet(props: {
  kind: Kind
  title: string
  value: string
  onPick(value: string): void
  onClose(): void
}) {
  const { kind, title, onPick, onClose } = props
  const now = localStamp(new Date()).split(' ')
  const given = props.value.split(' ')
  const [date, setDate] = useState((kind === 'time' ? '' : given[0]) || (now[0] ?? ''))
  const [time, setTime] = useState(
    (kind === 'time' ? given[0] : given[1]) || `${(now[1] ?? '09').slice(0, 2)}:00`,
  )
  const chosen = kind === 'date' ? date : kind === 'time' ? time : `${date} ${time}`
  return (
    <Sheet title={title} onClose={onClose} action={{ label: '确定', run: () => onPick(chosen) }}>
      {kind !== 'time' && <MonthGrid value={date} today={now[0] ?? ''} onPick={setDate} />}
      {kind !== 'date' && <TimeColumns value={time} onPick={setTime} />}
    </Sheet>
  )
}

/** Values travel with the zone's offset behind them: `2024-04-29 07:07 +0800`. */
export function DateElement({ el }: { el: Json }) {
  const kind = kinds[str(el.tag)] ?? 'date'
  const [open, setOpen] = useState(false)
  const withZone = (value: string) => `${value} ${zoneOffset}`
  const field = useField<string>(el, {
    initial: str(el[initialKeys[kind]]),
    isEmpty: (value) => value === '',
    toForm: (value) => (value ? withZone(value) : ''),
    zoned: true,
  })
  const hint = placeholderOf(el, hints[kind])
  return (
    <FieldBox el={el} field={field}>
      <button
        id={field.id}
        type="button"
        class="picker"
        aria-haspopup="dialog"
        aria-label={labelled(el, hint, field.value)}
        disabled={flag(el.disabled)}
        onClick={(event) => {
          event.stopPropagation()
          if (!field.busy) setOpen(true)
        }}
      >
        <span class={field.value ? 'picker-value' : 'picker-hint'}>{field.value || hint}</span>
        {field.pending ? <Spinner /> : <Glyph name={kind === 'time' ? 'time' : 'calendar'} />}
      </button>
      {open && (
        <DateSheet
          kind={kind}
          title={textOf(el.label) || hint}
          value={field.value}
          onClose={() => setOpen(false)}
          onPick={(value) => {
            setOpen(false)
            field.choose(value, { option: withZone(value), timezone: timeZone })
          }}
        />
      )}
    </FieldBox>
  )
}

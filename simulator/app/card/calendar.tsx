import { useEffect, useRef, useState } from 'preact/hooks'
import { Glyph } from './icons.tsx'

const pad = (value: number) => String(value).padStart(2, '0')
const weekdays = ['一', '二', '三', '四', '五', '六', '日']

interface MonthGridProps {
  value: string
  today: string
  onPick(date: string): void
}

/** A month of days, Monday first, dates as `yyyy-MM-dd`. */
export function MonthGrid({ value, today, onPick }: MonthGridProps) {
  const [month, setMonth] = useState((value || today).slice(0, 7))
  const [year = 1970, number = 1] = month.split('-').map(Number)
  const first = new Date(Date.UTC(year, number - 1, 1))
  const lead = (first.getUTCDay() + 6) % 7
  const days = new Date(Date.UTC(year, number, 0)).getUTCDate()
  const turn = (by: number) => {
    setMonth(new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7))
  }
  return (
    <div class="month">
      <div class="month-head">
        <button type="button" aria-label="上个月" onClick={() => turn(-1)}>
          <Glyph name="left" />
        </button>
        <span>
          {year}年{number}月
        </span>
        <button type="button" aria-label="下个月" onClick={() => turn(1)}>
          <Glyph name="right" />
        </button>
      </div>
      <div class="month-grid">
        {weekdays.map((day) => (
          <span key={day} class="month-weekday">
            {day}
          </span>
        ))}
        {Array.from({ length: days }, (_, at) => {
          const date = `${month}-${pad(at + 1)}`
          return (
            <button
              key={date}
              type="button"
              class={`month-day ${date === today ? 'is-today' : ''}`}
              style={at === 0 ? { gridColumnStart: lead + 1 } : {}}
              aria-label={date}
              aria-pressed={date === value}
              onClick={() => onPick(date)}
            >
              {at + 1}
            </button>
          )
        })}
      </div>
    </div>
  )
}

function Wheel(props: {
  label: string
  count: number
  value: number
  onPick(value: number): void
}) {
  const { label, count, value, onPick } = props
  const current = useRef<HTMLButtonElement>(null)
  useEffect(() => current.current?.scrollIntoView({ block: 'center' }), [])
  return (
    <div class="wheel" role="listbox" aria-label={label}>
      {Array.from({ length: count }, (_, at) => (
        <button
          key={pad(at)}
          ref={at === value ? current : null}
          type="button"
          role="option"
          aria-selected={at === value}
          onClick={() => onPick(at)}
        >
          {pad(at)}
        </button>
      ))}
    </div>
  )
}

export function TimeColumns({ value, onPick }: { value: string; onPick(time: string): void }) {
  const [hour = 0, minute = 0] = value.split(':').map(Number)
  return (
    <div class="wheels">
      <Wheel
        label="时"
        count={24}
        value={hour}
        onPick={(at) => onPick(`${pad(at)}:${pad(minute)}`)}
      />
      <span aria-hidden="true">:</span>
      <Wheel
        label="分"
        count={60}
        value={minute}
        onPick={(at) => onPick(`${pad(hour)}:${pad(at)}`)}
      />
    </div>
  )
}

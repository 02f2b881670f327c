import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { simulatorNow } from '../clock.ts'
import { localStamp } from '../time.ts'

const tickMs = 5000

function useTime(): string {
  const [time, setTime] = useState(() => localStamp(simulatorNow()).slice(11))
  useEffect(() => {
    const timer = setInterval(() => setTime(localStamp(simulatorNow()).slice(11)), tickMs)
    return () => clearInterval(timer)
  }, [])
  return time
}

/** The rim of a phone with the simulator's own time in its status bar. */
export function PhoneFrame({ children }: { children: ComponentChildren }) {
  const time = useTime()
  return (
    <div class="phone-frame">
      <div class="phone-status" aria-hidden="true">
        <span>{time}</span>
        <span class="phone-island" />
        <svg viewBox="0 0 54 12" width="54" height="12" aria-hidden="true">
          <path
            d="M1 11h2V8H1zM5.5 11h2V6h-2zM10 11h2V3.5h-2zM14.5 11h2V1h-2z"
            fill="currentColor"
          />
          <path
            d="M21 4.5a8.5 8.5 0 0 1 11 0M23 7a5.2 5.2 0 0 1 7 0M26.5 10.2h.01"
            fill="none"
            stroke="currentColor"
            stroke-width="1.6"
            stroke-linecap="round"
          />
          <rect x="36" y="1" width="15" height="10" rx="3" fill="none" stroke="currentColor" />
          <rect x="38" y="3" width="11" height="6" rx="1.5" fill="currentColor" />
          <path d="M52.5 4.5v3" stroke="currentColor" stroke-linecap="round" />
        </svg>
      </div>
      <div class="phone-screen">{children}</div>
    </div>
  )
}

import { useEffect, useState } from 'preact/hooks'
import { simulatorNow } from '../clock.ts'
import { type ControlState, controlApi } from '../desk-api.ts'
import { localStamp } from '../time.ts'

const steps: [string, number][] = [
  ['15 秒', 15],
  ['5 分钟', 300],
  ['1 小时', 3600],
  ['6 小时', 21_600],
  ['1 天', 86_400],
]

function aheadWords(seconds: number): string {
  if (seconds === 0) return '与本机一致'
  const days = Math.floor(seconds / 86_400)
  const hours = Math.floor((seconds % 86_400) / 3600)
  const minutes = Math.floor((seconds % 3600) / 60)
  const rest = seconds % 60
  const parts = [
    days ? `${days} 天` : '',
    hours ? `${hours} 小时` : '',
    minutes ? `${minutes} 分钟` : '',
    rest ? `${rest} 秒` : '',
  ]
  return `拨快了 ${parts.filter(Boolean).join(' ')}`
}

interface ClockCardProps {
  state: ControlState | undefined
  onChange(act: () => Promise<unknown>, done?: string): Promise<void>
}

/** The simulator's clock, which only goes forward, and the events that wait for it. */
export function ClockCard({ state, onChange }: ClockCardProps) {
  const [, tick] = useState(0)
  const [minutes, setMinutes] = useState('')
  useEffect(() => {
    const timer = setInterval(() => tick((count) => count + 1), 1000)
    return () => clearInterval(timer)
  }, [])
  const advance = (seconds: number, label: string) =>
    void onChange(() => controlApi.advance(seconds), `时钟往前拨了 ${label}`)
  const own = Number(minutes)
  const shift = state?.clock.shiftS ?? 0
  const waiting = state?.unacknowledged ?? []
  const mode = state?.subscription.mode
  return (
    <section class="panel" aria-label="时钟 Clock">
      <h2>
        时钟 <small>Clock</small>
      </h2>
      <p class="clock-now">
        {localStamp(simulatorNow())}
        <small>{aheadWords(Math.round(shift))}</small>
      </p>
      <div class="clock-steps">
        {steps.map(([label, seconds]) => (
          <button
            key={label}
            type="button"
            class="quiet-button"
            onClick={() => advance(seconds, label)}
          >
            +{label}
          </button>
        ))}
      </div>
      <form
        class="clock-own"
        onSubmit={(event) => {
          event.preventDefault()
          if (own > 0) advance(own * 60, `${own} 分钟`)
          setMinutes('')
        }}
      >
        <input
          inputMode="numeric"
          placeholder="自己填分钟"
          aria-label="往前拨的分钟数 Minutes forward"
          value={minutes}
          onInput={(event) => setMinutes(event.currentTarget.value)}
        />
        <button type="submit" class="quiet-button" disabled={!(own > 0)}>
          往前拨
        </button>
        <button
          type="button"
          class="quiet-button"
          disabled={shift === 0}
          onClick={() => void onChange(() => controlApi.resetClock(), '时钟回到本机时间')}
        >
          回到本机
        </button>
      </form>
      <h3>等待重投的事件</h3>
      {waiting.length === 0 ? (
        <p class="panel-note">
          没有:机器人都确认了。没确认的会在 15 秒、5 分、1 小时、6 小时后重投。
        </p>
      ) : (
        <>
          <ul class="waiting">
            {waiting.slice(0, 5).map((one) => (
              <li key={one.eventId}>
                <code>{one.eventId.slice(0, 12)}…</code>
                <span>
                  已试 {one.attempts} 次,{one.dueInS} 秒后再投
                </span>
              </li>
            ))}
          </ul>
          <button
            type="button"
            class="quiet-button"
            onClick={() => void onChange(() => controlApi.redeliver(), '已重投')}
          >
            现在就重投 {waiting.length} 个
          </button>
        </>
      )}
      <h3>订阅</h3>
      <p class="panel-note">
        {mode === 'webhook' && (
          <>
            Webhook <code>{state?.subscription.url}</code>
          </>
        )}
        {mode === 'websocket' && `长连接,${state?.subscription.connections.length ?? 0} 条`}
        {mode === 'none' && '还没有机器人接入:设置事件地址,或用长连接连上来'}
      </p>
    </section>
  )
}

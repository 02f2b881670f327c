import { useEffect, useState } from 'preact/hooks'
import { setAhead } from '../clock.ts'
import { type ControlState, controlApi, type Forecast } from '../desk-api.ts'
import { useModel } from '../hooks.ts'
import { ViewHead } from '../ui/view-head.tsx'
import { ClockCard } from './clock-card.tsx'
import { type Dial, describeSky, dials, fine, isFine, presets } from './forecast.ts'

const refreshMs = 2000

function DialRow({
  dial,
  sky,
  onSet,
}: {
  dial: Dial
  sky: Forecast
  onSet(change: Partial<Forecast>): void
}) {
  const value = dial.read(sky)
  const [shown, setShown] = useState(value)
  useEffect(() => setShown(value), [value])
  return (
    <div class={`dial ${value > 0 ? 'is-on' : ''}`} data-dial={dial.key}>
      <label for={`dial-${dial.key}`}>
        <strong>{dial.label}</strong>
        <small>{dial.about}</small>
      </label>
      <input
        id={`dial-${dial.key}`}
        type="range"
        min={0}
        max={dial.max}
        step={dial.step}
        value={shown}
        aria-valuetext={dial.words(shown)}
        onInput={(event) => setShown(Number(event.currentTarget.value))}
        onChange={(event) => onSet(dial.write(Number(event.currentTarget.value)))}
      />
      <output for={`dial-${dial.key}`}>{dial.words(shown)}</output>
    </div>
  )
}

/** How badly the platform behaves, and what time it is. */
export function Weather() {
  const { model } = useModel()
  const [state, setState] = useState<ControlState | undefined>()
  const [failure, setFailure] = useState('')

  const load = () =>
    controlApi.state().then(
      (found) => {
        setState(found)
        setFailure('')
        setAhead(Date.parse(found.clock.now) - Date.now())
      },
      (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)),
    )
  useEffect(() => {
    void load()
    const timer = setInterval(() => void load(), refreshMs)
    return () => clearInterval(timer)
  }, [])

  const change = async (act: () => Promise<unknown>, done?: string) => {
    try {
      await act()
      await load()
      if (done) model.toast({ type: 'success', content: done })
    } catch (error) {
      model.fail(error)
    }
  }
  const sky = state?.weather ?? fine
  const set = (wanted: Partial<Forecast>) => void change(() => controlApi.weather(wanted))
  return (
    <main class="weather">
      <ViewHead title="天气" english="Weather: how the platform behaves">
        <button
          type="button"
          class="quiet-button"
          disabled={isFine(sky)}
          onClick={() => void change(() => controlApi.fine(), '晴天了')}
        >
          恢复晴天
        </button>
      </ViewHead>
      <div class="weather-body">
        {failure && (
          <p class="offline" role="alert">
            读不到模拟器的状态:{failure}
          </p>
        )}
        <section class={`sky ${isFine(sky) ? 'is-fine' : 'is-stormy'}`} aria-label="现在 Now">
          <SkyPicture stormy={!isFine(sky)} />
          <div>
            <h2>{isFine(sky) ? '晴' : '有风雨'}</h2>
            <p role="status">{describeSky(sky)}</p>
          </div>
        </section>
        <section class="presets" aria-label="常见天气 Presets">
          {presets.map(({ label, about, forecast }) => (
            <button
              key={label}
              type="button"
              class="preset"
              aria-pressed={JSON.stringify({ ...fine, ...forecast }) === JSON.stringify(sky)}
              onClick={() => set({ ...fine, ...forecast })}
            >
              <strong>{label}</strong>
              <small>{about}</small>
            </button>
          ))}
        </section>
        <div class="weather-columns">
          <section class="panel" aria-label="机器人调用平台 Calls">
            <h2>
              机器人调用平台 <small>API calls</small>
            </h2>
            {dials
              .filter((dial) => dial.way === 'api')
              .map((dial) => (
                <DialRow key={dial.key} dial={dial} sky={sky} onSet={set} />
              ))}
          </section>
          <section class="panel" aria-label="平台推给机器人 Pushes">
            <h2>
              平台推给机器人 <small>Events and callbacks</small>
            </h2>
            {dials
              .filter((dial) => dial.way === 'push')
              .map((dial) => (
                <DialRow key={dial.key} dial={dial} sky={sky} onSet={set} />
              ))}
          </section>
          <ClockCard state={state} onChange={change} />
        </div>
      </div>
    </main>
  )
}

function SkyPicture({ stormy }: { stormy: boolean }) {
  return (
    <svg viewBox="0 0 96 64" width="96" height="64" aria-hidden="true">
      <circle cx="36" cy="28" r="15" fill="#f6bd3b" />
      <path
        d="M40 52a13 13 0 0 1-.8-26 18 18 0 0 1 34.6-2.500A14.5 14.5 0 0 1 74 52z"
        fill={stormy ? '#8a93a3' : '#ffffff'}
        stroke="rgba(60,80,120,.25)"
      />
      {stormy && (
        <path
          d="M48 55l-3 7M58 55l-3 7M68 55l-3 7"
          stroke="#3f7bf6"
          stroke-width="2.5"
          stroke-linecap="round"
        />
      )}
    </svg>
  )
}

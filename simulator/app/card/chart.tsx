import type { CSSProperties } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { flag, type Json, obj, str, textOf } from '../json.ts'
import { Overlay } from '../ui/overlay.tsx'
import { useCard } from './context.ts'
import { Glyph } from './icons.tsx'
import { outer } from './units.ts'

interface ChartInstance {
  renderAsync(): Promise<unknown>
  release(): void
}

type ChartClass = new (
  spec: Json,
  options: { dom: HTMLElement; animation: boolean; theme: string },
) => ChartInstance

const scriptUrl = '/simulator/vendor/vchart.js'
let loading: Promise<ChartClass> | undefined
let drawing = 0

/** The script is 2 MB, so it is fetched only when the first chart is shown. */
function loadCharts(): Promise<ChartClass> {
  loading ??= new Promise((resolve, reject) => {
    const script = document.createElement('script')
    script.src = scriptUrl
    script.onload = () => {
      const found = obj((window as unknown as Json).VChart)
      const own = (window as unknown as Json).VChart
      const chart = typeof own === 'function' ? own : (found.VChart ?? found.default)
      if (typeof chart === 'function') resolve(chart as ChartClass)
      else reject(new Error('VChart is missing'))
    }
    script.onerror = () => reject(new Error(`${scriptUrl} did not load`))
    document.head.append(script)
  })
  return loading
}

export const chartsDrawing = (): boolean => drawing > 0

const palettes: Record<string, string[]> = {
  brand: ['#3370FF', '#1F9D92', '#FFC60A', '#F76964', '#8C55EC', '#25B0E7', '#91AD00', '#DF58A5'],
  rainbow: ['#F54A45', '#FF8800', '#FFC60A', '#35BD4B', '#25B0E7', '#336DF4', '#8C55EC', '#BF3DBF'],
  complementary: ['#336DF4', '#FF8800', '#1FA18F', '#F54A45', '#8C55EC', '#FFC60A'],
  converse: ['#1F9D92', '#F76964', '#336DF4', '#FFC60A', '#BF3DBF', '#91AD00'],
  primary: ['#1456F0', '#5083FB', '#94B4FF', '#C2D4FF', '#0442D2', '#002B9E'],
}

const ratios: Record<string, string> = {
  '1:1': '1 / 1',
  '2:1': '2 / 1',
  '4:3': '4 / 3',
  '16:9': '16 / 9',
}

function specOf(el: Json, dark: boolean): Json {
  const spec = structuredClone(obj(el.chart_spec))
  const palette = palettes[str(el.color_theme)] ?? palettes.brand
  return {
    ...(spec.color ? {} : { color: palette }),
    padding: 8,
    ...spec,
    background: 'transparent',
    theme: compactTheme(dark),
  }
}

const fontFamily = '"Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif'

/** A phone's card has no room for the library's own wide margins and large titles. */
function compactTheme(dark: boolean): Json {
  return {
    type: dark ? 'dark' : 'light',
    fontFamily,
    component: {
      title: {
        padding: { top: 0, bottom: 6, left: 0, right: 0 },
        textStyle: { fontSize: 14, fontWeight: 500, lineHeight: 20 },
      },
      discreteLegend: { padding: { top: 6, bottom: 0, left: 0, right: 0 } },
    },
  }
}

function wordsIn(value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value !== 'object' || value === null) return ''
  return Object.values(value).map(wordsIn).join('')
}

/** A canvas does not wait for a font, so the pieces that hold the chart's words come first. */
async function loadFonts(spec: Json): Promise<void> {
  const words = [...new Set(wordsIn(spec))].join('')
  await Promise.all(
    [400, 500].map((weight) => document.fonts.load(`${weight} 14px "Noto Sans SC"`, words)),
  ).catch(() => [])
}

/** The chart itself, drawn anew when the theme changes. */
function Canvas({ el, style }: { el: Json; style: CSSProperties }) {
  const holder = useRef<HTMLDivElement>(null)
  const [failure, setFailure] = useState('')
  const dark = useDark()

  // Counted at once, not after the next paint, or a screenshot could come before the chart.
  useLayoutEffect(() => {
    let chart: ChartInstance | undefined
    let gone = false
    drawing += 1
    const draw = async () => {
      try {
        if (Object.keys(obj(el.chart_spec)).length === 0) return
        const Chart = await loadCharts()
        await loadFonts(obj(el.chart_spec))
        if (gone || !holder.current) return
        chart = new Chart(specOf(el, dark), {
          dom: holder.current,
          animation: false,
          theme: dark ? 'dark' : 'light',
        })
        await chart.renderAsync()
      } catch (error) {
        if (!gone) setFailure(error instanceof Error ? error.message : String(error))
      } finally {
        drawing -= 1
      }
    }
    void draw()
    return () => {
      gone = true
      chart?.release()
    }
  }, [dark])

  if (failure) return <p class="chart-failed">图表无法显示:{failure}</p>
  return <div ref={holder} class="chart-canvas" style={style} />
}

/** A chart; unless `preview` is off, a button shows it as large as the screen allows. */
export function ChartElement({ el }: { el: Json }) {
  const { phone } = useCard()
  const [large, setLarge] = useState(false)
  const height = /^\d{1,3}px$/.test(str(el.height)) ? str(el.height) : undefined
  const ratio = ratios[str(el.aspect_ratio)] ?? (phone ? '1 / 1' : '16 / 9')
  const title = textOf(obj(obj(el.chart_spec).title).text) || '图表'
  return (
    <div class="el-chart" style={outer(el)}>
      <div role="img" aria-label={title}>
        <Canvas el={el} style={height ? { height } : { aspectRatio: ratio }} />
      </div>
      {flag(el.preview, true) && (
        <button
          type="button"
          class="chart-enlarge"
          aria-label={`放大 ${title}`}
          onClick={(event) => {
            event.stopPropagation()
            setLarge(true)
          }}
        >
          <Glyph name="enlarge" />
        </button>
      )}
      {large && (
        <Overlay kind="lightbox" label={title} onClose={() => setLarge(false)}>
          <div class="chart-large">
            <Canvas el={el} style={{ height: '70vh' }} />
            <button
              type="button"
              class="chart-enlarge"
              aria-label="关闭图表"
              onClick={() => setLarge(false)}
            >
              <Glyph name="close" />
            </button>
          </div>
        </Overlay>
      )}
    </div>
  )
}

function isDark(): boolean {
  return document.documentElement.dataset.theme === 'dark'
}

function useDark(): boolean {
  const [dark, setDark] = useState(isDark())
  useEffect(() => {
    const watch = new MutationObserver(() => setDark(isDark()))
    watch.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
    return () => watch.disconnect()
  }, [])
  return dark
}

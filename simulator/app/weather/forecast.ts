import type { Forecast } from '../desk-api.ts'

export const fine: Forecast = {
  apiLatencyMs: [0, 0],
  rateLimited: 0,
  serverErrors: 0,
  lostAnswers: 0,
  pushLatencyMs: [0, 0],
  lostAcks: 0,
  duplicates: 0,
  shuffleMs: 0,
}

export interface Dial {
  key: keyof Forecast
  way: 'api' | 'push'
  label: string
  /** What the bot meets. */
  about: string
  max: number
  step: number
  read(sky: Forecast): number
  write(value: number): Partial<Forecast>
  words(value: number): string
}

const percent = (value: number) => (value === 0 ? '无' : `${value}%`)
const time = (ms: number) =>
  ms === 0 ? '无' : ms < 1000 ? `${ms} 毫秒` : `${(ms / 1000).toFixed(1)} 秒`

function share(key: keyof Forecast, way: Dial['way'], label: string, about: string): Dial {
  return {
    key,
    way,
    label,
    about,
    max: 100,
    step: 5,
    read: (sky) => Math.round(Number(sky[key]) * 100),
    write: (value) => ({ [key]: value / 100 }),
    words: percent,
  }
}

/** The dial shows the longest wait; waits are drawn evenly between a third of it and all of it. */
function wait(key: 'apiLatencyMs' | 'pushLatencyMs', way: Dial['way'], about: string): Dial {
  return {
    key,
    way,
    label: '延迟',
    about,
    max: 5000,
    step: 100,
    read: (sky) => sky[key][1],
    write: (value) => ({ [key]: [Math.round(value / 3), value] }),
    words: (value) => (value === 0 ? '无' : `最长 ${time(value)}`),
  }
}

export const dials: Dial[] = [
  wait('apiLatencyMs', 'api', '接口慢,但会成功'),
  share('rateLimited', 'api', '限流', '429 · 99991400,带恢复时间'),
  share('serverErrors', 'api', '服务器错误', '500、502、503、504'),
  share('lostAnswers', 'api', '回答丢失', '已经做了,但机器人收不到结果'),
  wait('pushLatencyMs', 'push', '事件和回调来得晚'),
  share('lostAcks', 'push', '确认丢失', '事件会重投,点击会报错'),
  share('duplicates', 'push', '重复投递', '同一个事件来两次'),
  {
    key: 'shuffleMs',
    way: 'push',
    label: '乱序',
    about: '每个事件各自推迟,先后颠倒',
    max: 10_000,
    step: 500,
    read: (sky) => sky.shuffleMs,
    write: (value) => ({ shuffleMs: value }),
    words: (value) => (value === 0 ? '无' : `最多 ${time(value)}`),
  },
]

export const presets: { label: string; about: string; forecast: Partial<Forecast> }[] = [
  { label: '晴', about: '一切正常', forecast: {} },
  {
    label: '慢网',
    about: '接口和推送都慢',
    forecast: { apiLatencyMs: [400, 1200], pushLatencyMs: [300, 900] },
  },
  { label: '限流风暴', about: '一半接口被限流', forecast: { rateLimited: 0.5 } },
  {
    label: '平台不稳',
    about: '服务器错误,回答丢失',
    forecast: { serverErrors: 0.25, lostAnswers: 0.15 },
  },
  {
    label: '重复乱序',
    about: '事件来两次,先后颠倒',
    forecast: { duplicates: 0.5, shuffleMs: 3000, lostAcks: 0.1 },
  },
  {
    label: '台风',
    about: '全都来一点',
    forecast: {
      apiLatencyMs: [200, 1500],
      rateLimited: 0.2,
      serverErrors: 0.15,
      lostAnswers: 0.1,
      pushLatencyMs: [100, 800],
      lostAcks: 0.15,
      duplicates: 0.3,
      shuffleMs: 2000,
    },
  },
]

export const isFine = (sky: Forecast): boolean => dials.every((dial) => dial.read(sky) === 0)

/** `限流 50%、乱序 最多 2.0 秒`. */
export function describeSky(sky: Forecast): string {
  const on = dials.filter((dial) => dial.read(sky) > 0)
  if (on.length === 0) return '平台按文档办事:不慢、不丢、不重复'
  return on
    .map((dial) => {
      const where = dial.label === '延迟' ? (dial.way === 'api' ? '接口' : '推送') : ''
      return `${where}${dial.label} ${dial.words(dial.read(sky))}`
    })
    .join('、')
}

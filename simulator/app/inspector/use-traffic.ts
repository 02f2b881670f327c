import { useEffect, useState } from 'preact/hooks'
import { controlApi, type TrafficEntry } from '../desk-api.ts'

const kept = 1000
const retryMs = 1500

/** What goes between bot and platform, oldest first, as it happens. */
export function useTraffic(): {
  entries: TrafficEntry[]
  failure: string
  loading: boolean
  clear(): void
} {
  const [entries, setEntries] = useState<TrafficEntry[]>([])
  const [failure, setFailure] = useState('')
  const [loading, setLoading] = useState(true)

  useEffect(() => {
    let source: EventSource | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    let closed = false
    let waiting: TrafficEntry[] = []
    const put = (entry: TrafficEntry) => {
      // Many entries of one burst become one redraw.
      if (waiting.push(entry) > 1) return
      requestAnimationFrame(() => {
        const fresh = waiting
        waiting = []
        setEntries((now) => merged(now, fresh))
      })
    }
    const load = () =>
      controlApi.traffic().then(
        (found) => {
          if (closed) return
          setEntries((now) => merged(now, found.entries))
          setFailure('')
          setLoading(false)
        },
        (error: unknown) => {
          setFailure(error instanceof Error ? error.message : String(error))
          setLoading(false)
        },
      )
    const connect = () => {
      if (closed) return
      source = new EventSource(controlApi.streamUrl)
      source.addEventListener('open', () => void load())
      source.addEventListener('entry', (event) =>
        put(JSON.parse((event as MessageEvent<string>).data) as TrafficEntry),
      )
      source.addEventListener('error', () => {
        source?.close()
        if (closed) return
        setFailure('连接中断,正在重连…')
        timer = setTimeout(connect, retryMs)
      })
    }
    connect()
    return () => {
      closed = true
      clearTimeout(timer)
      source?.close()
    }
  }, [])

  return { entries, failure, loading, clear: () => setEntries([]) }
}

function merged(now: TrafficEntry[], fresh: TrafficEntry[]): TrafficEntry[] {
  const bySeq = new Map(now.map((entry) => [entry.seq, entry]))
  for (const entry of fresh) bySeq.set(entry.seq, entry)
  return [...bySeq.values()].sort((left, right) => left.seq - right.seq).slice(-kept)
}

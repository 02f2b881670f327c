import { useEffect, useState } from 'preact/hooks'
import { Glyph } from '../card/icons.tsx'
import type { Attempt, TrafficEntry } from '../desk-api.ts'
import { useModel } from '../hooks.ts'
import { JsonBlock, Segmented } from '../ui/view-head.tsx'
import {
  clockOf,
  curlOf,
  failureWords,
  latencyOf,
  outcomeOf,
  titleOf,
  weatherWords,
} from './describe.ts'

const transports = { http: 'HTTP', webhook: 'Webhook', websocket: '长连接' }

function AttemptLine({ attempt, at }: { attempt: Attempt; at: number }) {
  const words = attempt.failure ? (failureWords[attempt.failure] ?? attempt.failure) : ''
  return (
    <li>
      <span>第 {at + 1} 次</span>
      <span>{clockOf(attempt.at)}</span>
      <span>{latencyOf(attempt.latencyMs)}</span>
      <strong>
        {attempt.status === 0 ? words || '没有回答' : attempt.status}
        {attempt.code ? ` · ${attempt.code}` : ''}
      </strong>
      {attempt.connection && <span>连接 {attempt.connection}</span>}
      {attempt.weather?.map((one) => (
        <span key={one} class="weather-chip">
          {weatherWords[one] ?? one}
        </span>
      ))}
    </li>
  )
}

interface DetailProps {
  entry: TrafficEntry
  onReplay(): void
  onJump(seq: number): void
  onClose(): void
}

/** One entry: what was sent, what came back, each try. */
export function Detail({ entry, onReplay, onJump, onClose }: DetailProps) {
  const { model } = useModel()
  const [part, setPart] = useState<'request' | 'response'>('request')
  useEffect(() => setPart('request'), [entry.seq])
  const last = entry.attempts.at(-1)
  const copy = (text: string) =>
    navigator.clipboard.writeText(text).then(
      () => model.toast({ type: 'success', content: '已复制' }),
      () => model.toast({ type: 'error', content: '浏览器不让复制,请手动选中' }),
    )
  const query = Object.entries(entry.query ?? {})
  return (
    <section class="detail" aria-label="详情 Detail">
      <header class="detail-head">
        <button
          type="button"
          class="icon-button detail-close"
          aria-label="关闭详情 Close"
          onClick={onClose}
        >
          <Glyph name="close" />
        </button>
        <div>
          <h2>
            {titleOf(entry)} <span class={`dot is-${outcomeOf(entry)}`} />
          </h2>
          <code>{entry.name}</code>
        </div>
      </header>
      <dl class="detail-facts">
        <div>
          <dt>编号</dt>
          <dd>#{entry.seq}</dd>
        </div>
        <div>
          <dt>{entry.kind === 'api' ? 'log_id' : 'event_id'}</dt>
          <dd>
            <code>{entry.id}</code>
          </dd>
        </div>
        <div>
          <dt>通道</dt>
          <dd>{transports[entry.transport]}</dd>
        </div>
        {query.length > 0 && (
          <div>
            <dt>参数</dt>
            <dd>
              <code>{query.map(([key, value]) => `${key}=${value}`).join('&')}</code>
            </dd>
          </div>
        )}
        {entry.again !== undefined && (
          <div>
            <dt>重复</dt>
            <dd>
              <button
                type="button"
                class="link-button"
                onClick={() => onJump(entry.again ?? entry.seq)}
              >
                #{entry.again}
              </button>
            </dd>
          </div>
        )}
      </dl>
      <ol class="attempts" aria-label="每一次 Attempts">
        {entry.attempts.map((attempt, at) => (
          <AttemptLine key={`${attempt.at}/${at}`} attempt={attempt} at={at} />
        ))}
        {entry.attempts.length === 0 && <li>还没有回答…</li>}
      </ol>
      <div class="pane-tools">
        <Segmented
          label="内容 Body"
          value={part}
          options={[
            { value: 'request', label: '请求' },
            { value: 'response', label: '回答' },
          ]}
          onChange={(next) => setPart(next)}
        />
        <span class="rail-space" />
        <button
          type="button"
          class="quiet-button"
          onClick={() =>
            void copy(
              JSON.stringify(part === 'request' ? entry.request : last?.response, null, 2) ?? '',
            )
          }
        >
          复制
        </button>
        {entry.kind === 'api' && (
          <button
            type="button"
            class="quiet-button"
            onClick={() => void copy(curlOf(entry, location.origin))}
          >
            curl
          </button>
        )}
        {entry.kind !== 'challenge' && (
          <button type="button" class="quiet-button is-strong" title="R" onClick={onReplay}>
            <Glyph name="refresh" /> 重放
          </button>
        )}
      </div>
      <JsonBlock
        label={part === 'request' ? '请求 Request' : '回答 Response'}
        value={part === 'request' ? (entry.request ?? '(空)') : (last?.response ?? '(没有回答)')}
      />
    </section>
  )
}

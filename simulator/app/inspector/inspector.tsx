import { useMemo, useState } from 'preact/hooks'
import { Glyph } from '../card/icons.tsx'
import { controlApi, type TrafficEntry } from '../desk-api.ts'
import { useModel, useNarrow } from '../hooks.ts'
import { Segmented, ViewHead } from '../ui/view-head.tsx'
import { aboutOf, outcomeOf, titleOf } from './describe.ts'
import { Detail } from './detail.tsx'
import { Rows } from './rows.tsx'
import { useTraffic } from './use-traffic.ts'

type Kind = 'all' | 'event' | 'callback' | 'api'

const kinds: { value: Kind; label: string }[] = [
  { value: 'all', label: '全部' },
  { value: 'event', label: '事件' },
  { value: 'callback', label: '回调' },
  { value: 'api', label: '接口' },
]

/** Every event and every call in order, with what was sent and what came back. */
export function Inspector() {
  const { model, state } = useModel()
  const narrow = useNarrow()
  const { entries, failure, loading, clear } = useTraffic()
  const [kind, setKind] = useState<Kind>('all')
  const [find, setFind] = useState('')
  const [onlyBad, setOnlyBad] = useState(false)
  const [chosen, setChosen] = useState<number | undefined>()

  const shown = useMemo(() => {
    const words = find.trim().toLowerCase()
    const matches = (entry: TrafficEntry) =>
      (kind === 'all' || entry.kind === kind || (kind === 'event' && entry.kind === 'challenge')) &&
      (!onlyBad || outcomeOf(entry) === 'bad' || entry.attempts.length > 1) &&
      (!words ||
        `${titleOf(entry)} ${aboutOf(entry, state.people)} ${JSON.stringify(entry)}`
          .toLowerCase()
          .includes(words))
    return entries.filter(matches)
  }, [entries, kind, find, onlyBad, state.people])
  const entry = entries.find(({ seq }) => seq === chosen)

  const replay = async (seq: number) => {
    try {
      const again = await controlApi.replay(seq)
      setChosen(again.entry.seq)
      model.toast({ type: 'success', content: `已重放 #${seq}` })
    } catch (error) {
      model.fail(error)
    }
  }
  return (
    <main class="inspector">
      <ViewHead title="记录" english="Inspector: events and API calls">
        {!narrow && <Filters kind={kind} onKind={setKind} />}
        <button
          type="button"
          class="quiet-button"
          onClick={() => {
            void controlApi.forget().then(clear, (error: unknown) => model.fail(error))
            setChosen(undefined)
          }}
        >
          清空
        </button>
      </ViewHead>
      <div class="inspector-tools">
        {narrow && <Filters kind={kind} onKind={setKind} />}
        <label class="search">
          <Glyph name="search" />
          <input
            type="search"
            data-slash
            placeholder="筛选:名字、人、内容、错误码…"
            aria-label="筛选记录 Filter"
            value={find}
            onInput={(event) => setFind(event.currentTarget.value)}
          />
        </label>
        <label class="tick">
          <input
            type="checkbox"
            checked={onlyBad}
            onChange={(event) => setOnlyBad(event.currentTarget.checked)}
          />
          只看失败和重试
        </label>
        <span class="inspector-count" role="status">
          {shown.length === entries.length
            ? `${entries.length} 条`
            : `${shown.length} / ${entries.length} 条`}
        </span>
      </div>
      {failure && (
        <p class="offline" role="alert">
          {failure}
        </p>
      )}
      <div class={`inspector-panes ${entry ? 'has-detail' : ''}`}>
        <Rows
          entries={shown}
          people={state.people}
          chosen={chosen}
          onChoose={setChosen}
          onReplay={(seq) => void replay(seq)}
          empty={
            loading
              ? '加载中…'
              : entries.length === 0
                ? '还没有记录。去聊天里说一句话、点一张卡片,事件和接口调用会按顺序出现在这里。'
                : '没有符合筛选的记录'
          }
        />
        {entry ? (
          <Detail
            entry={entry}
            onReplay={() => void replay(entry.seq)}
            onJump={setChosen}
            onClose={() => setChosen(undefined)}
          />
        ) : (
          !narrow && (
            <section class="detail is-empty" aria-label="详情 Detail">
              <p>选一条记录,看它的请求、回答、耗时和每一次重试</p>
              <p class="english">Pick an entry to see bodies, latency and retries.</p>
            </section>
          )
        )}
      </div>
    </main>
  )
}

function Filters({ kind, onKind }: { kind: Kind; onKind(kind: Kind): void }) {
  return <Segmented label="种类 Kind" value={kind} options={kinds} onChange={onKind} />
}

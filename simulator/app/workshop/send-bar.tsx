import { useEffect, useState } from 'preact/hooks'
import { api } from '../api.ts'
import { Glyph } from '../card/icons.tsx'
import { workshopApi } from '../desk-api.ts'
import { useDesk, useModel } from '../hooks.ts'
import type { Draft } from './use-workshop.ts'

interface Target {
  /** `person/chat`: a group is opened as the person through whom it is listed. */
  id: string
  as: string
  chatId: string
  label: string
  group: string
}

export interface Targets {
  all: Target[]
  id: string
  chatId: string
  /** Whose click the preview shows. */
  clicker: string
  sentTo: Target | undefined
  busy: boolean
  choose(id: string): void
  /** Sends the draft; undefined while it cannot be sent. */
  send(draft: Draft): () => void
}

/** Every private chat and every group, once. */
function useAllChats(): Target[] {
  const { state } = useModel()
  const [all, setAll] = useState<Target[]>([])
  useEffect(() => {
    let stale = false
    Promise.all(
      state.people.map(async (person) => {
        const { chats } = await api.chats(person.openId)
        return chats.map((chat) => ({
          id: chat.chatId,
          as: person.openId,
          chatId: chat.chatId,
          label: chat.type === 'p2p' ? person.name : chat.name,
          group: chat.type === 'p2p' ? person.group || '人' : '群',
        }))
      }),
    ).then(
      (lists) => {
        if (!stale) setAll([...new Map(lists.flat().map((one) => [one.id, one])).values()])
      },
      () => {},
    )
    return () => {
      stale = true
    }
  }, [state.people])
  return all
}

export function useTargets(): Targets {
  const { model, state } = useModel()
  const all = useAllChats()
  const [chosen, setChosen] = useState('')
  const [sentTo, setSentTo] = useState<Target | undefined>()
  const [busy, setBusy] = useState(false)
  const own = all.find((one) => one.as === state.as && one.group !== '群')
  const target = all.find((one) => one.id === chosen) ?? own ?? all[0]

  const deliver = async (draft: Draft) => {
    if (!target || !draft.card || busy) return
    if (draft.broken) {
      model.toast({ type: 'error', content: `第 ${draft.broken.line} 行还不是 JSON` })
      return
    }
    setBusy(true)
    try {
      await workshopApi.send(target.chatId, JSON.parse(draft.text))
      setSentTo(target)
      model.toast({ type: 'success', content: `已发给 ${target.label}` })
    } catch (error) {
      model.fail(error)
    } finally {
      setBusy(false)
    }
  }
  return {
    all,
    id: target?.id ?? '',
    chatId: target?.chatId ?? '',
    clicker: target?.as ?? (state.as || (state.people[0]?.openId ?? '')),
    sentTo,
    busy,
    choose: (id) => {
      setChosen(id)
      setSentTo(undefined)
    },
    send: (draft) => () => void deliver(draft),
  }
}

/** To whom, and off it goes. */
export function SendBar({ draft, targets }: { draft: Draft; targets: Targets }) {
  const desk = useDesk()
  const groups = [...new Set(targets.all.map((one) => one.group))]
  const { sentTo } = targets
  const look = () => {
    if (!sentTo) return
    desk.openChat(sentTo.as, sentTo.chatId)
  }
  return (
    <div class="send-bar">
      {sentTo && (
        <button type="button" class="quiet-button" onClick={look}>
          去看看 <Glyph name="right" />
        </button>
      )}
      <label class="send-to">
        <span>发给</span>
        <select
          aria-label="发给 Send to"
          value={targets.id}
          onChange={(event) => targets.choose(event.currentTarget.value)}
        >
          {groups.map((group) => (
            <optgroup key={group} label={group}>
              {targets.all
                .filter((one) => one.group === group)
                .map((one) => (
                  <option key={one.id} value={one.id}>
                    {one.label}
                  </option>
                ))}
            </optgroup>
          ))}
        </select>
      </label>
      <button
        type="button"
        class="main-button"
        disabled={targets.busy || targets.id === ''}
        title="Ctrl + Enter"
        onClick={targets.send(draft)}
      >
        发送卡片
      </button>
    </div>
  )
}

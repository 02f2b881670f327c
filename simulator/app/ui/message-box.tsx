import type { RefObject } from 'preact'
import { useId, useState } from 'preact/hooks'
import { Glyph } from '../card/icons.tsx'
import { useModel } from '../hooks.ts'
import { type Candidate, candidatesOf, MentionList, typedMention, withMention } from './mention.tsx'
import { focusLastMessage } from './message-keys.ts'

interface MessageBoxProps {
  box: RefObject<HTMLTextAreaElement | null>
  text: string
  onText(text: string): void
  onSend(): void
}

/** Where a message is written; an @ opens the list of whom it may name. */
export function MessageBox({ box, text, onText, onSend }: MessageBoxProps) {
  const { model, state } = useModel()
  const id = useId()
  const [caret, setCaret] = useState(0)
  const [active, setActive] = useState(0)
  const [closedAt, setClosedAt] = useState('')
  const chat = model.chat()
  const typed = typedMention(text, caret)
  const candidates =
    typed === undefined || closedAt === text
      ? []
      : candidatesOf(state.people, chat?.memberIds, state.botName, state.as, typed)
  const listing = candidates.length > 0

  const pick = ({ name }: Candidate) => {
    const [next, place] = withMention(text, caret, name)
    // At once and not after the next drawing: a quick typist's next letter must find its place.
    if (box.current) {
      box.current.value = next
      box.current.focus()
      box.current.setSelectionRange(place, place)
    }
    onText(next)
    setCaret(place)
    setActive(0)
  }
  const onKeyDown = (event: KeyboardEvent & { currentTarget: HTMLTextAreaElement }) => {
    if (event.isComposing) return
    const chosen = candidates[Math.min(active, candidates.length - 1)]
    if (listing && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      const step = event.key === 'ArrowDown' ? 1 : -1
      setActive((active + step + candidates.length) % candidates.length)
      event.preventDefault()
    } else if (listing && chosen && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault()
      pick(chosen)
    } else if (listing && event.key === 'Escape') {
      event.stopPropagation()
      setClosedAt(text)
    } else if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      onSend()
    } else if (event.key === 'ArrowUp' && text === '') {
      event.preventDefault()
      focusLastMessage(event.currentTarget)
    }
  }
  return (
    <div class="compose-line">
      {listing && <MentionList id={id} candidates={candidates} active={active} onPick={pick} />}
      <textarea
        ref={box}
        rows={1}
        value={text}
        data-slash
        placeholder={`发送给 ${chat?.name ?? ''}`}
        aria-label="消息 Message"
        aria-autocomplete="list"
        aria-controls={listing ? id : undefined}
        aria-activedescendant={listing ? `${id}-${active}` : undefined}
        onInput={(event) => {
          onText(event.currentTarget.value)
          setCaret(event.currentTarget.selectionStart)
          setActive(0)
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={onKeyDown}
      />
      <button
        type="button"
        class="send"
        aria-label="发送 Send"
        disabled={text.trim() === ''}
        onClick={onSend}
      >
        <Glyph name="send" />
      </button>
    </div>
  )
}

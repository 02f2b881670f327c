import type { Person } from '../types.ts'
import { Avatar, BotAvatar } from './avatar.tsx'

export interface Candidate {
  id: string
  name: string
  note: string
  color?: string | undefined
}

const open = /(?:^|\s)@([^\s@]{0,12})$/

/** The name that is being typed after an @, or undefined. */
export function typedMention(text: string, caret: number): string | undefined {
  return open.exec(text.slice(0, caret))?.[1]
}

/** Puts the whole name where its beginning was typed; gives text and caret. */
export function withMention(text: string, caret: number, name: string): [string, number] {
  const start = text.slice(0, caret).lastIndexOf('@')
  const before = `${text.slice(0, start)}@${name} `
  return [before + text.slice(caret), before.length]
}

export function candidatesOf(
  people: Person[],
  memberIds: string[] | undefined,
  botName: string,
  me: string,
  typed: string,
): Candidate[] {
  const members = people.filter(
    (one) => one.openId !== me && (!memberIds || memberIds.includes(one.openId)),
  )
  const all: Candidate[] = [
    { id: 'bot', name: botName, note: '机器人' },
    ...members.map(({ openId, name, title, avatarColor }) => ({
      id: openId,
      name,
      note: title,
      color: avatarColor,
    })),
  ]
  return all.filter(({ name }) => name.includes(typed)).slice(0, 8)
}

interface MentionListProps {
  id: string
  candidates: Candidate[]
  active: number
  onPick(candidate: Candidate): void
}

/** Whom to name; the keys stay in the message box. */
export function MentionList({ id, candidates, active, onPick }: MentionListProps) {
  return (
    <div class="mentions" role="listbox" id={id} aria-label="点名 Mention">
      {candidates.map((one, at) => (
        <button
          key={one.id}
          type="button"
          role="option"
          id={`${id}-${at}`}
          aria-selected={at === active}
          tabIndex={-1}
          // The box keeps the focus and the caret.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => onPick(one)}
        >
          {one.id === 'bot' ? (
            <BotAvatar size={26} />
          ) : (
            <Avatar name={one.name} color={one.color} size={26} />
          )}
          <span>{one.name}</span>
          <small>{one.note}</small>
        </button>
      ))}
    </div>
  )
}

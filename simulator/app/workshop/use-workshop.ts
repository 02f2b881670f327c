import { useEffect, useRef, useState } from 'preact/hooks'
import { type Verdict, workshopApi } from '../desk-api.ts'
import type { Json } from '../json.ts'
import { type Broken, brokenAt } from './place.ts'
import { samples } from './samples.ts'

const storage = 'rounds.simulator.card'
const waitMs = 180

const firstText = (): string => {
  try {
    const kept = localStorage.getItem(storage)
    if (kept?.trim()) return kept
  } catch {
    // Without storage the workshop starts with its first sample.
  }
  return JSON.stringify(samples[0]?.card, null, 2)
}

function keep(text: string): void {
  try {
    localStorage.setItem(storage, text)
  } catch {
    // The draft then lives as long as the page.
  }
}

export interface Draft {
  text: string
  /** The last text that was JSON: it stays drawn while the next one is being typed. */
  card: Json | undefined
  broken: Broken | undefined
  verdict: Verdict | undefined
  /** The verdict belongs to the text as it is now. */
  checked: boolean
  failure: string
  /** Rises with each text that did not come from the editor. */
  revision: number
  /** The editor's own change. */
  setText(text: string): void
  /** Another text in the place of what was there. */
  replace(text: string): void
}

/** The text being written, the card that it is, and what the platform would say. */
export function useDraft(): Draft {
  const [text, setText] = useState(firstText)
  const [card, setCard] = useState<Json | undefined>()
  const [broken, setBroken] = useState<Broken | undefined>()
  const [verdict, setVerdict] = useState<Verdict | undefined>()
  const [checkedText, setCheckedText] = useState('')
  const [failure, setFailure] = useState('')
  const [revision, setRevision] = useState(0)
  const latest = useRef(text)
  latest.current = text

  useEffect(() => {
    keep(text)
    const wrong = brokenAt(text)
    setBroken(wrong)
    if (wrong) return undefined
    const value: unknown = JSON.parse(text)
    setCard(value as Json)
    const timer = setTimeout(() => {
      workshopApi.validate(value).then(
        (found) => {
          if (latest.current !== text) return
          setVerdict(found)
          setCheckedText(text)
          setFailure('')
        },
        (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)),
      )
    }, waitMs)
    return () => clearTimeout(timer)
  }, [text])

  const replace = (next: string) => {
    setText(next)
    setRevision((count) => count + 1)
  }
  const checked = checkedText === text
  return { text, card, broken, verdict, checked, failure, revision, setText, replace }
}

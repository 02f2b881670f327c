import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { type Json, obj, textOf } from '../json.ts'
import { Dialog } from '../ui/overlay.tsx'

interface Confirm {
  /** Runs at once, or after 确定 where the element has `confirm`. */
  ask(run: () => void): void
  dialog: ComponentChildren
}

/** The question that an element may put before what it does. */
export function useConfirm(el: Json): Confirm {
  const [run, setRun] = useState<(() => void) | undefined>()
  const confirm = obj(el.confirm)
  const asks = Object.keys(confirm).length > 0
  return {
    ask: (next) => (asks ? setRun(() => next) : next()),
    dialog: run && (
      <Dialog
        title={textOf(confirm.title)}
        text={textOf(confirm.text)}
        onCancel={() => setRun(undefined)}
        onOk={() => {
          setRun(undefined)
          run()
        }}
      />
    ),
  }
}

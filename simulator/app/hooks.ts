import { createContext } from 'preact'
import { useContext, useEffect, useReducer, useState } from 'preact/hooks'
import { api } from './api.ts'
import { ChatModel, type State } from './model.ts'
import type { Presets } from './types.ts'

export const ModelContext = createContext(new ChatModel())

export function useModel(): { model: ChatModel; state: State } {
  const model = useContext(ModelContext)
  const [, redraw] = useReducer((count: number, _: undefined) => count + 1, 0)
  useEffect(() => model.subscribe(() => redraw(undefined)), [model])
  return { model, state: model.state }
}

export function useMedia(query: string): boolean {
  const [matches, setMatches] = useState(matchMedia(query).matches)
  useEffect(() => {
    const list = matchMedia(query)
    const listen = () => setMatches(list.matches)
    list.addEventListener('change', listen)
    return () => list.removeEventListener('change', listen)
  }, [query])
  return matches
}

export function usePresets(): Presets {
  const { model, state } = useModel()
  const [presets, setPresets] = useState<Presets>({ locations: [], photos: [] })
  useEffect(() => {
    api.presets(state.as).then(setPresets, (error: unknown) => model.fail(error))
  }, [model, state.as])
  return presets
}

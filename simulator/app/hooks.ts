import { createContext } from 'preact'
import { useContext, useEffect, useReducer, useState } from 'preact/hooks'
import { api } from './api.ts'
import type { Desk } from './desk.ts'
import type { NamedPlace } from './map/places.ts'
import { ChatModel, type State } from './model.ts'
import type { Presets } from './types.ts'

export const ModelContext = createContext(new ChatModel())
export const DeskContext = createContext<Desk | undefined>(undefined)

function useRedraw(): () => void {
  const [, redraw] = useReducer((count: number, _: undefined) => count + 1, 0)
  return () => redraw(undefined)
}

export function useModel(): { model: ChatModel; state: State } {
  const model = useContext(ModelContext)
  const redraw = useRedraw()
  const drawn = model.state
  useEffect(() => {
    const stop = model.subscribe(redraw)
    // What changed between drawing and listening would otherwise never be shown.
    if (model.state !== drawn) redraw()
    return stop
  }, [model])
  return { model, state: drawn }
}

export function useDesk(): Desk {
  const desk = useContext(DeskContext)
  if (!desk) throw new Error('this part of the page needs a desk around it')
  const redraw = useRedraw()
  useEffect(() => desk.subscribe(redraw), [desk])
  return desk
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

export const useNarrow = (): boolean => useMedia('(max-width: 719px)')

export function usePresets(): Presets {
  const { model, state } = useModel()
  const [presets, setPresets] = useState<Presets>({ locations: [], photos: [] })
  useEffect(() => {
    api.presets(state.as).then(setPresets, (error: unknown) => model.fail(error))
  }, [model, state.as])
  return presets
}

const noPlaces: NamedPlace[] = []
const askedPlaces = new Map<string, Promise<NamedPlace[]>>()

/** Named places of this person's world. */
export function usePlaces(): NamedPlace[] {
  const { state } = useModel()
  const [places, setPlaces] = useState(noPlaces)
  useEffect(() => {
    // A simulator without places has a map all the same.
    const asked = api.places(state.as).then(
      (found) => found.places,
      () => noPlaces,
    )
    askedPlaces.set(state.as, asked)
    void asked.then(setPlaces)
  }, [state.as])
  return places
}

/** The same, asked once a person: for the many small maps of a chat. */
export function usePlacesOnce(): NamedPlace[] {
  const { state } = useModel()
  const [places, setPlaces] = useState(noPlaces)
  useEffect(() => {
    const asked =
      askedPlaces.get(state.as) ??
      api.places(state.as).then(
        (found) => found.places,
        () => noPlaces,
      )
    askedPlaces.set(state.as, asked)
    void asked.then(setPlaces)
  }, [state.as])
  return places
}

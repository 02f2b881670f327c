import { useMemo } from 'preact/hooks'
import { Glyph } from '../card/icons.tsx'
import { useModel, usePlaces, usePresets } from '../hooks.ts'
import { LocationPicker } from '../map/location-picker.tsx'
import { Sheet } from './overlay.tsx'

/** One tap for the usual places, a map for all others. */
export function LocationSheet({ onClose }: { onClose(): void }) {
  const { model } = useModel()
  const { locations } = usePresets()
  const known = usePlaces()
  const places = useMemo(() => {
    const exact = locations.filter((one) => !known.some((place) => place.name === one.name))
    const first = exact.filter(
      (one, at) => exact.findIndex((other) => other.name === one.name) === at,
    )
    return [...known, ...first.map(({ name, lng, lat }) => ({ name, lng, lat }))]
  }, [known, locations])
  const send = (location: { name: string; lng: number; lat: number }) => {
    onClose()
    void model.sendLocation(location)
  }
  return (
    <Sheet title="发送位置 Location" onClose={onClose}>
      {locations.length > 0 && (
        <div class="place-chips" role="toolbar" aria-label="常用位置 Presets">
          {locations.map((one) => (
            <button
              key={one.label}
              type="button"
              class="place-chip"
              onClick={() => send({ name: one.name, lng: one.lng, lat: one.lat })}
            >
              <Glyph name="location" />
              <span>
                {one.label}
                <small>{one.name}</small>
              </span>
            </button>
          ))}
        </div>
      )}
      <LocationPicker places={places} start={locations[0]} action="发送位置" onPick={send} />
    </Sheet>
  )
}

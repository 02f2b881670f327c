import { useState } from 'preact/hooks'
import { Glyph } from '../card/icons.tsx'
import { useModel, usePresets } from '../hooks.ts'
import { Sheet } from './overlay.tsx'

export function LocationSheet({ onClose }: { onClose(): void }) {
  const { model } = useModel()
  const { locations } = usePresets()
  const [name, setName] = useState('')
  const [lng, setLng] = useState('')
  const [lat, setLat] = useState('')
  const typed = { name: name.trim() || '我的位置', lng: Number(lng), lat: Number(lat) }
  const valid =
    lng.trim() !== '' &&
    lat.trim() !== '' &&
    Math.abs(typed.lng) <= 180 &&
    Math.abs(typed.lat) <= 90
  const send = (location: { name: string; lng: number; lat: number }) => {
    onClose()
    void model.sendLocation(location)
  }
  return (
    <Sheet title="发送位置 Location" onClose={onClose}>
      <div class="choices">
        {locations.map((one) => (
          <button
            key={one.label}
            type="button"
            class="choice"
            onClick={() => send({ name: one.name, lng: one.lng, lat: one.lat })}
          >
            <span class="choice-icon">
              <Glyph name="location" />
            </span>
            <span class="choice-main">
              <span class="choice-label">{one.label}</span>
              <small>{one.name}</small>
            </span>
          </button>
        ))}
      </div>
      <form
        class="place-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (valid) send(typed)
        }}
      >
        <h3>
          自己填坐标 <small>Own coordinates</small>
        </h3>
        <input
          placeholder="地点名称"
          aria-label="地点名称 Name"
          value={name}
          onInput={(event) => setName(event.currentTarget.value)}
        />
        <div class="place-pair">
          <input
            inputMode="decimal"
            placeholder="经度 lng"
            aria-label="经度 Longitude"
            value={lng}
            onInput={(event) => setLng(event.currentTarget.value)}
          />
          <input
            inputMode="decimal"
            placeholder="纬度 lat"
            aria-label="纬度 Latitude"
            value={lat}
            onInput={(event) => setLat(event.currentTarget.value)}
          />
        </div>
        <button type="submit" class="main-button" disabled={!valid}>
          发送位置
        </button>
      </form>
    </Sheet>
  )
}

import { useMemo, useState } from 'preact/hooks'
import { Glyph } from '../card/icons.tsx'
import { usePlaces, usePresets } from '../hooks.ts'
import { LocationPicker } from '../map/location-picker.tsx'
import { Sheet } from '../ui/overlay.tsx'
import { Segmented } from '../ui/view-head.tsx'
import { type Device, type PhotoMode, type Trouble, troubles } from './device.ts'

interface DeviceSheetProps {
  device: Device
  onChange(device: Device): void
  onClose(): void
}

const photoModes: { value: PhotoMode; label: string }[] = [
  { value: 'ask', label: '每次问我' },
  { value: 'sample', label: '直接给样片' },
  { value: 'cancel', label: '取消' },
]

/** Where the phone is, how well it knows, and what becomes of photos and logins. */
export function DeviceSheet({ device, onChange, onClose }: DeviceSheetProps) {
  const { locations } = usePresets()
  const known = usePlaces()
  const [picking, setPicking] = useState(false)
  const set = (change: Partial<Device>) => onChange({ ...device, ...change })
  const places = useMemo(
    () => [
      ...known,
      ...locations
        .filter((one, at) => locations.findIndex((other) => other.name === one.name) === at)
        .filter((one) => !known.some((place) => place.name === one.name)),
    ],
    [known, locations],
  )
  if (picking) {
    return (
      <Sheet title="手机在哪里" onClose={() => setPicking(false)}>
        <LocationPicker
          places={places}
          start={device.place}
          action="就在这里"
          onPick={(place) => {
            set({ place })
            setPicking(false)
          }}
        />
      </Sheet>
    )
  }
  return (
    <Sheet title="设备 Device" onClose={onClose}>
      <div class="device">
        <button type="button" class="device-place" onClick={() => setPicking(true)}>
          <Glyph name="location" />
          <span>
            <strong>{device.place.name || '未命名的位置'}</strong>
            <small>
              {device.place.lng.toFixed(6)}, {device.place.lat.toFixed(6)}
            </small>
          </span>
          <span class="device-change">在地图上改</span>
        </button>
        <div class="place-chips" role="toolbar" aria-label="常用位置 Presets">
          {locations.map(({ label, name, lng, lat }) => (
            <button
              key={label}
              type="button"
              class="place-chip"
              onClick={() => set({ place: { name, lng, lat } })}
            >
              <span>{label}</span>
            </button>
          ))}
        </div>
        <Slider
          label="精度"
          about="getLocation 的 accuracy"
          value={device.accuracyM}
          min={5}
          max={2000}
          step={5}
          words={`±${device.accuracyM} 米`}
          onSet={(accuracyM) => set({ accuracyM })}
        />
        <Slider
          label="多久以前的定位"
          about="timestamp 往前推"
          value={device.ageS}
          min={0}
          max={900}
          step={15}
          words={device.ageS === 0 ? '刚刚' : `${device.ageS} 秒前`}
          onSet={(ageS) => set({ ageS })}
        />
        <div class="device-line">
          <strong>坐标系</strong>
          <Segmented
            label="坐标系 Datum"
            value={device.datum}
            options={[
              { value: 'gcj02', label: 'gcj02' },
              { value: 'wgs84', label: 'wgs84' },
            ]}
            onChange={(datum) => set({ datum })}
          />
        </div>
        <label class="device-line">
          <strong>定位结果</strong>
          <select
            aria-label="定位结果 Outcome"
            value={device.trouble}
            onChange={(event) => set({ trouble: event.currentTarget.value as Trouble })}
          >
            {Object.entries(troubles).map(([key, { label }]) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <div class="device-line">
          <strong>要照片时</strong>
          <Segmented
            label="要照片时 Photos"
            value={device.photos}
            options={photoModes}
            onChange={(photos) => set({ photos })}
          />
        </div>
        <div class="device-line">
          <strong>要登录时</strong>
          <Segmented
            label="要登录时 Login"
            value={device.login}
            options={[
              { value: 'yes', label: '同意' },
              { value: 'no', label: '拒绝' },
            ]}
            onChange={(answer) => set({ login: answer })}
          />
        </div>
      </div>
    </Sheet>
  )
}

interface SliderProps {
  label: string
  about: string
  value: number
  min: number
  max: number
  step: number
  words: string
  onSet(value: number): void
}

function Slider({ label, about, value, min, max, step, words, onSet }: SliderProps) {
  const id = `device-${label}`
  return (
    <div class="dial">
      <label for={id}>
        <strong>{label}</strong>
        <small>{about}</small>
      </label>
      <input
        id={id}
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        aria-valuetext={words}
        onInput={(event) => onSet(Number(event.currentTarget.value))}
      />
      <output for={id}>{words}</output>
    </div>
  )
}

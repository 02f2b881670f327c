import { useEffect, useMemo, useState } from 'preact/hooks'
import { Glyph } from '../card/icons.tsx'
import { MapView } from './map-view.tsx'
import { type NamedPlace, nameAt, nearest } from './places.ts'
import { distanceWords, type Point, type View, viewOf } from './projection.ts'

export interface PickedLocation extends Point {
  name: string
}

interface LocationPickerProps {
  places: NamedPlace[]
  /** Where to start; otherwise all places are shown. */
  start?: Point | undefined
  action: string
  onPick(location: PickedLocation): void
}

const shownResults = 6
const startSize = { width: 358, height: 250 }
const nearZoom = 15.5
/** The middle of Shenyang: somewhere to begin in an empty world. */
const nowhere: Point = { lng: 123.43, lat: 41.8 }
const digits = 6

const written = (value: number): string => String(Number(value.toFixed(digits)))

function matching(places: NamedPlace[], query: string): NamedPlace[] {
  const words = query.trim().toLowerCase().split(/\s+/).filter(Boolean)
  return places.filter((place) => {
    const text = `${place.name} ${place.note ?? ''}`.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}

/** A map under a fixed pin, a search of named places, and the coordinates in figures. */
export function LocationPicker({ places, start, action, onPick }: LocationPickerProps) {
  const [view, setView] = useState<View>(() =>
    start
      ? { center: start, zoom: nearZoom, ...startSize }
      : { center: nowhere, zoom: 12, ...startSize },
  )
  const [moved, setMoved] = useState(false)
  const [query, setQuery] = useState('')
  const [ownName, setOwnName] = useState('')
  const [typed, setTyped] = useState<{ lng: string; lat: string } | undefined>()
  useEffect(() => {
    if (moved) return
    if (start) setView((now) => ({ ...now, center: start, zoom: nearZoom }))
    else if (places.length > 0) setView((now) => viewOf(places, now.width, now.height))
  }, [places, start, moved])

  const near = useMemo(
    () => nearest(places, view.center),
    [places, view.center.lng, view.center.lat],
  )
  const name = ownName.trim() || nameAt(near)
  const lng = typed?.lng ?? written(view.center.lng)
  const lat = typed?.lat ?? written(view.center.lat)
  const point = { lng: Number(lng), lat: Number(lat) }
  const valid =
    lng.trim() !== '' &&
    lat.trim() !== '' &&
    Math.abs(point.lng) <= 180 &&
    Math.abs(point.lat) <= 90

  const look = (next: View) => {
    // The first size of the box is no move of the person.
    const sized = next.center === view.center && next.zoom === view.zoom
    if (!sized) {
      setMoved(true)
      setTyped(undefined)
    }
    setView(next)
  }
  const goTo = (place: NamedPlace) => {
    setMoved(true)
    setTyped(undefined)
    setOwnName(place.name)
    setQuery('')
    setView((now) => ({
      ...now,
      center: { lng: place.lng, lat: place.lat },
      zoom: Math.max(now.zoom, nearZoom),
    }))
  }
  const type = (change: { lng?: string; lat?: string }) => {
    const next = { lng, lat, ...change }
    setTyped(next)
    setMoved(true)
    const center = { lng: Number(next.lng), lat: Number(next.lat) }
    const shows = next.lng.trim() && next.lat.trim() && Math.abs(center.lng) <= 180
    if (shows && Math.abs(center.lat) <= 85) setView((now) => ({ ...now, center }))
  }
  const found = query.trim() ? matching(places, query) : []
  const where = !near
    ? '这张地图上还没有有名字的地点'
    : near.metres < 5
      ? `就在 ${near.place.name}`
      : `离 ${near.place.name} ${distanceWords(near.metres)}`
  return (
    <div class="place-picker">
      {places.length > 0 && (
        <label class="search">
          <Glyph name="search" />
          <input
            type="search"
            placeholder={`在 ${places.length} 个地点里找`}
            aria-label="搜索地点 Search places"
            value={query}
            onInput={(event) => setQuery(event.currentTarget.value)}
            onKeyDown={(event) => {
              const [first] = found
              if (event.key !== 'Enter' || event.isComposing) return
              event.preventDefault()
              if (first) goTo(first)
            }}
          />
        </label>
      )}
      {query.trim() && (
        <div class="picker-found">
          {found.slice(0, shownResults).map((place) => (
            <button
              key={`${place.name}/${place.lng}/${place.lat}`}
              type="button"
              class="choice"
              onClick={() => goTo(place)}
            >
              <span class="choice-main">
                <span class="choice-label">{place.name}</span>
                {place.note && <small>{place.note}</small>}
              </span>
            </button>
          ))}
          {found.length === 0 && <p class="sheet-empty">没有叫这个名字的地点</p>}
        </div>
      )}
      <MapView
        view={view}
        places={places}
        label="地图:拖动或方向键移动,加减号缩放,0 看全部 Map: arrows, plus, minus"
        onView={look}
        onPick={goTo}
      >
        <span class="map-pin" aria-hidden="true">
          <Glyph name="location" />
        </span>
        <span class="map-note">示意图,街道是画出来的</span>
      </MapView>
      <p class="picker-where" aria-live="polite">
        {where}
      </p>
      <form
        class="place-form"
        onSubmit={(event) => {
          event.preventDefault()
          if (valid) onPick({ name, ...point })
        }}
      >
        <input
          placeholder={nameAt(near)}
          aria-label="地点名称 Name"
          value={ownName}
          onInput={(event) => setOwnName(event.currentTarget.value)}
        />
        <div class="place-pair">
          <input
            inputMode="decimal"
            placeholder="经度 lng"
            aria-label="经度 Longitude"
            value={lng}
            onInput={(event) => type({ lng: event.currentTarget.value })}
          />
          <input
            inputMode="decimal"
            placeholder="纬度 lat"
            aria-label="纬度 Latitude"
            value={lat}
            onInput={(event) => type({ lat: event.currentTarget.value })}
          />
        </div>
        <button type="submit" class="main-button" disabled={!valid}>
          {action}
        </button>
      </form>
    </div>
  )
}

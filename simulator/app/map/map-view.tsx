import type { ComponentChildren } from 'preact'
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks'
import { type Marker, markersOf, type NamedPlace } from './places.ts'
import { type Plane, panBy, scaleBar, type View, viewOf, zoomAt } from './projection.ts'
import { drawCity } from './streets.ts'

const doubleTapZoom = 1
const wheelZoom = 0.0022
const scalePx = 90
/** Share of the map's size that an arrow key moves it; with Shift a tenth of that. */
const keyShare = 0.18

interface MapViewProps {
  view: View
  places: NamedPlace[]
  label: string
  onView?(view: View): void
  onPick?(place: NamedPlace): void
  children?: ComponentChildren
}

/** The ground: water, parks, roads, and the names of places. */
export function City({ view }: { view: View }) {
  const { parks, river, roads } = useMemo(
    () => drawCity(view),
    [view.center.lng, view.center.lat, view.zoom, view.width, view.height],
  )
  return (
    <>
      <rect width={view.width} height={view.height} class="map-land" />
      {parks.map(({ x, y, size }) => (
        <rect
          key={`${x}/${y}`}
          x={x}
          y={y}
          width={size}
          height={size}
          rx={size / 8}
          class="map-park"
        />
      ))}
      <path d={river.path} class="map-river" stroke-width={river.width} />
      {roads.toReversed().map(({ kind, path, width }) => (
        <path key={kind} d={path} class={`map-road is-${kind}`} stroke-width={width} />
      ))}
    </>
  )
}

function MarkerSign({
  marker,
  onPick,
}: {
  marker: Marker
  onPick?: ((place: NamedPlace) => void) | undefined
}) {
  const [place] = marker.places
  const many = marker.places.length > 1
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the list beside the map has the keys
    <g
      class={`map-marker ${many ? 'is-many' : ''}`}
      transform={`translate(${marker.x.toFixed(1)} ${marker.y.toFixed(1)})`}
      data-place={place?.name}
      onClick={(event) => {
        event.stopPropagation()
        if (place && !many) onPick?.(place)
      }}
    >
      <circle r={many ? 13 : 5.5} />
      {many && (
        <text dy="4" class="map-count">
          {marker.places.length}
        </text>
      )}
      {marker.labelled && (
        <text y="20" class="map-label">
          {place?.name}
        </text>
      )}
    </g>
  )
}

/** Moves by drag, wheel, pinch and keys; knows nothing of what it is used for. */
export function MapView({ view, places, label, onView, onPick, children }: MapViewProps) {
  const box = useRef<HTMLDivElement>(null)
  const now = useRef(view)
  now.current = view
  const change = useRef(onView)
  change.current = onView
  const pointers = useRef(new Map<number, Plane>())
  const dragged = useRef(false)

  useLayoutEffect(() => {
    const element = box.current
    if (!element) return undefined
    const watch = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element
      if (width !== now.current.width || height !== now.current.height) {
        change.current?.({ ...now.current, width, height })
      }
    })
    watch.observe(element)
    return () => watch.disconnect()
  }, [])

  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    // Registered by hand: a passive listener could not keep the sheet from scrolling.
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const at = placeOf(element, event)
      change.current?.(zoomAt(now.current, now.current.zoom - event.deltaY * wheelZoom, at))
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [])

  const onPointerMove = (event: PointerEvent) => {
    const before = pointers.current.get(event.pointerId)
    const element = box.current
    if (!before || !element) return
    const at = placeOf(element, event)
    const other = [...pointers.current].find(([id]) => id !== event.pointerId)?.[1]
    pointers.current.set(event.pointerId, at)
    if (Math.hypot(at.x - before.x, at.y - before.y) > 1) dragged.current = true
    if (!other) {
      onView?.(panBy(now.current, { x: before.x - at.x, y: before.y - at.y }))
      return
    }
    const distance = (point: Plane) => Math.hypot(point.x - other.x, point.y - other.y)
    const zoom = now.current.zoom + Math.log2(distance(at) / Math.max(1, distance(before)))
    onView?.(zoomAt(now.current, zoom, { x: (at.x + other.x) / 2, y: (at.y + other.y) / 2 }))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const share = event.shiftKey ? keyShare / 10 : keyShare
    const moves: Record<string, Plane> = {
      ArrowLeft: { x: -view.width * share, y: 0 },
      ArrowRight: { x: view.width * share, y: 0 },
      ArrowUp: { x: 0, y: -view.height * share },
      ArrowDown: { x: 0, y: view.height * share },
    }
    const zooms: Record<string, number> = { '+': 0.5, '=': 0.5, '-': -0.5, _: -0.5 }
    const move = moves[event.key]
    const zoom = zooms[event.key]
    if (move) onView?.(panBy(view, move))
    else if (zoom) onView?.(zoomAt(view, view.zoom + zoom, middleOf(view)))
    else if (event.key === '0')
      onView?.(viewOf(places.length > 0 ? places : [view.center], view.width, view.height))
    else return
    event.preventDefault()
  }
  const bar = scaleBar(view, scalePx)
  return (
    <div
      ref={box}
      class="map"
      role="application"
      aria-label={label}
      aria-roledescription="地图"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes its own keys
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        if (event.button !== 0 || (event.target as Element).closest('button')) return
        dragged.current = false
        event.currentTarget.setPointerCapture(event.pointerId)
        pointers.current.set(event.pointerId, placeOf(event.currentTarget, event))
      }}
      onPointerMove={onPointerMove}
      onPointerUp={(event) => pointers.current.delete(event.pointerId)}
      onPointerCancel={(event) => pointers.current.delete(event.pointerId)}
      onDblClick={(event) => {
        const at = placeOf(event.currentTarget, event)
        onView?.(zoomAt(view, view.zoom + doubleTapZoom, at))
      }}
    >
      <svg width={view.width} height={view.height} aria-hidden="true">
        <City view={view} />
        {markersOf(view, places).map((marker) => (
          <MarkerSign
            key={marker.key}
            marker={marker}
            onPick={(place) => {
              if (!dragged.current) onPick?.(place)
            }}
          />
        ))}
      </svg>
      {children}
      <div class="map-scale" aria-hidden="true">
        <i style={{ width: `${bar.px}px` }} />
        {bar.label}
      </div>
      <div class="map-buttons">
        <button
          type="button"
          aria-label="放大 Zoom in"
          onClick={() => onView?.(zoomAt(view, view.zoom + 1, middleOf(view)))}
        >
          +
        </button>
        <button
          type="button"
          aria-label="缩小 Zoom out"
          onClick={() => onView?.(zoomAt(view, view.zoom - 1, middleOf(view)))}
        >
          −
        </button>
      </div>
    </div>
  )
}

const middleOf = ({ width, height }: View): Plane => ({ x: width / 2, y: height / 2 })

function placeOf(element: Element, event: MouseEvent): Plane {
  const { left, top } = element.getBoundingClientRect()
  return { x: event.clientX - left, y: event.clientY - top }
}

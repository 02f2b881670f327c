import { City } from './map-view.tsx'
import { markersOf, type NamedPlace } from './places.ts'
import type { Point } from './projection.ts'

const size = { width: 260, height: 96 }
const zoom = 15.5

/** A picture of where a message's location lies. */
export function MiniMap({ point, places }: { point: Point; places: NamedPlace[] }) {
  const view = { center: point, zoom, ...size }
  return (
    <svg
      class="location-map"
      viewBox={`0 0 ${size.width} ${size.height}`}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <City view={view} />
      {markersOf(view, places).map((marker) => (
        <circle key={marker.key} cx={marker.x} cy={marker.y} r="4" class="map-dot" />
      ))}
    </svg>
  )
}

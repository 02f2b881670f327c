import { metresBetween, type Plane, type Point, toScreen, type View } from './projection.ts'

/** A customer or another place of the world that has a name. */
export interface NamedPlace extends Point {
  name: string
  /** Such as grade or address: shown beside the name in search. */
  note?: string | undefined
}

export interface Near {
  place: NamedPlace
  metres: number
}

export function nearest(places: NamedPlace[], point: Point): Near | undefined {
  let best: Near | undefined
  for (const place of places) {
    // Degrees first: metres only for those that may win.
    if (best && Math.abs(place.lat - point.lat) * 110_000 > best.metres) continue
    const metres = metresBetween(place, point)
    if (!best || metres < best.metres) best = { place, metres }
  }
  return best
}

/** What the client would call a pin that stands there. */
export function nameAt(near: Near | undefined): string {
  if (!near || near.metres > 1000) return '我的位置'
  return near.metres <= 60 ? near.place.name : `${near.place.name}附近`
}

export interface Marker extends Plane {
  key: string
  /** One place, or how many stand too close together to be told apart. */
  places: NamedPlace[]
  labelled: boolean
}

const cellPx = 46
const labelHeight = 18
const labelChar = 12
const marginPx = 30

/** Places on the screen; close ones become one marker, and names that would overlap are left out. */
export function markersOf(view: View, places: NamedPlace[]): Marker[] {
  const cells = new Map<string, Marker>()
  for (const place of places) {
    const at = toScreen(view, place)
    const inside =
      at.x > -marginPx &&
      at.y > -marginPx &&
      at.x < view.width + marginPx &&
      at.y < view.height + marginPx
    if (!inside) continue
    const size = view.zoom >= 17 ? cellPx / 3 : cellPx
    const key = `${Math.floor(at.x / size)}/${Math.floor(at.y / size)}`
    const cell = cells.get(key)
    if (cell) {
      // In the middle of what it stands for, so that two of them keep apart.
      const count = cell.places.push(place)
      cell.x += (at.x - cell.x) / count
      cell.y += (at.y - cell.y) / count
    } else
      cells.set(key, { key: `${place.lng}/${place.lat}`, ...at, places: [place], labelled: false })
  }
  const taken: { left: number; right: number; top: number; bottom: number }[] = []
  const markers = [...cells.values()].sort((a, b) => a.y - b.y)
  for (const marker of markers) {
    const name = marker.places[0]?.name ?? ''
    const half = (Math.min(name.length, 12) * labelChar) / 2
    const box = {
      left: marker.x - half,
      right: marker.x + half,
      top: marker.y + 6,
      bottom: marker.y + 6 + labelHeight,
    }
    const free = !taken.some(
      (one) =>
        one.left < box.right &&
        one.right > box.left &&
        one.top < box.bottom &&
        one.bottom > box.top,
    )
    marker.labelled = marker.places.length === 1 && free
    if (marker.labelled) taken.push(box)
  }
  return markers
}

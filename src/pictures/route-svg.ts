/** The day's way as a drawing: where the stops lie to each other, in which order, how far it is. */
import { distanceM, type Point } from '../domain/geo.ts'

export interface RouteStop {
  readonly point: Point
  /** The number on the card. */
  readonly number: number
  readonly state: 'done' | 'next' | 'open' | 'doubtful'
}

export interface RoutePicture {
  /** Where the rep sets out or is; null: the way begins at the first stop. */
  readonly start: Point | null
  /** In the order of the way; what is done comes first. */
  readonly stops: readonly RouteStop[]
}

/** Outlines of a text, so that the picture needs no font where it is drawn. */
export interface Lettering {
  /** An SVG path, its baseline at `y`, its middle at `x`. */
  centred(text: string, x: number, y: number, size: number): string
}

/** Pixels; twice the width of a phone's card. */
export const size = { width: 720, height: 450 }
const padding = 52
/** Stops nearer to each other than this are moved apart, so that every number can be read. */
const apart = 34
/** A picture never shows less than this, or a shop next door looks like a journey. */
const leastM = 400

interface Spot {
  x: number
  y: number
}

export const colors = {
  ground: '#F4F6F9',
  grid: '#E3E7ED',
  way: '#8FB2F5',
  done: '#B4BAC4',
  next: '#1456F0',
  open: '#FFFFFF',
  doubtful: '#E34D59',
  text: '#1F2329',
  quiet: '#646A73',
}

/** Draws a way; null when it has fewer than two places, which is no way. */
export function routeSvg({ start, stops }: RoutePicture, letters: Lettering): string | null {
  const points = [...(start ? [start] : []), ...stops.map(({ point }) => point)]
  if (points.length < 2) return null
  const view = frameOf(points)
  const exact = points.map(view.toSpot)
  const spread = moveApart(exact)
  const way = spread.map(({ x, y }) => `${round(x)},${round(y)}`).join(' ')
  const offset = start ? 1 : 0
  const marks = stops.map((stop, i) => markOf(stop, spread[i + offset] as Spot, letters))
  const { width, height } = size
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="${colors.ground}"/>`,
    gridOf(view.metresPerPixel),
    `<polyline points="${way}" fill="none" stroke="${colors.way}" stroke-width="5" stroke-linejoin="round" stroke-linecap="round"/>`,
    ...arrows(spread),
    ...(start ? [homeOf(spread[0] as Spot)] : []),
    // The first is the one that matters, so it lies on top.
    ...marks.toReversed(),
    scaleOf(view.metresPerPixel, letters),
    '</svg>',
  ].join('')
}

export const round = (n: number) => Math.round(n * 10) / 10

/** North is up; metres are the same in both directions. */
export function frameOf(points: readonly Point[]) {
  const lngs = points.map(({ lng }) => lng)
  const lats = points.map(({ lat }) => lat)
  const [west, east] = [Math.min(...lngs), Math.max(...lngs)]
  const [south, north] = [Math.min(...lats), Math.max(...lats)]
  const middle = { lng: (west + east) / 2, lat: (south + north) / 2 }
  const wide = distanceM({ lng: west, lat: middle.lat }, { lng: east, lat: middle.lat })
  const high = distanceM({ lng: middle.lng, lat: south }, { lng: middle.lng, lat: north })
  const metresPerPixel = Math.max(
    Math.max(wide, leastM) / (size.width - 2 * padding),
    Math.max(high, leastM / 2) / (size.height - 2 * padding),
  )
  const metresPerLng = east > west ? wide / (east - west) : 1
  const metresPerLat = north > south ? high / (north - south) : 1
  return {
    metresPerPixel,
    toSpot: ({ lng, lat }: Point): Spot => ({
      x: size.width / 2 + ((lng - middle.lng) * metresPerLng) / metresPerPixel,
      y: size.height / 2 - ((lat - middle.lat) * metresPerLat) / metresPerPixel,
    }),
  }
}

/** Pushes spots that lie on each other apart, a little at a time, and keeps them on the picture. */
function moveApart(exact: readonly Spot[]): Spot[] {
  const spots = exact.map((spot) => ({ ...spot }))
  for (let round = 0; round < 40; round++) {
    let moved = false
    for (let i = 0; i < spots.length; i++) {
      for (let j = i + 1; j < spots.length; j++) {
        const [a, b] = [spots[i] as Spot, spots[j] as Spot]
        const [dx, dy] = [b.x - a.x, b.y - a.y]
        const distance = Math.hypot(dx, dy)
        if (distance >= apart) continue
        moved = true
        // On one point: each pair leaves in its own direction, the same each time.
        const angle = distance < 0.01 ? (i * 7 + j) * 2.4 : Math.atan2(dy, dx)
        const push = (apart - distance) / 2 + 0.1
        a.x -= Math.cos(angle) * push
        a.y -= Math.sin(angle) * push
        b.x += Math.cos(angle) * push
        b.y += Math.sin(angle) * push
      }
    }
    for (const spot of spots) {
      spot.x = Math.min(size.width - 24, Math.max(24, spot.x))
      spot.y = Math.min(size.height - 24, Math.max(24, spot.y))
    }
    if (!moved) break
  }
  return spots
}

/** 1, 2 or 5 times a power of ten metres, at least `pixels` long. */
function niceMetres(metresPerPixel: number, pixels: number): number {
  const least = metresPerPixel * pixels
  const power = 10 ** Math.floor(Math.log10(least))
  return ([1, 2, 5, 10].find((n) => n * power >= least) ?? 10) * power
}

export function gridOf(metresPerPixel: number): string {
  const step = niceMetres(metresPerPixel, 90) / metresPerPixel
  const lines: string[] = []
  for (let x = (size.width / 2) % step; x < size.width; x += step)
    lines.push(`M${round(x)} 0V${size.height}`)
  for (let y = (size.height / 2) % step; y < size.height; y += step)
    lines.push(`M0 ${round(y)}H${size.width}`)
  return `<path d="${lines.join('')}" stroke="${colors.grid}" stroke-width="1"/>`
}

/** A small arrow in the middle of each long enough leg. */
function arrows(spots: readonly Spot[]): string[] {
  return spots.slice(1).flatMap((to, i) => {
    const from = spots[i] as Spot
    const [dx, dy] = [to.x - from.x, to.y - from.y]
    if (Math.hypot(dx, dy) < 70) return []
    const degrees = round((Math.atan2(dy, dx) * 180) / Math.PI)
    const [x, y] = [round((from.x + to.x) / 2), round((from.y + to.y) / 2)]
    return [
      `<path d="M-7 -8L8 0L-7 8Z" fill="${colors.next}" transform="translate(${x} ${y}) rotate(${degrees})"/>`,
    ]
  })
}

const homeOf = ({ x, y }: Spot) =>
  `<g transform="translate(${round(x)} ${round(y)})"><circle r="15" fill="${colors.text}"/>` +
  '<path d="M-8 0L0 -8L8 0H5V7H-5V0Z" fill="#FFFFFF"/></g>'

function markOf({ number, state }: RouteStop, { x, y }: Spot, letters: Lettering): string {
  const fills = {
    done: colors.done,
    next: colors.next,
    open: colors.open,
    doubtful: colors.doubtful,
  }
  const ink = state === 'open' ? colors.next : '#FFFFFF'
  const radius = state === 'next' ? 19 : 16
  const edge = state === 'open' ? ` stroke="${colors.next}" stroke-width="3"` : ''
  const size = number > 99 ? 13 : number > 9 ? 16 : 19
  const text = letters.centred(String(number), round(x), round(y + size * 0.36), size)
  return `<circle cx="${round(x)}" cy="${round(y)}" r="${radius}" fill="${fills[state]}"${edge}/><path d="${text}" fill="${ink}"/>`
}

export function scaleOf(metresPerPixel: number, letters: Lettering): string {
  const metres = niceMetres(metresPerPixel, 60)
  const pixels = metres / metresPerPixel
  const [x, y] = [20, size.height - 20]
  const label = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`
  return (
    `<path d="M${x} ${y - 8}V${y}H${round(x + pixels)}V${y - 8}" fill="none" stroke="${colors.quiet}" stroke-width="3"/>` +
    `<path d="${letters.centred(label, round(x + pixels / 2), y - 12, 17)}" fill="${colors.quiet}"/>`
  )
}

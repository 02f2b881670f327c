/** Check-ins as a drawing: one person's day as a way in its order, anything else as dots. */
import type { Point } from '../domain/geo.ts'
import {
  colors,
  frameOf,
  gridOf,
  type Lettering,
  round,
  routeSvg,
  scaleOf,
  size,
} from './route-svg.ts'

export interface CheckInPoint {
  readonly point: Point
  /** The number in the list. */
  readonly number: number
  /** Red; only where the reader may know of it. */
  readonly doubtful: boolean
}

export interface CheckInPicture {
  /** One person on one day: the order is a way. */
  readonly isWay: boolean
  readonly points: readonly CheckInPoint[]
}

/** More numbers than these cannot be read on a phone. */
const mostNumbers = 30

/** Draws check-ins; null without any. */
export function checkInsSvg({ isWay, points }: CheckInPicture, letters: Lettering): string | null {
  if (points.length === 0) return null
  if (isWay && points.length > 1 && points.length <= mostNumbers) {
    const stops = points.map(({ point, number, doubtful }) => ({
      point,
      number,
      state: doubtful ? ('doubtful' as const) : ('open' as const),
    }))
    return routeSvg({ start: null, stops }, letters)
  }
  const view = frameOf(points.map(({ point }) => point))
  const { width, height } = size
  // Red ones last: they lie on top.
  const dots = [...points]
    .toSorted((a, b) => Number(a.doubtful) - Number(b.doubtful))
    .map(({ point, doubtful }) => {
      const { x, y } = view.toSpot(point)
      const fill = doubtful ? colors.doubtful : colors.next
      return `<circle cx="${round(x)}" cy="${round(y)}" r="9" fill="${fill}" fill-opacity="0.75" stroke="#FFFFFF" stroke-width="2"/>`
    })
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="${colors.ground}"/>`,
    gridOf(view.metresPerPixel),
    ...dots,
    scaleOf(view.metresPerPixel, letters),
    '</svg>',
  ].join('')
}

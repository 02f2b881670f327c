import { fromGcj02, type Point } from './geo.ts'

export type NavigationLinks = { amap: string; baidu: string; apple: string; google: string }

/**
 * https links that open a route from where the phone is to a customer, one a map app; on a phone
 * the app opens, elsewhere its web page. Each gets the datum that it expects: Amap, Baidu (told by
 * `coord_type`) and Apple GCJ-02, Google WGS-84.
 */
export function navigationLinks(point: Point, name: string): NavigationLinks {
  const { lng, lat } = degrees(point)
  const gps = degrees(fromGcj02(point, 'wgs84'))
  const label = name.replace(/[,|&]/g, ' ').trim() // the separators of Amap's and Baidu's values
  return {
    amap: link('https://uri.amap.com/navigation', {
      to: `${lng},${lat},${label}`,
      mode: 'car',
      coordinate: 'gaode',
      callnative: '1',
      src: 'rounds',
    }),
    baidu: link('https://api.map.baidu.com/direction', {
      destination: `latlng:${lat},${lng}|name:${label}`,
      coord_type: 'gcj02',
      mode: 'driving',
      output: 'html',
      src: 'webapp.rounds',
    }),
    apple: link('https://maps.apple.com/', { daddr: `${lat},${lng}`, q: label, dirflg: 'd' }),
    google: link('https://www.google.com/maps/dir/', {
      api: '1',
      destination: `${gps.lat},${gps.lng}`,
      travelmode: 'driving',
    }),
  }
}

function link(base: string, query: Record<string, string>): string {
  return `${base}?${new URLSearchParams(query).toString().replaceAll('+', '%20')}`
}

/** Six decimals, 0.1 m: no map service reads more. */
function degrees({ lng, lat }: Point): { lng: string; lat: string } {
  return { lng: lng.toFixed(6), lat: lat.toFixed(6) }
}

/**
 * A stand-in of Amap's geocoding (`/v3/geocode/geo`) and distances (`/v3/distance`) over HTTP, made from
 * its documents: key, batch of ten, city, levels, a hundred origins, infocodes. What they leave open (an unknown address among ten) can be had in every reading.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

export interface AmapPlace {
  readonly lng: number
  readonly lat: number
  readonly level: string
}

export interface Amap {
  readonly url: string
  readonly key: string
  /** Places by address; `at` may also be asked for any address. */
  readonly places: Map<string, AmapPlace>
  /** Every request that came: its addresses, city and whether it was a batch. */
  readonly requests: { addresses: string[]; city: string | null; batch: boolean }[]
  /** Every request for distances: how many origins, and `lng,lat` of the destination. */
  readonly distances: { origins: number; destination: string }[]
  /** Seconds and metres between two places, `lng,lat`; null where there is no way. */
  way(from: string, to: string): { seconds: number; metres: number } | null
  /** What the next requests get instead of an answer, first come first served. */
  readonly next: Trouble[]
  /** What every request gets until it is null again. */
  trouble: Trouble | null
  /** How a batch answers for an address that it does not know. */
  unknownInBatch: 'emptyPlace' | 'leftOut' | 'refusesAll'
}

/** An infocode with its word, an HTTP status, silence, or something that is no JSON. */
export type Trouble = { infocode: string; info: string } | { http: number } | 'silence' | 'garbage'

export const invalidKey = { infocode: '10001', info: 'INVALID_USER_KEY' } as const
export const dayIsUsedUp = { infocode: '10003', info: 'DAILY_QUERY_OVER_LIMIT' } as const
export const tooFast = { infocode: '10021', info: 'CUQPS_HAS_EXCEEDED_THE_LIMIT' } as const

/** Starts the stand-in for the running test. */
export async function startAmap(): Promise<Amap> {
  const server = createServer((request, response) => answer(amap, request, response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  })
  const amap: Amap = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: '0123456789abcdef0123456789abcdef',
    places: new Map(),
    requests: [],
    distances: [],
    way: () => ({ seconds: 600, metres: 3_000 }),
    next: [],
    trouble: null,
    unknownInBatch: 'emptyPlace',
  }
  return amap
}

function answer(amap: Amap, request: IncomingMessage, response: ServerResponse): void {
  const said = bodyOf(amap, request)
  if (said === 'silence') return
  const { body, status = 200 } = said
  response.writeHead(status, { 'content-type': 'application/json;charset=UTF-8' })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

const refuse = ({ infocode, info }: { infocode: string; info: string }) => ({
  body: { status: '0', info, infocode },
})

function bodyOf(
  amap: Amap,
  request: IncomingMessage,
): 'silence' | { body: unknown; status?: number } {
  const url = new URL(request.url ?? '', 'http://amap')
  const query = url.searchParams
  if (url.pathname === '/v3/distance') return distancesOf(amap, query)
  if (url.pathname !== '/v3/geocode/geo')
    return refuse({ infocode: '10002', info: 'SERVICE_NOT_AVAILABLE' })
  const batch = query.get('batch') === 'true'
  const given = (query.get('address') ?? '').split('|')
  // Without `batch` only the first of several is answered.
  const addresses = batch ? given.slice(0, 10) : given.slice(0, 1)
  amap.requests.push({ addresses: given, city: query.get('city'), batch })
  const trouble = amap.next.shift() ?? amap.trouble
  if (trouble === 'silence') return trouble
  if (trouble === 'garbage') return { body: '<html>502</html>' }
  if (trouble && 'http' in trouble) return { body: '', status: trouble.http }
  if (trouble) return refuse(trouble)
  if (query.get('key') !== amap.key) return refuse(invalidKey)
  if (addresses.join('') === '') return refuse({ infocode: '20000', info: 'INVALID_PARAMS' })
  const unknown = addresses.filter((address) => !amap.places.has(address))
  if (unknown.length > 0 && (!batch || amap.unknownInBatch === 'refusesAll'))
    return refuse({ infocode: '30001', info: 'ENGINE_RESPONSE_DATA_ERROR' })
  const geocodes = addresses.flatMap((address): object[] => {
    const place = amap.places.get(address)
    if (place) return [placeOf(address, place)]
    return amap.unknownInBatch === 'leftOut' ? [] : [emptyPlace]
  })
  const count = String(geocodes.length)
  return { body: { status: '1', info: 'OK', infocode: '10000', count, geocodes } }
}

function distancesOf(
  amap: Amap,
  query: URLSearchParams,
): 'silence' | { body: unknown; status?: number } {
  const origins = (query.get('origins') ?? '').split('|')
  const destination = query.get('destination') ?? ''
  amap.distances.push({ origins: origins.length, destination })
  const trouble = amap.next.shift() ?? amap.trouble
  if (trouble === 'silence') return trouble
  if (trouble === 'garbage') return { body: '<html>502</html>' }
  if (trouble && 'http' in trouble) return { body: '', status: trouble.http }
  if (trouble) return refuse(trouble)
  if (query.get('key') !== amap.key) return refuse(invalidKey)
  if (origins.length > 100 || query.get('type') !== '1')
    return refuse({ infocode: '20000', info: 'INVALID_PARAMS' })
  const results = origins.map((origin, i) => {
    const ids = { origin_id: String(i + 1), dest_id: '1' }
    const way = amap.way(origin, destination)
    return way
      ? { ...ids, distance: String(way.metres), duration: String(way.seconds) }
      : { ...ids, distance: '0', duration: '0', info: 'NO_ROADS_NEARBY', code: '1' }
  })
  return { body: { status: '1', info: 'OK', infocode: '10000', count: '1', results } }
}

/** Fields without a value are empty lists, as the service writes them. */
const nothing = {
  township: [],
  neighborhood: { name: [], type: [] },
  building: { name: [], type: [] },
}

const placeOf = (address: string, { lng, lat, level }: AmapPlace) => ({
  formatted_address: address,
  country: '中国',
  province: '辽宁省',
  citycode: '024',
  city: '沈阳市',
  district: '和平区',
  ...nothing,
  adcode: '210102',
  street: [],
  number: [],
  location: `${lng.toFixed(6)},${lat.toFixed(6)}`,
  level,
})

const emptyPlace = {
  ...{ formatted_address: [], country: [], province: [], citycode: [], city: [], district: [] },
  ...nothing,
  ...{ adcode: [], street: [], number: [], location: [], level: [] },
}

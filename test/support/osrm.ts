/** A stand-in of an OSRM server's table (`/table/v1/driving/…`) over HTTP, made from its documents. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { distanceM, type Point } from '../../src/domain/geo.ts'

/** An OSRM code with an HTTP status, an HTTP status alone, silence, or something that is no JSON. */
export type OsrmTrouble = { http: number; code?: string } | 'silence' | 'garbage'

export interface Osrm {
  readonly url: string
  /** The places and the numbers of sources and destinations of every request that came. */
  readonly requests: { places: Point[]; sources: number; destinations: number }[]
  readonly next: OsrmTrouble[]
  trouble: OsrmTrouble | null
  /** Seconds and metres between two places (WGS-84); null where there is no way. */
  way(from: Point, to: Point): { seconds: number; metres: number } | null
}

/** Starts the stand-in for the running test: 10 m/s over twice the great circle. */
export async function startOsrm(): Promise<Osrm> {
  const server = createServer((request, response) => answer(osrm, request, response))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((done) => server.close(done))
  })
  const osrm: Osrm = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests: [],
    next: [],
    trouble: null,
    way(from, to) {
      const metres = distanceM(from, to) * 2
      return { seconds: metres / 10, metres }
    },
  }
  return osrm
}

function answer(osrm: Osrm, request: IncomingMessage, response: ServerResponse): void {
  const said = saidOf(osrm, new URL(request.url ?? '', 'http://osrm'))
  if (said === 'silence') return
  const { http, body } = said
  response.writeHead(http, { 'content-type': 'application/json' })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

function saidOf(osrm: Osrm, url: URL): 'silence' | { http: number; body: string | object } {
  const path = /^\/table\/v1\/driving\/([^/]+)$/.exec(url.pathname)
  const places = (path?.[1] ?? '').split(';').map((text): Point => {
    const [lng = Number.NaN, lat = Number.NaN] = text.split(',').map(Number)
    return { lng, lat }
  })
  const list = (name: string) =>
    (url.searchParams.get(name) ?? places.map((_, i) => i).join(';')).split(';').map(Number)
  const [sources, destinations] = [list('sources'), list('destinations')]
  osrm.requests.push({ places, sources: sources.length, destinations: destinations.length })
  const refuse = (http: number, code: string) => ({ http, body: { code, message: 'no' } })
  const trouble = osrm.next.shift() ?? osrm.trouble
  if (trouble === 'silence') return trouble
  if (trouble === 'garbage') return { http: 200, body: '<html>' }
  if (trouble?.code) return refuse(trouble.http, trouble.code)
  if (trouble) return { http: trouble.http, body: '' }
  if (!path) return refuse(400, 'InvalidUrl')
  if (places.length > 100) return refuse(400, 'TooBig')
  const way = (i: number, j: number) => osrm.way(places[i] as Point, places[j] as Point)
  const table = (key: 'seconds' | 'metres') =>
    sources.map((i) => destinations.map((j) => (i === j ? 0 : (way(i, j)?.[key] ?? null))))
  return {
    http: 200,
    body: { code: 'Ok', durations: table('seconds'), distances: table('metres') },
  }
}

/**
 * The map service that the environment names. Whoever wants something of a map asks here; only the
 * adapters know a service's addresses, codes and units.
 */
import type { Env } from '../env.ts'
import { amapDistance } from './amap/distance.ts'
import { amapGeocoder } from './amap/geocode.ts'
import type { AmapAccess } from './amap/request.ts'
import type { Geocoder } from './geocoder.ts'
import { osrmTable } from './osrm/table.ts'
import type { TravelTimes } from './travel-times.ts'

export interface Maps {
  readonly provider: Env['MAP_PROVIDER']
  /** Null where the provider knows no addresses. */
  readonly geocoder: Geocoder | null
  /** Null where ways are estimated by great circle and our own check-ins. */
  readonly travelTimes: TravelTimes | null
}

export const amapUrl = 'https://restapi.amap.com'

/** Amap's smallest accounts may ask three times a second, whatever the process: one every 500 ms. */
export const amapPace = { key: 'amap', everyMs: 500, burst: 1 } as const

const usualTimeoutMs = 5_000

/** `pace` waits until the next request may go; shared by all processes. */
export function openMaps(
  env: Pick<Env, 'MAP_PROVIDER' | 'MAP_KEY' | 'MAP_BASE_URL' | 'MAP_CITY'>,
  pace: () => Promise<void>,
  timeoutMs = usualTimeoutMs,
): Maps {
  const provider = env.MAP_PROVIDER
  if (provider === 'straight') return { provider, geocoder: null, travelTimes: null }
  if (provider === 'osrm') {
    const baseUrl = env.MAP_BASE_URL ?? env.MAP_KEY ?? ''
    return { provider, geocoder: null, travelTimes: osrmTable({ baseUrl, timeoutMs }) }
  }
  const access: AmapAccess = {
    baseUrl: env.MAP_BASE_URL ?? amapUrl,
    key: env.MAP_KEY ?? '',
    timeoutMs,
    pace,
  }
  return {
    provider,
    geocoder: amapGeocoder(access, env.MAP_CITY),
    travelTimes: amapDistance(access),
  }
}

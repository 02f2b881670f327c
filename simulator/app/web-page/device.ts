import gcoord from 'gcoord'
import { type Json, num, obj, str } from '../json.ts'
import type { Point } from '../map/projection.ts'

export const troubles = {
  none: { label: '正常' },
  slow: { label: '慢(3 秒)' },
  denied: { label: '用户不给权限', errno: 107, error: 'user permission denied' },
  off: {
    label: '系统定位没开',
    errno: 1_700_006,
    error: 'Please check the status of location services and access to location',
  },
  timeout: { label: '定位超时', errno: 1_700_003, error: 'Location request timed out' },
  closed: {
    label: '管理员关闭了定位',
    errno: 1_700_001,
    error: 'The admin has disabled access to location',
  },
} as const

export type Trouble = keyof typeof troubles
export type PhotoMode = 'ask' | 'sample' | 'cancel'

/** What the phone of a tested page senses: set by the developer, kept per person. */
export interface Device {
  place: Point & { name: string }
  /** m. */
  accuracyM: number
  /** How old the fix is, s. */
  ageS: number
  datum: 'gcj02' | 'wgs84'
  trouble: Trouble
  /** Ask for each photo, give a drawn one, or cancel. */
  photos: PhotoMode
  /** Whether the person agrees to `requestAccess`. */
  login: 'yes' | 'no'
}

export const usualDevice: Device = {
  place: { lng: 123.43, lat: 41.8, name: '' },
  accuracyM: 20,
  ageS: 0,
  datum: 'gcj02',
  trouble: 'none',
  photos: 'ask',
  login: 'yes',
}

const keyOf = (as: string) => `rounds.simulator.device.${as}`

function known<T extends string>(value: unknown, all: readonly T[], fallback: T): T {
  return all.find((one) => one === value) ?? fallback
}

function deviceFrom(value: Json): Device {
  const place = obj(value.place)
  const { place: usual } = usualDevice
  return {
    place: {
      lng: num(place.lng, usual.lng),
      lat: num(place.lat, usual.lat),
      name: str(place.name),
    },
    accuracyM: num(value.accuracyM, usualDevice.accuracyM),
    ageS: num(value.ageS, usualDevice.ageS),
    datum: known(value.datum, ['gcj02', 'wgs84'], 'gcj02'),
    trouble: known(value.trouble, Object.keys(troubles) as Trouble[], 'none'),
    photos: known(value.photos, ['ask', 'sample', 'cancel'], 'ask'),
    login: known(value.login, ['yes', 'no'], 'yes'),
  }
}

/** The kept settings, or undefined for somebody whose phone was never set. */
export function loadDevice(as: string): Device | undefined {
  try {
    const kept = localStorage.getItem(keyOf(as))
    return kept ? deviceFrom(obj(JSON.parse(kept))) : undefined
  } catch {
    return undefined
  }
}

export function saveDevice(as: string, device: Device): void {
  try {
    localStorage.setItem(keyOf(as), JSON.stringify(device))
  } catch {
    // Without storage the settings live as long as the page.
  }
}

/** What `tt.getLocation` gives: numbers, and the time of the fix in ms. */
export function locationOf(device: Device, now: Date): Json {
  const { place, accuracyM, ageS, datum } = device
  // The map is in the coordinates of Chinese maps, whatever the phone says.
  const [longitude, latitude] =
    datum === 'gcj02'
      ? [place.lng, place.lat]
      : gcoord.transform([place.lng, place.lat], gcoord.GCJ02, gcoord.WGS84)
  return {
    latitude,
    longitude,
    accuracy: accuracyM,
    horizontalAccuracy: accuracyM,
    verticalAccuracy: 0,
    authorizationAccuracy: 'full',
    timestamp: now.getTime() - ageS * 1000,
    type: datum,
  }
}

/** Amap's geocoding: `GET /v3/geocode/geo`, ten addresses a request with `batch=true`. */
import { z } from 'zod'
import { isPlausible, type Point } from '../../domain/geo.ts'
import type { GeocodeAnswer, Geocoder, Precision } from '../geocoder.ts'
import { saysUnknown } from './infocodes.ts'
import { type AmapAccess, AmapRefusal, ask } from './request.ts'

const path = '/v3/geocode/geo'
const atOnce = 10

/** Precision by Amap's word; every other word (省, 市, 区县, 开发区, 乡镇, 未知 …) is an area. */
const levels: Readonly<Record<Exclude<Precision, 'area'>, readonly string[]>> = {
  house: [
    ...['门牌号', '门址', '单元号', '兴趣点', '住宅区', '道路交叉路口', '道路交叉口'],
    ...['公交站台、地铁站', '公交地铁站点'],
  ],
  street: ['道路', '村庄', '热点商圈'],
}

/** A place; an address that has none is an empty list, or an object whose fields are empty lists. */
const place = z.object({
  location: z.string(),
  level: z.string().catch(''),
})
const shape = z.object({ geocodes: z.array(z.unknown()).catch([]) })

/** `city`: where addresses lie that name no province or city of their own. */
export function amapGeocoder(access: AmapAccess, city: string | undefined): Geocoder {
  async function request(addresses: readonly string[], inCity: boolean): Promise<unknown[]> {
    const body = await ask(access, path, {
      address: addresses.join('|'),
      ...(addresses.length > 1 ? { batch: 'true' } : {}),
      ...(inCity && city ? { city } : {}),
    })
    return shape.parse(body).geocodes
  }

  async function one(address: string, inCity: boolean): Promise<GeocodeAnswer> {
    try {
      const [first] = await request([address], inCity)
      return answerOf(first)
    } catch (error) {
      if (!(error instanceof AmapRefusal)) throw error
      if (saysUnknown(error.infocode)) return { kind: 'none' }
      throw error.error
    }
  }

  /**
   * The documents do not say what a batch answers for an address that cannot be found: an empty place,
   * none at all, or a refusal of the whole. Where the places cannot be told apart each is asked alone.
   */
  async function many(addresses: readonly string[], inCity: boolean): Promise<GeocodeAnswer[]> {
    if (addresses.length > 1) {
      try {
        const places = await request(addresses, inCity)
        if (places.length === addresses.length) return places.map(answerOf)
      } catch (error) {
        if (!(error instanceof AmapRefusal)) throw error
        if (!saysUnknown(error.infocode)) throw error.error
      }
    }
    const answers: GeocodeAnswer[] = []
    for (const address of addresses) answers.push(await one(address, inCity))
    return answers
  }

  return {
    atOnce,
    async geocode(addresses) {
      const answers = new Map<string, GeocodeAnswer>()
      for (const inCity of [true, false]) {
        const some = addresses.filter((address) => (city ? !namesCity(address) : false) === inCity)
        if (some.length === 0) continue
        const found = await many(some, inCity)
        for (const [i, address] of some.entries())
          answers.set(address, found[i] ?? { kind: 'none' })
      }
      return addresses.map((address) => answers.get(address) ?? { kind: 'none' })
    },
  }
}

function answerOf(value: unknown): GeocodeAnswer {
  const parsed = place.safeParse(value)
  const point = parsed.success ? pointOf(parsed.data.location) : null
  if (!parsed.success || !point) return { kind: 'none' }
  const { level } = parsed.data
  return { kind: 'found', point, level, precision: precisionOf(level) }
}

function precisionOf(level: string): Precision {
  if (levels.house.includes(level)) return 'house'
  return levels.street.includes(level) ? 'street' : 'area'
}

/** `116.480881,39.989410`: GCJ-02 degrees. */
function pointOf(location: string): Point | null {
  const [lng, lat, ...rest] = location.split(',').map(Number)
  if (lng === undefined || lat === undefined || rest.length > 0) return null
  const point = { lng, lat }
  return Number.isFinite(lng) && Number.isFinite(lat) && isPlausible(point) ? point : null
}

/** Whether an address begins with where it is: 辽宁省…, 沈阳市…, 北京朝阳区…, 内蒙古…. */
const provinces =
  /^(中国)?(北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)/
const cities = /^[^区县旗镇乡村路街]{2,8}?(市(?!场)|自治州|地区|盟)/

function namesCity(address: string): boolean {
  return provinces.test(address) || cities.test(address)
}

import { expect, test } from 'vitest'
import { plainAddress } from '../../src/domain/customers/plain-address.ts'
import { readEnv } from '../../src/env.ts'
import { MapError } from '../../src/maps/errors.ts'
import type { Geocoder } from '../../src/maps/geocoder.ts'
import { openMaps } from '../../src/maps/index.ts'
import { type Amap, dayIsUsedUp, startAmap, tooFast } from '../support/amap.ts'

function geocoderOf(amap: Amap, more: Record<string, string> = {}, timeoutMs = 5_000): Geocoder {
  const env = readEnv({
    MAP_PROVIDER: 'amap',
    MAP_KEY: amap.key,
    MAP_BASE_URL: `${amap.url}/`,
    ...more,
  })
  const { geocoder } = openMaps(env, async () => {}, timeoutMs)
  if (!geocoder) throw new Error('no geocoder')
  return geocoder
}

const at = (lng: number, level = '门牌号') => ({ lng, lat: 41.8, level })

async function problemOf(asked: Promise<unknown>): Promise<string> {
  const error = await asked.then(
    () => null,
    (thrown: unknown) => thrown,
  )
  if (!(error instanceof MapError)) throw new Error(`no MapError: ${error}`)
  return `${error.problem}: ${error.detail}`
}

test('ten addresses are one request, answered in their order, each with its precision', async () => {
  const amap = await startAmap()
  const levels = ['门牌号', '兴趣点', '道路交叉路口', '道路', '村庄', '乡镇', '区县', '市', '新词']
  for (const [i, level] of levels.entries()) amap.places.set(`沈阳市路${i}号`, at(123 + i, level))
  const answers = await geocoderOf(amap).geocode([...levels.keys()].map((i) => `沈阳市路${i}号`))
  expect(answers.map((one) => (one.kind === 'found' ? one.precision : one.kind))).toEqual([
    ...['house', 'house', 'house', 'street', 'street', 'area', 'area', 'area', 'area'],
  ])
  expect(answers[3]).toEqual({
    kind: 'found',
    point: { lng: 126, lat: 41.8 },
    level: '道路',
    precision: 'street',
  })
  expect(amap.requests).toMatchObject([{ batch: true, city: null }])
})

test.for([
  ['emptyPlace', 1],
  ['leftOut', 4],
  ['refusesAll', 4],
] as const)('an unknown address among others, answered as %s: the others keep their places', async ([
  reading,
  requests,
]) => {
  const amap = await startAmap()
  amap.unknownInBatch = reading
  amap.places.set('沈阳市甲路1号', at(123.1))
  amap.places.set('沈阳市乙路2号', at(123.2))
  const asked = ['沈阳市甲路1号', '火星基地', '沈阳市乙路2号']
  const answers = await geocoderOf(amap).geocode(asked)
  expect(answers.map((one) => (one.kind === 'found' ? one.point.lng : null))).toEqual([
    123.1,
    null,
    123.2,
  ])
  expect(amap.requests).toHaveLength(requests)
})

test('the city is said where the address names none', async () => {
  const amap = await startAmap()
  const own = ['大连市中山路8号', '辽宁抚顺新抚区1号', '北京朝阳区2号', '延边朝鲜族自治州3号']
  const bare = ['和平区南京街1号', '铁西区都市花园2栋', '人民市场3号']
  for (const address of [...own, ...bare]) amap.places.set(address, at(123))
  const answers = await geocoderOf(amap, { MAP_CITY: '沈阳' }).geocode([...own, ...bare])
  expect(answers.every(({ kind }) => kind === 'found')).toBe(true)
  expect(amap.requests).toEqual([
    { addresses: bare, city: '沈阳', batch: true },
    { addresses: own, city: null, batch: true },
  ])
})

test('codes, silence and what is no answer are told apart, and the key is never said', async () => {
  const amap = await startAmap()
  const ask = (geocoder = geocoderOf(amap, {}, 150)) => problemOf(geocoder.geocode(['甲', '乙']))
  const wrong = geocoderOf(amap, { MAP_KEY: 'wrong-key' })
  expect(await ask(wrong)).toBe('key: 10001 INVALID_USER_KEY')
  const cases = [
    [dayIsUsedUp, 'quota: 10003 DAILY_QUERY_OVER_LIMIT'],
    [
      { infocode: '10044', info: 'USER_DAILY_QUERY_OVER_LIMIT' },
      'quota: 10044 USER_DAILY_QUERY_OVER_LIMIT',
    ],
    [{ infocode: '40000', info: 'QUOTA_PLAN_RUN_OUT' }, 'quota: 40000 QUOTA_PLAN_RUN_OUT'],
    [tooFast, 'busy: 10021 CUQPS_HAS_EXCEEDED_THE_LIMIT'],
    [{ infocode: '10016', info: 'SERVER_IS_BUSY' }, 'busy: 10016 SERVER_IS_BUSY'],
    [{ infocode: '10009', info: 'USERKEY_PLAT_NOMATCH' }, 'key: 10009 USERKEY_PLAT_NOMATCH'],
    [{ infocode: '19999', info: 'SOMETHING_NEW' }, 'refused: 19999 SOMETHING_NEW'],
    [{ http: 502 }, 'busy: HTTP 502'],
    [{ http: 404 }, 'unreachable: HTTP 404'],
    ['silence', 'unreachable: no answer in 150 ms'],
    ['garbage', 'unreachable: the answer is no JSON'],
  ] as const
  for (const [trouble, said] of cases) {
    amap.next.push(trouble)
    expect(await ask()).toBe(said)
  }
  const nobody = openMaps(
    readEnv({ MAP_PROVIDER: 'amap', MAP_KEY: 'secret', MAP_BASE_URL: 'http://127.0.0.1:9' }),
    async () => {},
  )
  const said = await problemOf(nobody.geocoder?.geocode(['甲']) ?? Promise.resolve())
  expect(said).toContain('unreachable')
  expect(said).not.toContain('secret')
})

test('without amap no addresses are looked up; what a provider needs is asked for at the start', () => {
  expect(openMaps(readEnv({}), async () => {}).geocoder).toBeNull()
  expect(() => readEnv({ MAP_PROVIDER: 'amap' })).toThrow(/MAP_KEY is needed/)
  expect(() => readEnv({ MAP_PROVIDER: 'osrm' })).toThrow(/MAP_BASE_URL is needed/)
  expect(readEnv({ MAP_PROVIDER: 'osrm', MAP_BASE_URL: 'http://osrm:5000/' }).MAP_BASE_URL).toBe(
    'http://osrm:5000',
  )
  expect(() => readEnv({ MAP_CITY: 'Shenyang' })).toThrow(/MAP_CITY must be a city/)
})

test.each([
  ['沈阳市 和平区　南京北街１２号', '沈阳市和平区南京北街12号'],
  ['沈阳市和平区1号（电话：139 0000 1111）', '沈阳市和平区1号'],
  ['沈阳市和平区1号（电话 13900001111）', '沈阳市和平区1号'],
  ['和平区2号 手机:13900001111 王老板', '和平区2号王老板'],
  ['和平区3号 024-23456789', '和平区3号'],
  ['甲路1号|乙路2号', '甲路1号乙路2号'],
  ['12 Main Street', '12 Main Street'],
  ['  ', ''],
])('%s is looked up as %s', (address, plain) => {
  expect(plainAddress(address)).toBe(plain)
})

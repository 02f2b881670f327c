/** Shenyang, as far as a distributor needs it: streets by district, each a line in GCJ-02 degrees. */
import { distanceM, type Point } from '../domain/geo.ts'
import { normal, type Random } from './random.ts'

export interface Street {
  readonly district: string
  readonly name: string
  readonly from: Point
  readonly to: Point
}

type Line = readonly [name: string, lng1: number, lat1: number, lng2: number, lat2: number]

/** Neighbouring streets stand beside each other, so that a rep's streets make a territory. */
const lines: Readonly<Record<string, readonly Line[]>> = {
  铁西区: [
    ['重工街', 123.3355, 41.811, 123.3325, 41.777],
    ['卫工街', 123.35, 41.812, 123.3465, 41.772],
    ['保工街', 123.364, 41.812, 123.3605, 41.776],
    ['北二路', 123.39, 41.8035, 123.335, 41.7985],
    ['建设中路', 123.3935, 41.7925, 123.33, 41.787],
    ['兴华街', 123.3795, 41.8085, 123.377, 41.7735],
    ['南十路', 123.3835, 41.783, 123.3455, 41.7775],
    ['沈辽路', 123.386, 41.7755, 123.318, 41.7625],
    ['云峰街', 123.3885, 41.793, 123.3865, 41.77],
  ],
  和平区: [
    ['太原街', 123.4035, 41.8005, 123.402, 41.781],
    ['中华路', 123.3985, 41.7945, 123.414, 41.7915],
    ['南京街', 123.41, 41.806, 123.4075, 41.77],
    ['和平大街', 123.4145, 41.8, 123.413, 41.772],
    ['砂阳路', 123.394, 41.7645, 123.4085, 41.7635],
    ['文化路', 123.4075, 41.7735, 123.444, 41.7705],
    ['三好街', 123.4265, 41.773, 123.428, 41.756],
    ['长白南路', 123.408, 41.735, 123.425, 41.734],
  ],
  皇姑区: [
    ['塔湾街', 123.389, 41.833, 123.3925, 41.848],
    ['昆山中路', 123.4005, 41.8195, 123.426, 41.823],
    ['珠江街', 123.407, 41.832, 123.406, 41.8185],
    ['黄河南大街', 123.4145, 41.839, 123.411, 41.818],
    ['黄河北大街', 123.413, 41.84, 123.409, 41.875],
    ['长江街', 123.4235, 41.839, 123.419, 41.814],
    ['崇山中路', 123.395, 41.8385, 123.448, 41.84],
    ['北陵大街', 123.429, 41.8385, 123.43, 41.813],
  ],
  大东区: [
    ['联合路', 123.456, 41.8345, 123.5, 41.84],
    ['望花南街', 123.4875, 41.839, 123.4975, 41.856],
    ['东北大马路', 123.4705, 41.826, 123.505, 41.8285],
    ['滂江街', 123.4855, 41.815, 123.484, 41.789],
    ['小东路', 123.469, 41.8, 123.488, 41.8015],
    ['大东路', 123.4675, 41.7965, 123.486, 41.7965],
  ],
  沈河区: [
    ['惠工街', 123.4375, 41.8195, 123.44, 41.8085],
    ['青年大街', 123.4335, 41.8055, 123.4365, 41.757],
    ['中街路', 123.4535, 41.801, 123.4665, 41.8025],
    ['奉天街', 123.4465, 41.796, 123.4495, 41.773],
    ['五爱街', 123.4545, 41.79, 123.456, 41.773],
    ['热闹路', 123.46, 41.7905, 123.476, 41.7915],
    ['泉园街', 123.476, 41.772, 123.4775, 41.76],
    ['文萃路', 123.457, 41.761, 123.49, 41.76],
  ],
  浑南区: [
    ['天赐街', 123.44, 41.741, 123.438, 41.728],
    ['营盘西街', 123.453, 41.744, 123.4515, 41.722],
    ['富民南街', 123.458, 41.743, 123.456, 41.72],
    ['新隆街', 123.47, 41.742, 123.468, 41.726],
    ['浑南中路', 123.433, 41.733, 123.48, 41.723],
  ],
  于洪区: [
    ['黄海路', 123.318, 41.796, 123.293, 41.7935],
    ['吉力湖街', 123.332, 41.829, 123.332, 41.856],
    ['怒江北街', 123.385, 41.847, 123.387, 41.868],
  ],
}

export const streets: readonly Street[] = Object.entries(lines).flatMap(([district, list]) =>
  list.map(([name, lng1, lat1, lng2, lat2]) => ({
    district,
    name,
    from: { lng: lng1, lat: lat1 },
    to: { lng: lng2, lat: lat2 },
  })),
)

/** Where the teams of traditional trade work, in turn. */
export const beats: readonly (readonly string[])[] = [
  ['铁西区', '和平区'],
  ['皇姑区', '大东区'],
  ['沈河区', '浑南区', '于洪区'],
]

export interface Place {
  readonly street: Street
  /** Share of the way along the street, 0–1. */
  readonly along: number
  readonly houseNo: number
  readonly point: Point
  readonly address: string
}

/** Metres of a street front that one house number takes, both sides counted. */
const metresPerNumber = 11

/** A shop front on a street: numbers rise along it, odd on one side, even on the other. */
export function placeOn(street: Street, random: Random): Place {
  const along = random()
  const houseNo = 1 + Math.floor((along * distanceM(street.from, street.to)) / metresPerNumber)
  const side = houseNo % 2 === 0 ? 1 : -1
  const at = (a: number, b: number) => a + (b - a) * along
  const point = {
    lng: round(at(street.from.lng, street.to.lng) + side * 0.00018 + normal(random) * 0.00006),
    lat: round(at(street.from.lat, street.to.lat) + side * 0.00012 + normal(random) * 0.00004),
  }
  return {
    street,
    along,
    houseNo,
    point,
    address: `沈阳市${street.district}${street.name}${houseNo}号`,
  }
}

/** Seven decimals of a degree: a centimetre. */
const round = (degrees: number) => Math.round(degrees * 1e7) / 1e7

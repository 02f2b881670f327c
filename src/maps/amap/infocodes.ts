import { MapError, type MapProblem } from '../errors.ts'

/** Amap's `infocode` of a request that went well. */
export const ok = '10000'

/** What the documented codes mean for us; https://lbs.amap.com/api/webservice/guide/tools/info. */
const problems: Readonly<Record<MapProblem, string>> = {
  // Wrong, expired, of another platform, not from this address, not signed, banned, not paid for.
  key: '10001 10002 10005 10006 10007 10008 10009 10012 10013 10022 10026 10041 40002',
  // The day's allowance of the key or the account; the account's money.
  quota: '10003 10029 10044 10045 40000 40003',
  // Per minute, per address, per second; overloaded, timed out inside.
  busy: '10004 10010 10014 10015 10016 10017 10019 10020 10021 20003 30002 30003',
  unreachable: '',
  refused: '20000 20001 20002 20011 20012',
}

const problemOf = new Map(
  Object.entries(problems).flatMap(([problem, codes]) =>
    codes.split(' ').map((code) => [code, problem as MapProblem] as const),
  ),
)

/**
 * The error of a code. All other codes that begin with 3 say that the engine has no answer: for an
 * address, that it cannot be found.
 */
export function errorOf(infocode: string, info: string): MapError {
  return new MapError(problemOf.get(infocode) ?? 'refused', `${infocode} ${info}`.trim())
}

/** Codes by which a request for one address says that there is no such place. */
export const saysUnknown = (infocode: string): boolean =>
  infocode === '20000' || infocode === '20011' || infocode === '20012' || isEngine(infocode)

const isEngine = (infocode: string) => infocode.startsWith('3') && !problemOf.has(infocode)

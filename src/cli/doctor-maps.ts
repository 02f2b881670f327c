/** What `rounds doctor` says about the map service and the customers' points. */
import type { Db } from '../db/client.ts'
import { mendingTotals } from '../features/customers/mending.ts'
import { progressOf, unfinishedRuns } from '../features/geocoding/runs.ts'
import { MapError, type MapProblem } from '../maps/errors.ts'
import type { Maps } from '../maps/index.ts'
import type { Finding } from './doctor.ts'

const fixes: Readonly<Record<MapProblem, string>> = {
  key: 'check MAP_KEY: console.amap.com → 应用管理, a key of the kind Web服务 without an IP list that leaves this machine out',
  quota: 'the allowance is used up: wait for tomorrow, or raise it at console.amap.com',
  busy: 'try again in a minute',
  unreachable: 'check the way to the map service (MAP_BASE_URL, proxy, firewall)',
  refused: 'look up the code in the service’s documents, and tell the maintainers',
}

export async function mapFindings(db: Db, maps: Maps): Promise<Finding[]> {
  return [await serviceFinding(maps), ...(await runFindings(db)), await pointsFinding(db)]
}

/** Asks for one address: a wrong key, a used-up allowance and a closed door are seen at once. */
async function serviceFinding({ provider, geocoder }: Maps): Promise<Finding> {
  if (!geocoder) {
    return { part: 'map service', state: 'ok', detail: `${provider}: addresses are not looked up` }
  }
  try {
    await geocoder.geocode(['北京市朝阳区阜通东大街6号'])
    return { part: 'map service', state: 'ok', detail: `${provider}: the key answers` }
  } catch (error) {
    if (!(error instanceof MapError)) throw error
    const { problem, detail } = error
    const state = problem === 'key' || problem === 'refused' ? 'fail' : 'warn'
    return { part: 'map service', state, detail: `${provider}: ${detail}`, fix: fixes[problem] }
  }
}

/** Runs that wait for the day's allowance or for somebody. */
async function runFindings(db: Db): Promise<Finding[]> {
  const findings: Finding[] = []
  for (const run of await unfinishedRuns(db)) {
    if (run.status === 'running') continue
    const { total, waiting, problem, detail } = await progressOf(db, run)
    findings.push({
      part: 'address look-up',
      state: 'warn',
      detail: `${run.status} at ${total - waiting} of ${total}: ${problem ?? ''} ${detail ?? ''}`,
      fix: 'it is tried again each night, by 重试 on the import card, or by `rounds job geocoding.locate`',
    })
  }
  return findings
}

async function pointsFinding(db: Db): Promise<Finding> {
  const { noPlace, noPoint, suspected, unverified, listed } = await mendingTotals(db, {})
  return {
    part: 'customer points',
    state: listed ? 'warn' : 'ok',
    detail: `${noPlace} without an address, ${noPoint} without a pin, ${suspected} with a suspected pin, ${unverified} with an unverified pin (待核实)`,
    ...(listed ? { fix: '客户 待补 in the chat lists them; 采点 at the shop sets a pin' } : {}),
  }
}

/** One GET to Amap's web service (v3): key, time-out, and the codes that it answers with. */
import { z } from 'zod'
import { MapError } from '../errors.ts'
import { getJson } from '../get-json.ts'
import { errorOf, ok } from './infocodes.ts'

export interface AmapAccess {
  /** `https://restapi.amap.com`, or what stands in for it; without a slash at its end. */
  readonly baseUrl: string
  readonly key: string
  readonly timeoutMs: number
  /** Waits until the next request may go: the service counts requests per second. */
  pace(): Promise<void>
}

const envelope = z.looseObject({
  status: z.union([z.string(), z.number()]).transform(String),
  info: z.string().catch(''),
  infocode: z.union([z.string(), z.number()]).transform(String),
})

/** A refusal with its code, for callers that know what a code means for their question. */
export class AmapRefusal extends Error {
  override readonly name = 'AmapRefusal'
  readonly infocode: string
  readonly info: string

  constructor(infocode: string, info: string) {
    super(`${infocode} ${info}`)
    this.infocode = infocode
    this.info = info
  }

  /** As the rest of Rounds knows it. */
  get error(): MapError {
    return errorOf(this.infocode, this.info)
  }
}

/**
 * Asks and answers the body of a success. Throws AmapRefusal for an answer that says no, MapError
 * `unreachable` or `busy` when there is none.
 */
export async function ask(
  access: AmapAccess,
  path: string,
  parameters: Readonly<Record<string, string>>,
): Promise<Record<string, unknown>> {
  await access.pace()
  const query = new URLSearchParams({ ...parameters, key: access.key, output: 'JSON' })
  const answer = await getJson(`${access.baseUrl}${path}?${query}`, access.timeoutMs)
  const body = envelope.safeParse(answer)
  if (!body.success) throw new MapError('unreachable', 'the answer is not Amap’s')
  const { status, infocode, info } = body.data
  if (status !== '1' || infocode !== ok) throw new AmapRefusal(infocode, info)
  return body.data
}

/**
 * What a map service may answer instead of a result:
 * `key`: the key is wrong, expired or not allowed to do this; somebody must mend it.
 * `quota`: the day's allowance is used up, or the account has run out.
 * `busy`: too many requests just now, or the service is overloaded; it works again soon.
 * `unreachable`: no answer in time, or none that can be read.
 * `refused`: it does not take the request as we make it.
 */
export type MapProblem = 'key' | 'quota' | 'busy' | 'unreachable' | 'refused'

/** A request that got no result. The detail never holds the key. */
export class MapError extends Error {
  override readonly name = 'MapError'
  readonly problem: MapProblem
  /** The service's own code and word, `10001 INVALID_USER_KEY`, or what happened on the way. */
  readonly detail: string

  constructor(problem: MapProblem, detail: string) {
    super(`${problem}: ${detail}`)
    this.problem = problem
    this.detail = detail
  }
}

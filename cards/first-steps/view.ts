/** How far a company is with setting up, as the checklist shows it. */
export interface StepsView {
  readonly teams: number
  readonly reps: number
  readonly customers: number
  /** Reps who own no customer. */
  readonly idleReps: number
  /** Customers without address or point. */
  readonly toMend: number
  /** Codes that are named somewhere and are not there, the most waited for first. */
  readonly pending: readonly string[]
  /** Teams with reps that nobody leads, by name. */
  readonly unled: readonly string[]
  /** Teams without a group, by name. */
  readonly unbound: readonly string[]
  /** Values in words; `own` when somebody decided on them for the company. */
  readonly calendar: { readonly own: boolean; readonly rest: string; readonly holidays: string }
  readonly rules: {
    readonly own: boolean
    readonly tolerance: number
    readonly storefront: number
    readonly shelf: number
  }
  readonly consent: { readonly on: boolean; readonly agreed: number; readonly of: number }
  /** Reps who have neither visited nor practised. */
  readonly practice: { readonly left: number; readonly of: number }
  readonly plans: {
    readonly ever: boolean
    readonly today: number
    readonly stops: number
    /** Plans of today that their reps have got. */
    readonly sent: number
    /** Today is no day to send plans: the company rests, or it is late; the next working day in words. */
    readonly waits: { readonly why: 'rest' | 'late'; readonly day: string } | null
    /** Local time of the morning card. */
    readonly sendsAt: string
  }
}

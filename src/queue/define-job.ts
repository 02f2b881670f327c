/**
 * A job is one object: name, payload, when it runs, how it is retried, and what it does. It is safe to
 * run twice: its row in the outbox is deleted in the same transaction that holds its effects.
 */
import type { z } from 'zod'
import type { Ctx, EventType, Log } from '../bot/context.ts'
import type { Released } from '../bot/held.ts'
import type { Platform } from '../bot/outbound.ts'
import type { Db } from '../db/client.ts'
import type { LocalDate } from '../domain/time.ts'
import type { Maps } from '../maps/index.ts'
import type { ObjectStore } from '../store/objects.ts'

/** A local time of day at which a scheduled job is due, for the whole company (`''`) or one team. */
export interface Due {
  readonly scope: string
  /** `08:00`, local. */
  readonly at: string
  /** Local time after which a missed run is pointless, in place of the trigger's. */
  readonly until?: string
}

export interface Trigger<P> {
  /** When the clock starts it; without it only `rounds job` and events do. */
  due?(ctx: Ctx, date: LocalDate): Promise<readonly Due[]>
  /** One payload per rep or team: one transaction each. */
  fanOut(ctx: Ctx, date: LocalDate, scope: string): Promise<readonly P[]>
  /** Which of the payloads the clock may start by itself; all of them without it, and always by hand. */
  unasked?(ctx: Ctx, date: LocalDate, payloads: readonly P[]): Promise<readonly P[]>
  /** How many days back a run that was missed while the process was down is still made up for. */
  readonly catchUpDays?: number
  /** Local time after which a missed run of the same day is pointless. */
  readonly until?: string
}

/** What slow work outside the transaction may use. */
export interface Io {
  readonly platform: Platform
  readonly objects: ObjectStore
  readonly maps: Maps
  readonly db: Db
  readonly log: Log
  /** Has the events of a person handled that were held until now. */
  releaseHeld(openId: string): Promise<Released>
}

/** Which try it is. */
export interface Attempt {
  readonly isLast: boolean
}

export interface Job<P = unknown, F = unknown> {
  readonly name: string
  readonly payload: z.ZodType<P>
  readonly trigger?: Trigger<P>
  /** Events that start it, with the event's payload. */
  readonly on?: readonly EventType[]
  readonly retry: { readonly attempts: number; readonly backoffMs: number }
  /** While a run with this key waits, another one is not queued. */
  dedupe?(payload: P): string
  /** Serialises with a person's chat: `person:<open_id>`. */
  lock?(payload: P): string
  /**
   * Slow work (network, pictures) before the transaction; null ends the job without an effect. On the
   * last attempt it may answer a failure that `run` tells the person, instead of throwing.
   */
  outside?(io: Io, payload: P, attempt: Attempt): Promise<F | null>
  run(input: { ctx: Ctx; payload: P; fetched: F }): Promise<void>
}

/** Erased, for lists: what a job takes is checked by its own schema. */
export type AnyJob = Omit<Job<never, never>, 'payload' | 'trigger' | 'outside'> & {
  readonly payload: z.ZodType
  readonly trigger?: Trigger<unknown>
  outside?(io: Io, payload: never, attempt: Attempt): Promise<unknown>
}

const usualRetry = { attempts: 5, backoffMs: 5_000 }

export function defineJob<P, F = null>(
  job: Omit<Job<P, F>, 'retry'> & { retry?: Job<P, F>['retry'] },
): Job<P, F> {
  return { retry: usualRetry, ...job }
}

export interface JobRegistry {
  get(name: string): Job | undefined
  readonly list: readonly Job[]
  /** Jobs that subscribe to an event. */
  subscribers(event: string): readonly Job[]
}

export function jobRegistry(jobs: readonly AnyJob[]): JobRegistry {
  const list = jobs as unknown as readonly Job[]
  const byName = new Map(list.map((job) => [job.name, job]))
  return {
    list,
    get: (name) => byName.get(name),
    subscribers: (event) => list.filter((job) => job.on?.some((type) => type.name === event)),
  }
}

/**
 * Who may do what with which record, one sentence each. Roles stand on the declarations of commands and
 * actions; here the record decides, read as it is now.
 */
import type { Actor } from './bot/context.ts'
import { UserError } from './errors.ts'
import { botWords } from './i18n/bot.ts'
import { message } from './i18n/t.ts'

/** Whose work a record is: the person, and the team that this person belongs to with those above it. */
export interface Owned {
  readonly repOpenId: string
  readonly teamPath: readonly string[]
}

const own = (actor: Actor, record: Owned) => actor.openId === record.repOpenId
const leads = (actor: Actor, record: Owned) =>
  record.teamPath.some((code) => actor.ledTeams.includes(code))
const admin = (actor: Actor) => actor.role === 'admin'

const policies = {
  /** The rep, their manager up the tree, admins. */
  'visit.see': (actor: Actor, visit: Owned) =>
    own(actor, visit) || leads(actor, visit) || admin(actor),
  /** Only the rep who made the visit. */
  'visit.change': (actor: Actor, visit: Owned) => own(actor, visit),
  /** The rep, their manager up the tree, admins. */
  'plan.see': (actor: Actor, plan: Owned) => own(actor, plan) || leads(actor, plan) || admin(actor),
  /** Only the rep whose plan it is. */
  'plan.change': (actor: Actor, plan: Owned) => own(actor, plan),
  /** A manager of the rep up the tree or an admin, never the rep. */
  'plan.rule': (actor: Actor, plan: Owned) =>
    !own(actor, plan) && (leads(actor, plan) || admin(actor)),
  /** A manager of the rep up the tree or an admin. */
  'plan.assign': (actor: Actor, plan: Owned) => leads(actor, plan) || admin(actor),
  /** Admins, and managers who lead both the giver and the receiver; never a rep of the own customers. */
  'handover.make': (actor: Actor, { from, to }: { from: Owned; to: Owned }) =>
    admin(actor) || (leads(actor, from) && leads(actor, to)),
  /** Managers of the team or of one above it, admins. */
  'team.see': (actor: Actor, team: { teamPath: readonly string[] }) =>
    admin(actor) || team.teamPath.some((code) => actor.ledTeams.includes(code)),
  /** Rules of a team: its managers; rules of the company: admins. */
  'settings.change': (actor: Actor, scope: { teamPath: readonly string[] }) =>
    admin(actor) ||
    (scope.teamPath.length > 0 && scope.teamPath.some((code) => actor.ledTeams.includes(code))),
  /** The owner, the managers of the owner's or the customer's team, admins. */
  'customer.see': (actor: Actor, customer: Owned) =>
    own(actor, customer) || leads(actor, customer) || admin(actor),
  /** Grades a customer by hand: managers of its teams, admins. */
  'customer.grade': (actor: Actor, customer: Owned) => leads(actor, customer) || admin(actor),
  /** Pins a customer or adds a shop without asking: managers of its teams, admins. */
  'place.set': (actor: Actor, place: { teamPath: readonly string[] }) =>
    admin(actor) || place.teamPath.some((code) => actor.ledTeams.includes(code)),
  /** A manager of the rep up the tree or an admin, never the rep. */
  'place.rule': (actor: Actor, request: Owned) =>
    !own(actor, request) && (leads(actor, request) || admin(actor)),
} as const

export type Policy = keyof typeof policies
type RecordOf<P extends Policy> = Parameters<(typeof policies)[P]>[1]

export function may<P extends Policy>(actor: Actor, policy: P, record: RecordOf<P>): boolean {
  return (policies[policy] as (a: Actor, r: RecordOf<P>) => boolean)(actor, record)
}

/** Refuses in words that tell nothing about the record. */
export function authorize<P extends Policy>(actor: Actor, policy: P, record: RecordOf<P>): void {
  if (!may(actor, policy, record)) throw new UserError(message(botWords.notYours), 'error')
}

/** The teams whose people the actor may see; null = everybody. A plain rep sees only own records. */
export function visibleTeams(actor: Actor): readonly string[] | null {
  return admin(actor) ? null : actor.ledTeams
}

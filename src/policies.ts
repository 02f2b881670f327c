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

/** A doubtful visit: who may know of it besides the rep and the admins, and whom it is before now. */
export interface Doubted {
  readonly repOpenId: string
  /** Whoever may come to judge it, at any level above the rep. */
  readonly seers: readonly string[]
  readonly judges: readonly string[]
}

const own = (actor: Actor, record: Pick<Owned, 'repOpenId'>) => actor.openId === record.repOpenId
const leads = (actor: Actor, record: Owned) =>
  record.teamPath.some((code) => actor.ledTeams.includes(code))
const admin = (actor: Actor) => actor.role === 'admin'
/** Somebody who only looks: at the own team and those below it. */
const views = (actor: Actor, record: Pick<Owned, 'teamPath'>) =>
  actor.role === 'viewer' && actor.teamCode !== null && record.teamPath.includes(actor.teamCode)
const finance = (actor: Actor) => actor.role === 'finance' || admin(actor)

const policies = {
  /** The rep, their manager up the tree, admins. */
  'visit.see': (actor: Actor, visit: Owned) =>
    own(actor, visit) || leads(actor, visit) || admin(actor),
  /** Only the rep who made the visit. */
  'visit.change': (actor: Actor, visit: Owned) => own(actor, visit),
  /** Taking records out as a file: the rep, managers up the tree, viewers of a team above, admins. */
  'record.export': (actor: Actor, record: Owned) =>
    own(actor, record) || leads(actor, record) || views(actor, record) || admin(actor),
  /** Orders, payments and targets as a file: as above, and finance. */
  'money.export': (actor: Actor, record: Owned) =>
    own(actor, record) || leads(actor, record) || views(actor, record) || finance(actor),
  /** Keeping a team's figures in a table of the platform: managers of the team or of one above, admins. */
  'bitable.connect': (actor: Actor, team: { teamPath: readonly string[] }) =>
    admin(actor) || team.teamPath.some((code) => actor.ledTeams.includes(code)),
  /** Who exported what: admins. */
  'export.log': (actor: Actor, _company: object) => admin(actor),
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
  /** Figures of a person or (without a rep) a team: the person, managers above, viewers of a team above, admins. */
  'analysis.see': (actor: Actor, record: Owned) =>
    own(actor, record) || leads(actor, record) || views(actor, record) || admin(actor),
  /** Managers of the team or of one above it, admins. */
  'team.see': (actor: Actor, team: { teamPath: readonly string[] }) =>
    admin(actor) || team.teamPath.some((code) => actor.ledTeams.includes(code)),
  /** Targets of a person or (without a rep) a team: managers of the team or of one above, never one's own; admins. */
  'targets.set': (actor: Actor, record: Owned) =>
    admin(actor) || (!own(actor, record) && leads(actor, record)),
  /** Campaigns of a team: its managers; those of the company: admins. */
  'campaign.set': (actor: Actor, team: { teamPath: readonly string[] }) =>
    admin(actor) || team.teamPath.some((code) => actor.ledTeams.includes(code)),
  /** Rules of a team: its managers; rules of the company: admins. */
  'settings.change': (actor: Actor, scope: { teamPath: readonly string[] }) =>
    admin(actor) ||
    (scope.teamPath.length > 0 && scope.teamPath.some((code) => actor.ledTeams.includes(code))),
  /** The owner, managers and viewers of the owner's or the customer's team, admins. */
  'customer.see': (actor: Actor, customer: Owned) =>
    own(actor, customer) || leads(actor, customer) || views(actor, customer) || admin(actor),
  /** Grades a customer by hand: managers of its teams, admins. */
  'customer.grade': (actor: Actor, customer: Owned) => leads(actor, customer) || admin(actor),
  /** Pins a customer or adds a shop without asking: managers of its teams, admins. */
  'place.set': (actor: Actor, place: { teamPath: readonly string[] }) =>
    admin(actor) || place.teamPath.some((code) => actor.ledTeams.includes(code)),
  /** A manager of the rep up the tree or an admin, never the rep. */
  'place.rule': (actor: Actor, request: Owned) =>
    !own(actor, request) && (leads(actor, request) || admin(actor)),
  /** That a visit is doubtful, and why: the rep, the managers above who may judge it, admins. Nobody else. */
  'trust.see': (actor: Actor, visit: Doubted) =>
    own(actor, visit) || visit.seers.includes(actor.openId) || admin(actor),
  /** Rules on a doubtful visit: the level that it is before; never the rep, nor whom the rep leads. */
  'trust.rule': (actor: Actor, visit: Doubted) =>
    !own(actor, visit) && visit.judges.includes(actor.openId),
  /** Decides on an appeal: the level above the one that ruled, once it is before them. */
  'trust.appeal-rule': (actor: Actor, visit: Doubted) =>
    !own(actor, visit) && visit.judges.includes(actor.openId),
  /** A person's commission: the person, the managers above, finance, admins. */
  'commission.see': (actor: Actor, record: Owned) =>
    own(actor, record) || leads(actor, record) || finance(actor),
  /** A person's scores: the person, the managers above, viewers of the team, admins. */
  'score.see': (actor: Actor, record: Owned) =>
    own(actor, record) || leads(actor, record) || views(actor, record) || admin(actor),
  /** A person's day, week or month: the person, the managers above, viewers of the team, admins. */
  'figures.see': (actor: Actor, record: Owned) =>
    own(actor, record) || leads(actor, record) || views(actor, record) || admin(actor),
  /** A team's digest: its managers and those above, viewers of it or of a team above, admins. */
  'digest.see': (actor: Actor, team: { teamPath: readonly string[] }) =>
    admin(actor) ||
    views(actor, team) ||
    team.teamPath.some((code) => actor.ledTeams.includes(code)),
  /** Formulas of scores: admins. */
  'score.run': (actor: Actor, _company: object) => admin(actor),
  /** Schemes, closing, payroll: finance and admins. */
  'commission.run': (actor: Actor, _company: object) => finance(actor),
  /** What rulings say about the rules of the company: admins. */
  'trust.learn': (actor: Actor, _company: object) => admin(actor),
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

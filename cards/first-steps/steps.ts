/** The admin's checklist: each step with its state and the next act. */
import { z } from 'zod'
import { firstStepWords as w } from '../../src/i18n/first-steps.ts'
import type { T } from '../../src/i18n/t.ts'
import { shortcutActions } from '../admin/help.ts'
import { type ActionCall, defineActions } from '../kit/action.ts'
import { type Card, card, type Part } from '../kit/card.ts'
import { button, buttons, note, para, point } from '../kit/elements.ts'
import { bold, colored, joined, type MdPart } from '../kit/markdown.ts'
import { ruleActions } from '../rules/actions.ts'

export const firstStepActions = defineActions('firstSteps', {
  refresh: { payload: z.object({}) },
  /** The values that hold now are meant: they become the company's own. */
  keep: { payload: z.object({ step: z.enum(['calendar', 'rules']) }) },
  /** Asks everybody to read the text about locations and photos. */
  askConsent: { payload: z.object({}) },
  makePlans: { payload: z.object({}) },
})

export interface StepsView {
  readonly teams: number
  readonly reps: number
  readonly customers: number
  /** Codes that are named somewhere and are not there. */
  readonly pending: number
  /** Teams without a group, by name. */
  readonly unbound: readonly string[]
  /** Values in words; `own` when somebody decided on them. */
  readonly calendar: { readonly own: boolean; readonly rest: string; readonly holidays: string }
  readonly rules: {
    readonly own: boolean
    readonly tolerance: number
    readonly storefront: number
    readonly shelf: number
  }
  readonly consent: { readonly on: boolean; readonly agreed: number; readonly of: number }
  readonly plans: {
    readonly ever: boolean
    readonly today: number
    readonly stops: number
  }
}

interface Step {
  readonly name: string
  readonly text: string
  readonly done: boolean
  /** The first is what the step is about. */
  readonly acts: readonly { readonly label: string; readonly call: ActionCall }[]
}

const shortcut = (command: string) => shortcutActions.run({ command })

export function stepsOf(view: StepsView, t: T): Step[] {
  return [
    importStep(view, t),
    bindStep(view, t),
    calendarStep(view, t),
    rulesStep(view, t),
    privacyStep(view, t),
    planStep(view, t),
  ]
}

export function stepsCard(view: StepsView, t: T, said?: string): Card {
  const steps = stepsOf(view, t)
  const done = steps.filter((step) => step.done).length
  const next = steps.find((step) => !step.done && step.acts.length > 0)
  const first = next ?? steps.find((step) => !step.done)
  return card(
    {
      state: first ? 'progress' : 'done',
      title: t(w.title),
      subtitle: t(w.subtitle, { done, all: steps.length }),
    },
    point(first ? t(w.pointNext, { step: first.name }) : t(w.pointDone)),
    said !== undefined && para(said),
    steps.map((step, i) => stepRow(step, i + 1, step === next)),
    button(t(w.refresh), firstStepActions.refresh({})),
    note(t(w.later)),
  )
}

/** Mark, name and state; the acts of what is not done yet below. */
function stepRow(step: Step, n: number, isNext: boolean): Part {
  const mark: MdPart = step.done ? colored('green', '✓') : String(n)
  return [
    para(joined('\n', [joined(' ', [mark, bold(step.name)]), step.text])),
    !step.done &&
      buttons(
        ...step.acts.map(({ label, call }, i) =>
          button(label, call, { size: 'small', kind: isNext && i === 0 ? 'primary' : 'default' }),
        ),
      ),
  ]
}

function importStep({ teams, reps, customers, pending }: StepsView, t: T): Step {
  const have = [
    t(w.importHave, { teams, reps, customers }),
    ...(pending > 0 ? [t(w.importPending, { n: pending })] : []),
  ]
  return {
    name: t(w.import),
    done: customers > 0 && reps > 0 && teams > 0,
    text: customers + reps + teams > 0 ? have.join('\n') : t(w.importNone),
    acts: [{ label: t(w.importAct), call: shortcut('import') }],
  }
}

const namesShown = 3

function bindStep({ teams, unbound }: StepsView, t: T): Step {
  const names = unbound
    .slice(0, namesShown)
    .map((name) => name.slice(0, 20))
    .join(t(w.comma))
  const listed = unbound.length > namesShown ? t(w.more, { names }) : names
  return {
    name: t(w.bind),
    done: teams > 0 && unbound.length === 0,
    text:
      teams === 0
        ? t(w.bindNone)
        : unbound.length === 0
          ? t(w.bindDone, { n: teams })
          : t(w.bindLeft, { n: unbound.length, teams: listed }),
    // Only the group itself can say which group it is.
    acts: [],
  }
}

const companyRules = (group: 'company' | 'checkin') => ruleActions.open({ group, scope: 'org' })

function calendarStep({ calendar }: StepsView, t: T): Step {
  const { own, rest, holidays } = calendar
  return {
    name: t(w.calendar),
    done: own,
    text: t(w.calendarNow, { rest, holidays }),
    acts: [
      { label: t(w.keep), call: firstStepActions.keep({ step: 'calendar' }) },
      { label: t(w.change), call: companyRules('company') },
    ],
  }
}

function rulesStep({ rules: { own, ...values } }: StepsView, t: T): Step {
  return {
    name: t(w.rules),
    done: own,
    text: t(w.rulesNow, values),
    acts: [
      { label: t(w.keep), call: firstStepActions.keep({ step: 'rules' }) },
      { label: t(w.change), call: companyRules('checkin') },
    ],
  }
}

function privacyStep({ consent: { on, agreed, of: all } }: StepsView, t: T): Step {
  return {
    name: t(w.privacy),
    done: on,
    text: on ? t(w.privacyOn, { n: agreed, all }) : t(w.privacyOff),
    acts: [
      { label: t(w.privacyAct), call: firstStepActions.askConsent({}) },
      { label: t(w.privacyRead), call: shortcut('privacy') },
    ],
  }
}

function planStep({ plans, customers, reps }: StepsView, t: T): Step {
  const possible = customers > 0 && reps > 0
  return {
    name: t(w.plan),
    done: plans.ever,
    text:
      plans.today > 0
        ? t(w.planToday, { n: plans.today, stops: plans.stops })
        : plans.ever
          ? t(w.planEarlier)
          : t(possible ? w.planWaits : w.planNone),
    acts: possible ? [{ label: t(w.planAct), call: firstStepActions.makePlans({}) }] : [],
  }
}

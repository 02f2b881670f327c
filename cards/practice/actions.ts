/**
 * What can be pressed while practising. The cards of a practice are the real ones; their buttons become the
 * twins below, which know no real visit. What has no twin answers that it is not needed here.
 */
import { z } from 'zod'
import { defineActions } from '../kit/action.ts'
import { planActions } from '../plans/actions.ts'
import { visitActions } from '../visits/actions.ts'

const nothing = z.object({})

export const practiceActions = defineActions('practice', {
  /** Begins, or goes on where the rep was. */
  start: { payload: nothing },
  next: { payload: nothing },
  /** From the first lesson again. */
  again: { payload: nothing },
  quit: { payload: nothing },
  /** The location at a real shop is a real check-in; or it is practice. */
  real: { payload: nothing },
  pretend: { payload: nothing },
  /** Opens the visit where the rules ask for no location. */
  open: { payload: nothing },
  /** A button of a real card that the practice does without. */
  notHere: { payload: nothing },

  insist: visitActions.insist.spec,
  wrongPin: visitActions.wrongPin.spec,
  relocate: visitActions.relocate.spec,
  intend: visitActions.intend.spec,
  checkOut: visitActions.checkOut.spec,
  submit: visitActions.submit.spec,
  show: visitActions.show.spec,
  more: visitActions.more.spec,
  cancel: visitActions.cancel.spec,
  photos: visitActions.photos.spec,
  turnPhoto: visitActions.turnPhoto.spec,
  deletePhoto: visitActions.deletePhoto.spec,
  editNotes: visitActions.editNotes.spec,
  saveNotes: visitActions.saveNotes.spec,
  dismissNote: visitActions.dismissNote.spec,
  skip: planActions.skip.spec,
  submitSkip: planActions.submitSkip.spec,
  backToPlan: planActions.show.spec,
})

/** The twin of a real button, by the real one's id. */
export const twins: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    Object.entries(visitActions).flatMap(([key, { id }]) =>
      key in practiceActions ? [[id, `practice.${key}`]] : [],
    ),
  ),
  [planActions.skip.id]: practiceActions.skip.id,
  [planActions.submitSkip.id]: practiceActions.submitSkip.id,
  [planActions.show.id]: practiceActions.backToPlan.id,
}

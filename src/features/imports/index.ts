/** Imports: the data of the company, from files. */
import type { Feature } from '../../bot/define.ts'
import {
  importCommand,
  onChooseKind,
  onImportFile,
  onLocateAgain,
  onMend,
  onTemplate,
} from './handlers.ts'

export const importsFeature: Feature = {
  name: 'imports',
  commands: [importCommand],
  actions: [onChooseKind, onLocateAgain, onMend, onTemplate],
  onFile: onImportFile,
}

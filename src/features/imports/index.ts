/** Imports: the data of the company, from files. */
import type { Feature } from '../../bot/define.ts'
import { importCommand, onChooseKind, onImportFile, onLocateAgain } from './handlers.ts'

export const importsFeature: Feature = {
  name: 'imports',
  commands: [importCommand],
  actions: [onChooseKind, onLocateAgain],
  onFile: onImportFile,
}

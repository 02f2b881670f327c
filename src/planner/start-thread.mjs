// Where a planner thread begins. The process runs TypeScript unbuilt; a thread must be told so itself
// where the process has learned it otherwise than by `--import tsx`, as under a test runner.
import { register } from 'tsx/esm/api'

register()
await import('./thread.ts')

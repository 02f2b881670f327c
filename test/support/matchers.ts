/** `expect(card).toShow('…')`: the matcher is the simulator's own, so that other bots' tests have it too. */
import '../../simulator/vitest.ts'

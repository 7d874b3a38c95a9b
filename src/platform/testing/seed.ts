/** Random cases are the same in every run, so that a red test is red again; `FC_SEED=random` (or a number) tries others. */
import fc from 'fast-check'

const asked = process.env['FC_SEED'] ?? '20261124'
if (asked !== 'random') fc.configureGlobal({ seed: Number(asked) })

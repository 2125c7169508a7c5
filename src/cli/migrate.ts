import { migrateAll } from '../platform/open-database.ts'
import { type Command, database } from './command.ts'

export const migrate: Command = {
  name: 'migrate',
  summary: 'bring the tables up to this version',
  help: `Usage: npm run stoa -- migrate

Runs the migrations that have not run yet, each in its own transaction. A start does this by itself; this is for
deployments that want it done before.`,
  options: {},
  run: async (terminal) => {
    const ran = await migrateAll(await database(terminal), (name) => terminal.progress.line(`  … ${name}`))
    terminal.progress.line(ran.length === 0 ? '  The tables are up to date.' : `  ${ran.length} migrations have run.`)
    return 0
  },
}

import { type Command, type Terminal } from './command.ts'
import { databaseChecks } from './doctor/database.ts'
import { type Finding, well } from './doctor/finding.ts'
import { machineChecks } from './doctor/machine.ts'
import { shopChecks } from './doctor/shop.ts'
import { hasCluster } from '../platform/embedded-postgres/places.ts'
import { openDatabase } from '../platform/open-database.ts'

export const doctor: Command = {
  name: 'doctor',
  summary: 'look whether everything is as it should be',
  help: `Usage: npm run stoa -- doctor

Looks at Node, the data folder, free space, the database's version and durability, migrations, clocks, mails that were
not sent, payments that are undecided, and whether the stock ledger adds up. Changes nothing. Ends with 1 when something
needs you.`,
  options: {},
  run: async (terminal) => {
    const findings = [...(await machineChecks(terminal.config)), ...(await withDatabase(terminal))]
    for (const finding of findings) tell(finding, terminal)
    const bad = findings.filter(({ todo }) => todo !== null).length
    terminal.progress.line(bad === 0 ? '\n  All is well.' : `\n  ${bad} of ${findings.length} need you.`)
    return bad === 0 ? 0 : 1
  },
}

async function withDatabase({ config, life, log }: Terminal): Promise<Finding[]> {
  if (!config.databaseUrl && !hasCluster(config.dataFolder))
    return [well('There is no shop here yet: npm start makes one')]
  try {
    const database = await openDatabase({ config, life, log })
    return [...(await databaseChecks(database)), ...(await shopChecks(database))]
  } catch (error) {
    return [{ what: 'Database', todo: error instanceof Error ? error.message : String(error) }]
  }
}

function tell({ what, todo }: Finding, { progress }: Terminal): void {
  progress.line(todo === null ? `  ✓ ${what}` : `  ✗ ${what}\n    ${todo}`)
}

import { readdirSync, readFileSync } from 'node:fs'

/** Milliseconds of processor time that the shop, its database and the load have used so far. */
export type Spent = Readonly<{ shop: number; database: number; load: number }>

/** One tick of the kernel's accounts is a hundredth of a second on every Linux that Node runs on. */
const MS_A_TICK = 10

/** Null where the system keeps no such accounts (`/proc`). */
export function processorTime({ shop, postmaster }: { shop: number; postmaster: number }): Spent | null {
  try {
    const { user, system } = process.cpuUsage()
    return { shop: ticksOf(shop).own, database: databaseTime(postmaster), load: (user + system) / 1000 }
  } catch {
    return null
  }
}

/** The server and its processes; those that have ended count with the server. */
function databaseTime(postmaster: number): number {
  const { own, ofEnded } = ticksOf(postmaster)
  const living = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ticksOf(Number(name)))
    .filter(({ parent }) => parent === postmaster)
  return living.reduce((sum, child) => sum + child.own, own + ofEnded)
}

const nobody = { parent: 0, own: 0, ofEnded: 0 }

function ticksOf(pid: number): { parent: number; own: number; ofEnded: number } {
  let text: string
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8')
  } catch {
    // It has ended since it was listed.
    return nobody
  }
  // The name stands in brackets and may hold anything; see proc(5) for what follows it.
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
  const ms = (field: number): number => Number(fields[field]) * MS_A_TICK
  return { parent: Number(fields[1]), own: ms(11) + ms(12), ofEnded: ms(13) + ms(14) }
}

/** What one thing cost, where so many were done between two looks. */
export function perThing(before: Spent, after: Spent, things: number): Spent {
  const share = (part: keyof Spent): number => (after[part] - before[part]) / things
  return { shop: share('shop'), database: share('database'), load: share('load') }
}

/** `shop 9.3 ms + database 9.8 ms + load 0.7 ms` */
export const spentInWords = ({ shop, database, load }: Spent): string =>
  `shop ${shop.toFixed(1)} ms + database ${database.toFixed(1)} ms + load ${load.toFixed(1)} ms`

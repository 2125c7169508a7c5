// What the commands say while they work. Runs on Node 20 with nothing installed.

const isTerminal = process.stdout.isTTY === true
const QUIET_MS = 10_000

/** Runs something that takes its time under a name: seconds tick in a terminal, elsewhere a line comes now and then. */
export async function during(name, run) {
  const startedAt = Date.now()
  const seconds = () => Math.round((Date.now() - startedAt) / 1000)
  const clear = () => isTerminal && process.stdout.write('\r\u001B[2K')
  const draw = () =>
    process.stdout.write(isTerminal ? `\r\u001B[2K  … ${name} ${seconds()} s` : `  … ${name}, ${seconds()} s\n`)
  if (!isTerminal) console.log(`  … ${name}`)
  const timer = setInterval(draw, isTerminal ? 250 : QUIET_MS)
  try {
    const value = await run()
    clear()
    console.log(`  ✓ ${name} (${seconds()} s)`)
    return value
  } catch (error) {
    clear()
    console.log(`  ✗ ${name}`)
    throw error
  } finally {
    clearInterval(timer)
  }
}

/** Something the user can put right: shown as a sentence, without the place in the code. */
export class Plain extends Error {}

/** Runs a command of ours and ends with a plain sentence when it fails. */
export async function guarded(run) {
  try {
    await run()
  } catch (error) {
    console.error(error instanceof Plain ? `\n${error.message}` : error)
    process.exit(1)
  }
}

import { createServer } from 'node:net'

const TRIES = 50

/**
 * The port to listen on: the wanted one, or, unless it was chosen, the next free one after it.
 * @throws Error with a plain sentence when there is none.
 */
export async function freePort(wanted: { port: number; isPortChosen: boolean; host: string }): Promise<number> {
  const { port, isPortChosen, host } = wanted
  const last = isPortChosen ? port : Math.min(port + TRIES, 65_535)
  for (let candidate = port; candidate <= last; candidate++) if (await isFree(candidate, host)) return candidate
  throw new Error(
    isPortChosen
      ? `Port ${port} is taken by another program. Set PORT to a free one.`
      : `The ports ${port} to ${last} are all taken. Set PORT to a free one.`,
  )
}

function isFree(port: number, host: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false)
      else if (error.code === 'EACCES')
        reject(new Error(`This account may not use port ${port}. Set PORT to one from 1024 on.`))
      else reject(new Error(`Stoa cannot listen on ${host}: ${error.message}. Check HOST.`))
    })
    probe.listen(port, host, () => probe.close(() => resolve(true)))
  })
}

// Loaded into a shop before it starts (node --import): counts what it writes to its sockets from the moment that the file
// named by STOA_KILL_FILE says a number, and kills the process at that write, before the bytes are out. The number 0
// counts only; the count so far is written beside it.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import net from 'node:net'

const file = process.env.STOA_KILL_FILE ?? ''
let count = 0
let at = null

function counted() {
  if (at === null) {
    if (!existsSync(file)) return
    at = Number(readFileSync(file, 'utf8'))
  }
  count += 1
  if (count === at) process.kill(process.pid, 'SIGKILL')
  if (at === 0) writeFileSync(`${file}.count`, String(count))
}

for (const name of ['_write', '_writev']) {
  const original = net.Socket.prototype[name]
  net.Socket.prototype[name] = function write(...args) {
    counted()
    return original.apply(this, args)
  }
}

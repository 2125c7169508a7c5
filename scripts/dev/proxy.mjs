// Stands before the shop while it is worked on: waits while the shop starts anew, and lets open pages load themselves
// again afterwards. The shop itself knows nothing of it.
import http from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'

const SCRIPT = '/__dev.js'
const EVENTS = '/__dev'
const script = `new EventSource('${EVENTS}').onmessage = () => location.reload()\n`
const tag = `<script src="${SCRIPT}" defer></script>`

/** Listens on `port` for the shop on `shopPort`. `reload()` tells every open page. */
export function startProxy(port, shopPort) {
  const pages = new Set()
  const server = http.createServer((request, response) => {
    if (request.url === SCRIPT) return response.writeHead(200, { 'Content-Type': 'text/javascript' }).end(script)
    if (request.url === EVENTS) return follow(response, pages)
    void forward(request, response, shopPort)
  })
  server.listen(port, '127.0.0.1')
  return { reload: () => pages.forEach((page) => page.write('data: again\n\n')), close: () => server.close() }
}

function follow(response, pages) {
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' }).write('\n')
  pages.add(response)
  response.on('close', () => pages.delete(response))
}

async function forward(request, response, port) {
  await untilUp(port)
  const headers = { ...request.headers, 'accept-encoding': 'identity' }
  const passed = http.request({ port, host: '127.0.0.1', method: request.method, path: request.url, headers })
  passed.on('error', (error) => response.writeHead(502).end(error.message))
  passed.on('response', (answer) => {
    if (!String(answer.headers['content-type']).startsWith('text/html')) {
      response.writeHead(answer.statusCode, answer.headers)
      return answer.pipe(response)
    }
    const { 'content-length': _, ...rest } = answer.headers
    response.writeHead(answer.statusCode, rest)
    answer.on('end', () => response.end(tag))
    answer.pipe(response, { end: false })
  })
  request.pipe(passed)
}

export async function untilUp(port) {
  while (!(await isUp(port))) await sleep(100)
}

function isUp(port) {
  return new Promise((resolve) => {
    const asked = http.get({ port, host: '127.0.0.1', path: '/health' }, (answer) => {
      answer.resume()
      resolve(answer.statusCode === 200)
    })
    asked.on('error', () => resolve(false))
  })
}

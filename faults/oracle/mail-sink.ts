import { createServer, type Server, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

/** A mail as it lies in the sink's book. */
export type Delivered = Readonly<{ messageId: string; to: string; subject: string; at: number }>

/**
 * What the server does with the next mails. later: 451 to the recipient, as greylisting does. never: 550. cut: takes the
 * mail and hangs up before it says so. slow: the banner comes after so many ms. down: nobody listens.
 */
export type Mood = 'kind' | 'later' | 'never' | 'cut' | 'down' | { slowMs: number }

/** A mail server of our own over plain SMTP, with a book of what arrived. */
export type MailSink = Readonly<{
  url: string
  delivered: Delivered[]
  /** How often it took a mail and hung up before its yes. */
  cuts: () => number
  mood: (mood: Mood) => Promise<void>
  close: () => Promise<void>
}>

export async function openMailSink(): Promise<MailSink> {
  const state = { mood: 'kind' as Mood, cuts: 0, port: 0 }
  const delivered: Delivered[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => {})
    void serve(socket, state, delivered)
  })
  await listen(server, 0)
  const address = server.address()
  state.port = typeof address === 'object' && address ? address.port : 0
  const hangUp = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  return {
    url: `smtp://127.0.0.1:${state.port}`,
    delivered,
    cuts: () => state.cuts,
    mood: async (mood) => {
      if (mood === 'down' && server.listening) await hangUp()
      if (mood !== 'down' && !server.listening) await listen(server, state.port)
      state.mood = mood
    },
    close: async () => {
      if (server.listening) await hangUp()
    },
  }
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })

type State = { mood: Mood; cuts: number }

async function serve(socket: Socket, state: State, delivered: Delivered[]): Promise<void> {
  const say = (line: string): void => void (socket.writable && socket.write(`${line}\r\n`))
  if (typeof state.mood === 'object') await wait(state.mood.slowMs)
  say('220 sink ESMTP')
  const mail = { to: '', text: '', isBody: false }
  let rest = ''
  socket.on('data', (data) => {
    rest += data.toString('latin1')
    for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
      const line = rest.slice(0, end)
      rest = rest.slice(end + 2)
      if (mail.isBody) body(line)
      else command(line)
    }
  })
  const body = (line: string): void => {
    if (line !== '.') {
      mail.text += `${line}\r\n`
      return
    }
    mail.isBody = false
    delivered.push({
      messageId: headerOf(mail.text, 'message-id'),
      to: mail.to,
      subject: headerOf(mail.text, 'subject'),
      at: Date.now(),
    })
    mail.text = ''
    if (state.mood !== 'cut') return say('250 kept')
    state.cuts += 1
    socket.destroy()
  }
  const command = (line: string): void => {
    const verb = line.slice(0, 4).toUpperCase()
    if (verb === 'EHLO' || verb === 'HELO') say('250 sink')
    else if (verb === 'RCPT') recipient(line)
    else if (verb === 'DATA') {
      mail.isBody = true
      say('354 go on')
    } else if (verb === 'QUIT') {
      say('221 bye')
      socket.end()
    } else say('250 ok')
  }
  const recipient = (line: string): void => {
    mail.to = /<([^>]*)>/.exec(line)?.[1] ?? ''
    if (state.mood === 'later') say('451 try again later')
    else if (state.mood === 'never') say('550 no such person')
    else say('250 ok')
  }
}

function headerOf(text: string, name: string): string {
  const head = text.slice(0, text.indexOf('\r\n\r\n')).replaceAll(/\r\n[ \t]+/g, ' ')
  return new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1]?.trim() ?? ''
}

import { connect } from 'node:net'

/** The answer to one request. */
export type Answer = { readonly status: number; readonly body: string }

/** One keep-alive connection, one request at a time, with as little work in it as can be. */
export type Connection = {
  readonly send: (request: Buffer) => Promise<Answer>
  /** The server closes what is idle for some seconds. */
  readonly isOpen: () => boolean
  readonly close: () => void
}

/** A whole answer at the start of `text`, or undefined while more has to come. */
function whole(text: string): Answer | undefined {
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return undefined
  const head = text.slice(0, end).toLowerCase()
  const body = text.slice(end + 4)
  const status = Number(head.slice(9, 12))
  const length = /content-length: (\d+)/.exec(head)?.[1]
  if (length !== undefined) {
    return body.length >= Number(length) ? { status, body } : undefined
  }
  return body.endsWith('0\r\n\r\n') ? { status, body } : undefined
}

export async function openConnection(port: number): Promise<Connection> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve)
    socket.once('error', reject)
  })
  let received = ''
  let waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined
  // Bytes as characters: lengths are those of the head.
  socket.setEncoding('latin1')
  socket.on('data', (chunk) => {
    received += chunk
    const answer = whole(received)
    if (!answer) return
    received = ''
    waiting?.resolve(answer)
  })
  socket.on('error', (error) => waiting?.reject(error))
  socket.on('close', () => waiting?.reject(new Error('the connection was closed')))
  return {
    send: (request) =>
      new Promise((resolve, reject) => {
        waiting = { resolve, reject }
        socket.write(request)
      }),
    isOpen: () => !socket.destroyed && socket.writable,
    close: () => socket.destroy(),
  }
}

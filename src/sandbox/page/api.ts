import type * as z from 'zod/mini'

/** The server said no, or is not there; the message says why. */
export class CallProblem extends Error {}

async function answerOf(response: Response): Promise<unknown> {
  const answer: unknown = await response.json().catch(() => undefined)
  if (response.ok) return answer
  const isTold = typeof answer === 'object' && answer !== null && 'error' in answer
  throw new CallProblem(isTold ? String(answer.error) : `HTTP ${response.status}`)
}

const reach = (path: string, request?: RequestInit) =>
  fetch(`api/${path}`, request).catch((error: unknown) => {
    throw new CallProblem(String(error), { cause: error })
  })

/** Asks the sandbox to do something. */
export async function post(path: string, body: object): Promise<unknown> {
  const isForm = body instanceof FormData
  return answerOf(
    await reach(path, {
      method: 'POST',
      ...(isForm ? {} : { headers: { 'content-type': 'application/json' } }),
      body: isForm ? body : JSON.stringify(body),
    }),
  )
}

export async function get<Answer>(path: string, schema: z.ZodMiniType<Answer>): Promise<Answer> {
  return schema.parse(await answerOf(await reach(path)))
}

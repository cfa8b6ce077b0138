/** What the platform says of the app itself: for `duban doctor`. */
import { z } from 'zod'
import type { Call } from './call.ts'
import { createTransport } from './transport.ts'

const botShape = z.object({
  bot: z.object({ activate_status: z.number(), app_name: z.string().nullish() }),
})
const scopesShape = z.object({
  data: z.object({
    scopes: z.array(z.object({ scope_name: z.string(), grant_status: z.number() })).nullish(),
  }),
})
/** `grant_status`: 1 granted, 2 not. (application/v6/scopes) */
const granted = 1

export type AppState = {
  readonly name: string
  /** 0 new, 1 disabled by the tenant, 2 enabled, 3 waiting after installation, 4 waiting for upgrade. */
  readonly activateStatus: number
}

/** @throws LarkError when the platform refuses, or cannot be reached */
export async function readApp(call: Call): Promise<AppState> {
  const { bot } = await call(botShape, (client, options) =>
    client.request({ method: 'GET', url: '/open-apis/bot/v3/info' }, options),
  )
  return { name: bot.app_name ?? '', activateStatus: bot.activate_status }
}

/** Names of the scopes that were granted. @throws LarkError */
export async function readScopes(call: Call): Promise<readonly string[]> {
  const { data } = await call(scopesShape, (client, options) =>
    client.request({ method: 'GET', url: '/open-apis/application/v6/scopes' }, options),
  )
  return (data.scopes ?? [])
    .filter(({ grant_status }) => grant_status === granted)
    .map(({ scope_name }) => scope_name)
}

/** Whether the platform would give the app a long connection now. @throws LarkError when not */
export async function askConnection(
  app: { readonly appId: string; readonly appSecret: string },
  baseUrl: string,
): Promise<void> {
  const transport = createTransport({ fetch, secrets: [app.appSecret] })
  const body = { AppID: app.appId, AppSecret: app.appSecret }
  await transport.post(`${baseUrl}/callback/ws/endpoint`, body)
}

/** The platform's time by the header of an answer, epoch ms to the second. Undefined: it has none. */
export async function readServerTime(baseUrl: string): Promise<number | undefined> {
  const answer = await fetch(baseUrl, {
    method: 'HEAD',
    redirect: 'manual',
    signal: AbortSignal.timeout(8_000),
  })
  const date = Date.parse(answer.headers.get('date') ?? '')
  return Number.isNaN(date) ? undefined : date
}

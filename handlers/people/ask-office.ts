import { audit } from '../../db/audit.ts'
import { addBindingRequest, openBindingRequestOf, updateWords } from '../../db/bindings.ts'
import { officeMembers } from '../../db/people.ts'
import type { BindingRequestTable } from '../../db/schema/people.ts'
import type { Deps } from '../../src/ports.ts'
import { tell } from '../answers.ts'
import type { Writes } from '../types.ts'

type Asked = {
  readonly openId: string
  /** The name that the platform gives, null where it gives none. */
  readonly realName: string | null
  readonly reason: BindingRequestTable['reason']
  /** What the person said about who they are, `''` for nothing of use. */
  readonly words: string
  /** Event key or event id: makes the request's id, so that a re-run adds nothing. */
  readonly via: string
}

/**
 * Asks the office whose account this is: one request an account. While one is open, new words
 * about who somebody is replace the old ones, and the office gets the request again.
 */
export async function askOffice(asked: Asked, deps: Deps): Promise<Writes> {
  const at = deps.clock.now()
  const words = asked.words.slice(0, 200)
  const open = await openBindingRequestOf(deps.db, asked.openId)
  if (open) {
    if (words === '' || words === open.said) return []
    const version = open.version + 1
    return [
      audit(deps.db, {
        subject: `binding-request:${open.id}`,
        version,
        type: 'binding-request.words',
        actor: asked.openId,
        at,
        via: asked.via,
        before: { said: open.said },
        after: { said: words },
      }),
      updateWords(deps.db, open, words),
      ...(await tellOffice(open.id, version, deps)),
    ]
  }
  const id = `req-${asked.via}`.slice(0, 80)
  return [
    audit(deps.db, {
      subject: `binding-request:${id}`,
      version: 1,
      type: 'binding-request.asked',
      actor: asked.openId,
      at,
      via: asked.via,
      after: { reason: asked.reason, realName: asked.realName },
    }),
    ...addBindingRequest(
      deps.db,
      {
        id,
        open_id: asked.openId,
        real_name: asked.realName,
        reason: asked.reason,
        said: words || null,
      },
      at,
    ),
    ...(await tellOffice(id, 1, deps)),
  ]
}

async function tellOffice(requestId: string, version: number, deps: Deps): Promise<Writes> {
  const office = await officeMembers(deps.db)
  return office.flatMap((openId) =>
    tell(
      openId,
      `binding-request:${requestId}:${version}:${openId}`,
      { kind: 'binding_request', requestId },
      deps,
    ),
  )
}

import type { DraftTask, DutyRole } from '../../../src/domain/draft-plan.ts'
import { draftOf, dump, usualHeader, usualRows } from '../dumped-table.ts'

export const usual = draftOf(dump({ rows: usualRows }))
export const names = (task: DraftTask | undefined, ...roles: DutyRole[]) =>
  task?.duties.filter(({ role }) => roles.includes(role)).map(({ name }) => name)
export const dues = (task: DraftTask | undefined) => task?.milestones.map(({ due }) => due)
export const kinds = (text: string, fileName?: string) =>
  draftOf(text, fileName).doubts.map(({ kind }) => kind)
/** The tasks without their places, which differ where the text around them does. */
export const facts = ({ tasks }: { readonly tasks: readonly DraftTask[] }) =>
  tasks.map(({ source: _, ...task }) => task)
export const withHeader = (changes: Record<string, string>) =>
  usualHeader.map((word) => changes[word] ?? word)

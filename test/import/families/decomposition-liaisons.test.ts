import { describe, expect, it } from 'vitest'
import { personRoles } from '../../../src/import/families/decomposition-liaisons.ts'

const row = (leaders: string, units: string, persons: string) => ({
  leaders: leaders.split(' '),
  leadUnits: units.split(' ').slice(0, 1),
  units: units.split(' '),
  persons: persons.split(' '),
})
const liaisons = (...rows: ReturnType<typeof row>[]) =>
  personRoles(rows).map((roles, at) =>
    roles.flatMap(({ role, unsure }, index) =>
      role === 'leader_liaison' ? [`${rows[at]?.persons[index]}${unsure ? '?' : ''}`] : [],
    ),
  )

describe('personRoles', () => {
  it('knows a liaison by the leader, over the tasks of several units', () => {
    expect(liaisons(row('甲', '农业局', '丙 乙'), row('甲', '教育局', '丁 乙'))).toEqual([
      ['乙'],
      ['乙'],
    ])
  })

  it('knows a liaison of two leaders by the place, over two lead units', () => {
    expect(liaisons(row('甲', '农业局', '丙 乙'), row('戊', '教育局', '丁 乙'))).toEqual([
      ['乙'],
      ['乙'],
    ])
  })

  it('leaves an officer whose unit has all the tasks', () => {
    expect(
      liaisons(
        row('甲', '农业局', '丙 丁 乙'),
        row('甲', '农业局', '戊 丁 乙'),
        row('甲', '教育局', '己 乙'),
      ),
    ).toEqual([['乙'], ['乙'], ['乙']])
  })

  it('takes nobody before an officer for a liaison', () => {
    expect(liaisons(row('甲', '农业局', '丙 乙 丁'), row('甲', '教育局', '丁 乙'))).toEqual([
      [],
      [],
    ])
  })

  it('doubts a liaison known by place alone', () => {
    expect(liaisons(row('甲', '农业局', '丙 乙'))).toEqual([['乙?']])
  })

  it('doubts an owner right before the liaisons where a leader has none', () => {
    const [roles] = personRoles([
      row('甲 戊', '农业局', '丙 庚 乙'),
      row('甲', '教育局', '丁 乙'),
      row('甲', '民政局', '己 乙'),
    ])
    expect(roles?.[1]).toEqual({ role: 'owner', unsure: true })
  })

  it('doubts someone behind a known liaison', () => {
    expect(liaisons(row('甲', '农业局', '丙 乙 辛'), row('甲', '教育局', '丁 乙'))).toEqual([
      ['乙', '辛?'],
      ['乙'],
    ])
  })

  it('takes the only person of a row for the owner', () => {
    expect(
      liaisons(
        row('甲', '农业局', '丙 乙'),
        row('甲', '教育局', '丁 乙'),
        row('甲', '民政局', '乙'),
      ),
    ).toEqual([['乙'], ['乙'], []])
  })
})

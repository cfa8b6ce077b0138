import { describe, expect, it } from 'vitest'
import { matchStaff, postOf, staffEffects } from '../../src/domain/staff-list.ts'
import { staffIn } from '../../src/import/staff-list.ts'
import type { Grid } from '../../src/import/table.ts'

const entry = (openId: string, name: string, unit: string) => ({ openId, name, units: [unit] })
const directory = [
  entry('ou_1', '王强', '区教育局'),
  entry('ou_2', '王强', '区水利局'),
  entry('ou_3', '罗安', '区经信局'),
]
const row = (unit: string, name: string, mobile: string | null = null) => ({
  unit,
  name,
  post: '联络员',
  mobile,
})

describe('whom a row is', () => {
  const match = (one: ReturnType<typeof row>, byMobile: readonly [string, string][] = []) =>
    matchStaff([one], directory, new Map(byMobile))[0]
  it('is said by the mobile, if the name agrees', () => {
    const mobile = '13800000000'
    expect(match(row('区统计局', '罗安', mobile), [[mobile, 'ou_3']])).toMatchObject({
      openId: 'ou_3',
      by: 'mobile',
    })
    expect(match(row('区统计局', '罗平', mobile), [[mobile, 'ou_3']])).toMatchObject({
      openId: null,
      candidates: ['ou_3'],
    })
  })
  it('is said by the name within the unit; elsewhere it is a doubt', () => {
    expect(match(row('教育局', '王强'))).toMatchObject({ openId: 'ou_1', by: 'name' })
    expect(match(row('区商务局', '王强'))).toMatchObject({
      openId: null,
      candidates: ['ou_1', 'ou_2'],
    })
    expect(match(row('区商务局', '罗安'))).toMatchObject({ openId: null, candidates: ['ou_3'] })
    expect(match(row('区商务局', '无名'))).toMatchObject({ openId: null, candidates: [] })
  })
})

it('reads posts, and takes 局长 for none of them', () => {
  expect(['联络员', '督办联络员', '审签人', '主要负责人', '局长', ''].map(postOf)).toEqual([
    'liaison',
    'liaison',
    'signer',
    'head',
    'member',
    'member',
  ])
})

it('tells two rows of one name apart by their units', () => {
  const printed = {
    partyId: 'person:王强',
    name: '王强',
    units: ['区教育局', '区水利局'],
    openIds: [],
  }
  const entries = matchStaff(
    [row('区教育局', '王强'), row('区水利局', '王强')],
    directory,
    new Map(),
  )
  const unitId = (name: string) => `unit:${name}`
  expect(
    staffEffects(entries, [printed], unitId).filter(({ kind }) => kind !== 'post'),
  ).toMatchObject([
    { kind: 'namesake', partyId: 'person:王强@区教育局', openId: 'ou_1' },
    { kind: 'namesake', partyId: 'person:王强@区水利局', openId: 'ou_2' },
  ])
  const [first] = entries
  expect(staffEffects(first ? [first] : [], [printed], unitId)).toMatchObject([
    { kind: 'post', unit: '区教育局', post: 'liaison' },
    { kind: 'binding', partyId: 'person:王强', openId: 'ou_1' },
  ])
})

it('reads a sheet whose units are merged over their people', () => {
  const lines = [
    ['青禾区督办联络员名单', '', '', ''],
    ['单位', '姓 名', '职务', '联系电话'],
    ['区教育局', '王  强', '联络员', '+86 138-0000-0000'],
    ['', '李想', '审签人', '不详'],
  ]
  const cells = lines.flatMap((line, at) =>
    line.flatMap((text, column) =>
      text === ''
        ? []
        : [
            {
              row: at,
              column,
              rowSpan: at === 2 && column === 0 ? 2 : 1,
              colSpan: at === 0 ? 4 : 1,
              at: {},
              pieces: [{ at: {}, text }],
            },
          ],
    ),
  )
  const grid: Grid = { kind: 'grid', name: null, rows: 4, columns: 4, cells }
  expect(staffIn({ blocks: [grid], repairs: [], remarks: [] })).toEqual({
    ok: true,
    rows: [
      { unit: '区教育局', name: '王强', post: '联络员', mobile: '13800000000' },
      { unit: '区教育局', name: '李想', post: '审签人', mobile: null },
    ],
  })
})

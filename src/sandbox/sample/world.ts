/** The people, units and groups of the sandbox: an invented district. */
import type { Department, Person, World } from '../platform/world.ts'

const units: readonly (readonly [unit: string, people: readonly string[]])[] = [
  ['区政府领导', ['贺明远', '苏敬之', '闻人静']],
  ['区政府办公室', ['林督查', '周督查', '顾清', '叶知秋', '季云帆']],
  ['区投促局', ['章越']],
  ['区商务局', ['温若兰']],
  ['区科技局', ['沈一舟']],
  ['区经信局', ['罗安']],
  ['区住建局', ['高朗']],
  ['区水利局', ['陶然']],
  ['区农业农村局', ['田小满']],
  ['区城管局', ['卫东']],
  ['区教育局', ['方圆']],
  ['区民政局', ['安小宁']],
  ['区卫健局', ['江澄']],
  ['望溪镇', ['石磊']],
]

const departments: readonly Department[] = units.map(([name], index) => ({
  openDepartmentId: `od-sandbox${index + 1}`,
  name,
  parentId: '0',
}))

const people: readonly Person[] = units.flatMap(([, names], unit) =>
  names.map((name, place) => {
    const id = `sandbox${String(unit + 1).padStart(2, '0')}${place + 1}`
    return {
      openId: `ou_${id}`,
      unionId: `on_${id}`,
      name,
      departmentIds: [`od-sandbox${unit + 1}`],
    }
  }),
)

/** The open_id of a person of the sandbox. */
export function sampleOpenId(name: string): string {
  const person = people.find((one) => one.name === name)
  if (!person) throw new Error(`nobody in the sandbox is called ${name}`)
  return person.openId
}

export const sampleGroupId = 'oc_sandbox_projects'
/** The office's first member in the sandbox. */
export const sampleOffice = '林督查'

/** A fresh world; the emulator changes what it is given. @param secrets of this run alone */
export function sampleWorld(secrets: {
  readonly appSecret: string
  readonly encryptKey: string
  readonly verificationToken: string
}): World {
  return {
    app: {
      appId: 'cli_5a4db0c000000001',
      ...secrets,
      botOpenId: 'ou_sandboxbot',
      botName: '督办助手',
      tenantKey: 'sandbox',
    },
    departments: departments.map((department) => ({ ...department })),
    people: people.map((person) => ({ ...person, departmentIds: [...person.departmentIds] })),
    chats: [
      {
        chatId: sampleGroupId,
        name: '重点项目推进群',
        mode: 'group',
        ownerOpenId: sampleOpenId('章越'),
        managerOpenIds: [sampleOpenId('高朗')],
        memberOpenIds: ['章越', '高朗', '石磊', '温若兰'].map(sampleOpenId),
        external: false,
        botIsIn: false,
        status: 'normal',
      },
    ],
  }
}

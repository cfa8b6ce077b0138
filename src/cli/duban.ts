#!/usr/bin/env node
import { existsSync } from 'node:fs'
import { Command } from 'commander'
import { ConfigError, readConfig } from '../config.ts'
import type { ExportOptions } from './export.ts'
import { importCommand } from './import.ts'
import { migrateCommand } from './migrate.ts'
import { outboxCommand, retryCommand } from './outbox.ts'
import { scheduleCommand } from './schedule.ts'
import { startCommand } from './start.ts'

if (existsSync('.env')) process.loadEnvFile('.env')
const config = () => readConfig(process.env)

const program = new Command('duban')
  .description('督办：政府重点工作任务督查督办的飞书机器人')
  .showHelpAfterError('（发送 duban --help 查看用法）')

program
  .command('start', { isDefault: true })
  .description('启动服务；没有飞书应用凭证时启动沙盒')
  .action(() => startCommand(config()))

program
  .command('import')
  .description('读取一份任务表')
  .argument('<文件>', '任务表文件')
  .option('--json', '把读到的内容按 JSON 打印到标准输出')
  .option('--commit', '存为草案（不下发、不通知任何人）')
  .action(async (file: string, options: { json?: boolean; commit?: boolean }) => {
    process.exitCode = await importCommand(file, options, config)
  })

program
  .command('export')
  .description('导出印制的表格：分解表、分工表、进展表、汇编、牵头事项、核验表')
  .argument('<表格>', '表格名称，例如 分解表')
  .option('--plan <编码>', '计划编码；只有一个计划时可不写')
  .option('--format <格式>', 'word 或 excel', 'word')
  .option('--out <文件>', '存到哪个文件')
  .option('--public', '公开版：不含内部事项')
  .action(async (kind: string, options: ExportOptions) => {
    const { exportCommand } = await import('./export.ts')
    process.exitCode = await exportCommand(kind, options, config)
  })

program
  .command('schedule')
  .description('定时任务')
  .command('run')
  .description('运行到某一时刻应当运行的任务；重复运行不会重复发送')
  .option('--at <时刻>', 'ISO 8601；不写时区按北京时间，例如 2026-03-02T08:30')
  .option('--dry-run', '只列出谁会收到什么，不发送')
  .action(async (options: { at?: string; dryRun?: boolean }) => {
    process.exitCode = await scheduleCommand(options, config())
  })

const outbox = program
  .command('outbox')
  .description('列出未送达的消息')
  .action(async () => {
    process.exitCode = await outboxCommand(config())
  })
outbox
  .command('retry')
  .description('重新发送未送达的消息')
  .argument('[编号]', '消息编号，见 duban outbox')
  .option('--all', '全部重新发送')
  .action(async (id: string | undefined, options: { all?: boolean }) => {
    process.exitCode = await retryCommand(id, options, config())
  })

program
  .command('setup')
  .description('扫码给应用开通权限和事件，写好 .env')
  .option('--app <应用>', '已在开发者后台建好的应用（cli_…）；不写则新建试点应用')
  .option('--lark', '境外 Lark')
  .option('--domain <地址>', '私有部署的地址')
  .action(async (options: { app?: string; lark?: boolean; domain?: string }) => {
    const { setupCommand } = await import('./setup.ts')
    const domain = options.domain ?? (options.lark ? 'lark' : 'feishu')
    process.exitCode = await setupCommand({
      ...(options.app ? { appId: options.app } : {}),
      domain,
    })
  })

program
  .command('doctor')
  .description('检查配置、凭证、权限、事件、数据库、时钟、日历，逐项说明怎么处理')
  .action(async () => {
    const { doctorCommand } = await import('./doctor.ts')
    process.exitCode = await doctorCommand(config)
  })

program
  .command('migrate')
  .description('更新数据库结构')
  .action(() => migrateCommand(config()))

program
  .command('backup')
  .description('备份数据库（不必停止服务）')
  .argument('<文件>', '备份文件')
  .option('--force', '覆盖已有的文件')
  .action(async (file: string, options: { force?: boolean }) => {
    const { backupCommand } = await import('./backup.ts')
    process.exitCode = backupCommand(file, options, config())
  })

program
  .command('restore')
  .description('用备份恢复数据库（先停止服务；原来的数据库保留在旁边）')
  .argument('<文件>', '备份文件')
  .action(async (file: string) => {
    const { restoreCommand } = await import('./restore.ts')
    process.exitCode = restoreCommand(file, config())
  })

program
  .command('demo', { hidden: true })
  .description('用沙盒演示一遍主要流程')
  .action(async () => {
    const { demoCommand } = await import('./demo.ts')
    process.exitCode = await demoCommand()
  })

try {
  await program.parseAsync()
} catch (error) {
  if (error instanceof ConfigError) {
    console.error(`配置有误，没有启动：\n${error.message}`)
    process.exitCode = 2
  } else {
    console.error(error instanceof Error ? `出错：${error.message}` : '出错')
    process.exitCode = 1
  }
}

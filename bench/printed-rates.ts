/**
 * The rates of a live plan beside those that its document prints: `node dist/bench/run.js rates
 * FILE`, where FILE is a SQLite database into which plans were imported (`duban import … --commit`).
 * By both formulas, from the values up; those that are not given alike follow, with their reasons.
 */
import { loadPlans } from '../db/plans.ts'
import { openSqlite } from '../db/sqlite.ts'
import { ratesOfTask } from '../src/domain/live-rates.ts'
import type { PlanWithTasks } from '../src/domain/plan.ts'
import { type PrintedRate, printedRates, verdictWords } from '../src/domain/printed-rates.ts'
import { type RateProfileName, rateProfiles } from '../src/domain/rates.ts'
import { shanghaiDate } from '../src/domain/time.ts'

const profiles = Object.keys(rateProfiles) as RateProfileName[]
const levels = ['indicator', 'item', 'task'] as const

export async function reportPrintedRates(file: string): Promise<void> {
  const db = openSqlite(file)
  const started = performance.now()
  const plans = await loadPlans(db, { inState: 'draft' }, Date.now())
  console.log(`loaded in ${(performance.now() - started).toFixed(0)} ms`)
  for (const found of plans) reportPlan(found)
  await db.close()
}

function reportPlan({ plan, tasks }: PlanWithTasks): void {
  console.log(`\n${plan.code} ${plan.title}: ${tasks.length} tasks`)
  console.log('profile\tlevel\tprinted\tequal\tshown alike\texplained\tunexplained')
  const rates = profiles.map((rateProfile) => {
    const on = shanghaiDate(Date.now())
    const all = tasks.flatMap((task) =>
      printedRates(ratesOfTask(task, { ...plan, rateProfile }, on), rateProfiles[rateProfile]),
    )
    for (const level of levels) {
      const some = all.filter((one) => one.level === level)
      const count = (is: (one: PrintedRate) => boolean) => some.filter(is).length
      const row = [
        some.length,
        count(({ verdict }) => verdict === 'equal'),
        count(({ rate, printed }) => rate.shown !== null && Number(rate.shown) === Number(printed)),
        count(({ verdict }) => verdict !== 'equal' && verdict !== 'unexplained'),
        count(({ verdict }) => verdict === 'unexplained'),
      ]
      console.log([rateProfile, level, ...row].join('\t'))
    }
    return all
  })
  console.log('\nnot equal by the default formula:')
  for (const one of rates[0] ?? []) {
    if (one.verdict === 'equal') continue
    const { level, seq, name, printed, rate, verdict } = one
    const words = [`第${seq}项 ${name.slice(0, 24)}`, `printed ${printed}`, `formula ${rate.shown}`]
    console.log(
      [level, ...words, verdictWords[verdict], level === 'indicator' ? rate.formula : ''].join(
        '\t',
      ),
    )
  }
}

import { deliverDue, type Sender } from './deliver.ts'
import type { Log } from './ports.ts'
import { doWaitingWork, handleInbox, runDueSlots } from './tick.ts'

/** The three things that wait, each drained apart: a long bulk holds up neither answers nor work. */
export function heartbeat(sender: Sender, log: Log) {
  const drains = [
    drain('inbox', () => handleInbox(sender), log),
    drain('outbox', () => deliverDue(sender), log),
    drain('work', () => doWaitingWork(sender), log),
  ]
  const slots = drain('slots', () => runDueSlots(sender.deps, sender.wall.now()), log)
  const wake = () => {
    for (const one of drains) one.wake()
  }
  return {
    wake,
    tick: async () => {
      slots.wake()
      await slots.settled()
      wake()
    },
    stop: async () => {
      await Promise.all([...drains, slots].map((one) => one.stop()))
    },
  }
}

/** Runs `step` once at a time; a wake during a run makes it run once more. */
function drain(name: string, step: () => Promise<unknown>, log: Log) {
  let running: Promise<void> | undefined
  let isAsked = false
  let isStopped = false

  const run = async () => {
    while (isAsked && !isStopped) {
      isAsked = false
      try {
        await step()
      } catch (error) {
        log('drain.failed', { name, error })
      }
    }
    running = undefined
  }
  return {
    wake: () => {
      isAsked = true
      if (!isStopped) running ??= run()
    },
    settled: async () => running,
    stop: async () => {
      isStopped = true
      await running
    },
  }
}

/** Groups and what they subscribed to. */
import type { Bit } from './columns.ts'

export type ChatTable = {
  chat_id: string
  name: string
  state: 'active' | 'left' | 'dissolved'
  is_external: Bit
  updated_at: number
}
export type SubscriptionTable = {
  id: string
  chat_id: string
  filter: string
  subscriber_open_id: string
  is_office_approved: Bit
  state: 'pending' | 'active' | 'refused' | 'ended'
  created_at: number
  version: number
}

export type ChatTables = {
  chats: ChatTable
  subscriptions: SubscriptionTable
}

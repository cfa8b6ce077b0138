/** The page's own drawings, 20 by 20. */
const shapes = {
  back: 'M12.5 4 6.5 10l6 6',
  send: 'M3 10 17 3.5 13 17l-3.5-5.5zM9.5 11.5 17 3.5',
  file: 'M13.5 8.5 8 14a2 2 0 0 1-3-3l6.5-6.5a3.2 3.2 0 0 1 4.5 4.5L9 16',
  at: 'M13 10a3 3 0 1 1-6 0 3 3 0 0 1 6 0Zm0 0v1.2a2 2 0 0 0 4 0V10a7 7 0 1 0-2.8 5.6',
  reply: 'M8 5 3.5 9.5 8 14M3.5 9.5H12a4.5 4.5 0 0 1 4.5 4.5v1.5',
  code: 'M7 5.5 3 10l4 4.5M13 5.5 17 10l-4 4.5',
  recall: 'M4 10a6 6 0 1 1 2 4.5M4 5v5h5',
  moon: 'M16 12.2A6.5 6.5 0 0 1 7.8 4 6.5 6.5 0 1 0 16 12.2Z',
  sun: 'M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7ZM10 2v1.5M10 16.5V18M2 10h1.5M16.5 10H18M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M15.7 4.3l-1.1 1.1M5.4 14.6l-1.1 1.1',
  clock: 'M10 3a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM10 6v4.2l2.8 1.8',
  check: 'M4.5 10.5 8.5 14.5 15.5 6',
  close: 'M5 5l10 10M15 5 5 15',
  people:
    'M8 9.5a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4ZM3 16c0-2.8 2.2-4.6 5-4.6s5 1.8 5 4.6M13.3 4.6a2.6 2.6 0 0 1 0 4.6M14.6 11.8c1.6.6 2.6 2.1 2.6 4.2',
  restart: 'M16 10a6 6 0 1 1-2-4.5M16 3v4h-4',
  flag: 'M5 17V4M5 4.5c3-1.6 6 1.4 10 0v7c-4 1.4-7-1.6-10 0',
  document: 'M6 3h6l3 3v11H6zM12 3v3h3M8.5 10h4M8.5 13h4',
  down: 'M5 8l5 5 5-5',
} as const

export type IconName = keyof typeof shapes

export const Icon = ({ name, size = 20 }: { readonly name: IconName; readonly size?: number }) => (
  <svg class="icon" viewBox="0 0 20 20" width={size} height={size} aria-hidden="true">
    <path d={shapes[name]} />
  </svg>
)

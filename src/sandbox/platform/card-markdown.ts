import { cardCodes, componentPage, isRecord, report, type Spot } from './card-problem.ts'

const page = componentPage('content-components/rich-text')
const idPattern = /^(?:all|[\w.-]{1,64})$/

function checkMention(attributes: string, spot: Spot): void {
  const found = /\b(id|ids|email|user_id)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]*))/.exec(attributes)
  const value = (found?.[2] ?? found?.[3] ?? found?.[4] ?? '').trim()
  if (!found || value === '') {
    report(spot, cardCodes.person, 'an at without an id', page)
    return
  }
  if (found[1] === 'email') return
  for (const id of value.split(',').map((part) => part.trim())) {
    if (id === 'all') continue
    const isKnown = spot.scan.known.isKnownPerson
    if (!idPattern.test(id) || (isKnown && !isKnown(id)))
      report(spot, cardCodes.person, `invalid person id in at: ${id}`, page)
  }
}

const markdownTags = ['markdown', 'lark_md']

/** Whether a text of this card mentions everybody in the chat. */
export function mentionsEverybody(part: unknown): boolean {
  if (Array.isArray(part)) return part.some(mentionsEverybody)
  if (!isRecord(part)) return false
  const content = markdownTags.includes(String(part.tag)) ? String(part.content) : ''
  if (/<at\s[^>]*\bids?\s*=\s*["']?(?:[\w,]*,)?all\b/.test(content)) return true
  return Object.values(part).some(mentionsEverybody)
}

const isLink = (target: string) => /^(https?|tel|lark|mailto):/i.test(target)

function checkImages(content: string, spot: Spot): void {
  for (const [, key = ''] of content.matchAll(/!\[[^\]\n]*\]\(([^)\s]*)\)/g)) {
    const isKnown = spot.scan.known.isKnownImage
    if (key === '' || (isKnown && !isKnown(key)))
      report(spot, cardCodes.image, `invalid image key ${key}`, page)
  }
}

/** Where tags of the platform hold addresses. */
const tagLinks: Readonly<Record<string, readonly string[]>> = {
  a: ['href'],
  link: ['url', 'pc_url', 'ios_url', 'android_url'],
  number_tag: ['url', 'pc_url', 'ios_url', 'android_url'],
  local_datetime: ['link'],
}
const linkAttributes =
  /<(a|link|number_tag|local_datetime)\b[^<>]*?\b(href|link|(?:pc_|ios_|android_)?url)=['"]?([^'"\s>]+)/g

/** A number in a badge is 0 to 99, a moment is given in milliseconds. */
function checkTags(content: string, spot: Spot): void {
  for (const [, said = ''] of content.matchAll(/<number_tag\b[^>]*>([^<]*)<\/number_tag>/g))
    if (!/^\s*\d{1,2}\s*$/.test(said)) report(spot, cardCodes.parse, `${said} is not 0 to 99`, page)
  for (const [, attributes = ''] of content.matchAll(/<local_datetime\b([^>]*)>/g))
    if (!/\bmillisecond=['"]?\d+/.test(attributes))
      report(spot, cardCodes.parse, 'local_datetime needs milliseconds', page)
}

function checkLinks(content: string, spot: Spot): void {
  for (const [, target = ''] of content.matchAll(/(?<!!)\[[^\]\n]*\]\(([^)\s]*)\)/g))
    if (!isLink(target)) report(spot, cardCodes.parse, `illegal link ${target}`, page)
  for (const [, tag = '', key = '', target = ''] of content.matchAll(linkAttributes))
    if (tagLinks[tag]?.includes(key) && !/^(https?|lark):/i.test(target))
      report(spot, cardCodes.parse, `illegal link ${target}`, page)
  // A bare address runs on into Chinese text that follows without a space; the platform refuses the run.
  const bare = content.replace(/\]\([^)]*\)/g, ']').replace(/<[^>]*>/g, ' ')
  const glued = /https?:\/\/[^\s\u3400-\u9fff，。；：！？、（）《》“”]*[\u3400-\u9fff]/.exec(bare)
  if (glued) report(spot, cardCodes.parse, `illegal link ${glued[0]}`, page)
}

/** What the platform checks in rich text: mentions, links, image keys, at most four tables. */
export function checkMarkdown(content: string, spot: Spot): void {
  const visible = content.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '')
  for (const [, attributes = ''] of visible.matchAll(/<at\b([^>]*)>/g))
    checkMention(attributes, spot)
  if ((visible.match(/<at\b[^>]*>/g)?.length ?? 0) !== (visible.match(/<\/at>/g)?.length ?? 0))
    report(spot, cardCodes.person, 'an at that is not closed', page)
  checkImages(visible, spot)
  checkLinks(visible, spot)
  checkTags(visible, spot)
  const tables = visible.match(/^\s*\|?\s*:?-{3,}:?\s*(\|\s*:?-{3,}:?\s*)*\|?\s*$/gm) ?? []
  if (tables.filter((line) => line.includes('|')).length > 4)
    report(spot, cardCodes.limit, 'more than 4 markdown tables in one component', page)
}

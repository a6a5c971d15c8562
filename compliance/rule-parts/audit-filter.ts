import { isUnknown, type Json } from '../arguments/attribute';

const AUDIT = 'cloudaudit.googleapis.com';
/** The logs of what people did: by an administrator, with data, and what a policy refused. */
const PARTS = ['activity', 'data_access', 'policy'] as const;

/**
 * Whether a filter of the logging query language lets every audit log through. No filter does; one that names the audit logs does,
 * unless it names only some of them or joins the name with a further condition.
 */
export function keepsAuditLogs(filter: Json | undefined): boolean | 'unknown' {
  if (filter === undefined || filter === '') return true;
  if (isUnknown(filter) || typeof filter !== 'string') return 'unknown';
  // Where alternatives are joined at the top, one of them is enough.
  return alternatives(filter).some(keepsAll) || PARTS.slice(0, 2).every((part) => namesAlone(filter, part));
}

/** Whether a filter says anything about audit logs, by name or by leaving the name open. */
export function touchesAuditLogs(filter: Json | undefined): boolean {
  if (typeof filter !== 'string' || filter.trim() === '') return true;
  return !/log_?name|log_?id\(/i.test(filter) || filter.includes('cloudaudit');
}

function alternatives(filter: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let quoted = false;
  let from = 0;
  for (let at = 0; at < filter.length; at += 1) {
    const letter = filter[at];
    if (letter === '"' && filter[at - 1] !== '\\') quoted = !quoted;
    if (quoted) continue;
    if (letter === '(') depth += 1;
    if (letter === ')') depth -= 1;
    if (depth === 0 && /^\sOR\s/.test(filter.slice(at, at + 4))) {
      parts.push(filter.slice(from, at));
      from = at + 4;
      at += 3;
    }
  }
  return [...parts, filter.slice(from)].map((part) => part.trim());
}

/** `logName:"cloudaudit.googleapis.com"` and nothing else, in brackets or not. */
function keepsAll(part: string): boolean {
  const bare = part.replace(/^\((.*)\)$/s, '$1').trim();
  if (bare !== part) return alternatives(bare).some(keepsAll);
  return /^log_?name\s*(:|=~)\s*"?[^"\s]*cloudaudit(\.googleapis(\.com)?)?"?$/i.test(bare);
}

/** Each of the audit logs may have an alternative of its own. */
function namesAlone(filter: string, part: string): boolean {
  const name = new RegExp(`${AUDIT.replaceAll('.', '\\.')}(%2F|/)${part}"?\\)?$`, 'i');
  return alternatives(filter)
    .flatMap((each) => alternatives(each.replace(/^\((.*)\)$/s, '$1').trim()))
    .some((each) => name.test(each) && !/\sAND\s|\bNOT\b|^-|!=|\n/.test(each));
}

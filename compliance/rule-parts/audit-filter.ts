import { isUnknown, type Json } from '../arguments/attribute';

/** The audit logs that a project has, by the last part of their names: `projects/P/logs/cloudaudit.googleapis.com%2Factivity`. */
const LOGS = ['activity', 'data_access', 'policy', 'system_event'] as const;
const AUDIT_NAMES = [...LOGS, 'access_transparency'].flatMap((log) => [
  `cloudaudit.googleapis.com%2f${log}`,
  `cloudaudit.googleapis.com/${log}`,
]);

/**
 * Whether a filter of the logging query language lets every audit log through. No filter does; one that names the audit logs does,
 * unless it names only some of them or joins the name with a further condition.
 */
export function keepsAuditLogs(filter: Json | undefined): boolean | 'unknown' {
  if (filter === undefined || filter === '') return true;
  if (isUnknown(filter) || typeof filter !== 'string') return 'unknown';
  // Where alternatives are joined at the top, one of them is enough.
  const names = alternativesOf(filter).flatMap((each) => nameAlone(each) ?? []);
  return names.includes('cloudaudit.googleapis.com') || LOGS.every((log) => names.some((name) => isNameOf(name, log)));
}

/**
 * Whether a filter can match an audit record: unless each of its alternatives names another log, it can. `NOT`, a comparison and a
 * pattern name no log.
 */
export function touchesAuditLogs(filter: Json | undefined): boolean {
  if (typeof filter !== 'string' || filter.trim() === '') return true;
  return alternativesOf(filter).some((each) => {
    const names = conjunctsOf(each).flatMap((part) => nameAlone(part) ?? []);
    return !names.some((name) => !mayBeAudit(name));
  });
}

/** Whether a log whose name holds the text can be an audit log. */
function mayBeAudit(text: string): boolean {
  return text.includes('cloudaudit') || AUDIT_NAMES.some((name) => name.includes(text));
}

function isNameOf(name: string, log: string): boolean {
  return name === `cloudaudit.googleapis.com%2f${log}` || name === `cloudaudit.googleapis.com/${log}`;
}

const NAME = /^log_?name\s*(?::|=|=~)\s*(?:"([^"]*)"|([^\s"()]+))$/i;
const LOG_ID = /^log_id\(\s*"([^"]*)"\s*\)$/i;
/** Before the name of a log stands the project whose log it is. */
const PLACE = /^(?:projects\/[^/]+\/)?logs\//;

/** The log that a part names, in lower case, without its project; undefined when it says anything else or more. */
function nameAlone(part: string): string | undefined {
  const [, quoted, bare] = NAME.exec(part) ?? LOG_ID.exec(part) ?? [];
  const name = (quoted ?? bare)?.toLowerCase().replaceAll('\\.', '.').replace(PLACE, '');
  if (name === undefined || !/^[\w./%-]+$/.test(name)) return undefined;
  return /^cloudaudit(\.googleapis(\.com)?)?$/.test(name) ? 'cloudaudit.googleapis.com' : name;
}

/** Parts of which one is enough, each without brackets around it. */
function alternativesOf(filter: string): string[] {
  const parts = split(withoutBrackets(filter), /^\sOR\s/);
  return parts.length === 1 ? parts : parts.flatMap(alternativesOf);
}

/** Parts that must all hold: joined by AND or by a new line. Text joined by a space stays one part, which then names no log. */
function conjunctsOf(alternative: string): string[] {
  const parts = split(withoutBrackets(alternative), /^(?:\sAND\s|\s*\n)/);
  return parts.length === 1 ? parts : parts.flatMap(conjunctsOf);
}

function withoutBrackets(filter: string): string {
  const text = filter.trim();
  if (!text.startsWith('(') || closing(text) !== text.length - 1) return text;
  return withoutBrackets(text.slice(1, -1));
}

/** Where the bracket that the text begins with is closed. */
function closing(text: string): number {
  let end = -1;
  walk(text, (at, depth) => {
    if (end < 0 && depth === 0 && text[at] === ')') end = at;
  });
  return end;
}

/** Cuts the text at each separator that stands in no bracket and no quote. */
function split(text: string, separator: RegExp): string[] {
  const parts: string[] = [];
  let from = 0;
  walk(text, (at, depth) => {
    if (depth > 0 || at < from) return;
    const [found] = separator.exec(text.slice(at)) ?? [];
    if (found === undefined) return;
    parts.push(text.slice(from, at).trim());
    from = at + found.length;
  });
  return [...parts, text.slice(from).trim()].filter((part) => part !== '');
}

/** Visits each letter outside of quotes, with how many brackets are open behind it. */
function walk(text: string, visit: (at: number, depth: number) => void): void {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (quoted && letter === '\\') at += 1;
    else if (letter === '"') quoted = !quoted;
    else if (!quoted) {
      if (letter === '(') depth += 1;
      if (letter === ')') depth -= 1;
      visit(at, depth);
    }
  }
}

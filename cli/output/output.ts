import { logLine } from './cloud-log';

/** Data, for stdout: what a script reads. */
export function data(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

/** The result of a command as JSON, for stdout. Maps become objects. */
export function json(value: unknown): void {
  data(JSON.stringify(value, (_key, each) => (each instanceof Map ? Object.fromEntries(each) : each), 2));
}

/** Words for people, on stderr; in the cloud a line of its log. */
export function say(line: string): void {
  process.stderr.write(`${logLine('INFO', line)}\n`);
}

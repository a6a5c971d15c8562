import { once } from 'node:events';
import { logLine } from './cloud-log';
import { harmlessText } from './harmless-text';
import { asTyped } from './typed-command';

/** The styles of our tables on a terminal: bold and grey, and their ends. */
const STYLES = ['\u001b[1m', '\u001b[22m', '\u001b[90m', '\u001b[39m'];

/** Data, for stdout: what a script reads. Nothing in its values can command a terminal. */
export function data(text: string): void {
  const shown = STYLES.reduce((all, style) => all.replaceAll(harmlessText(style), style), harmlessText(text));
  process.stdout.write(shown.endsWith('\n') ? shown : `${shown}\n`);
}

/** Some of a long text for stdout; resolves when more can be taken. The caller makes it harmless. */
export async function pour(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** The result of a command as JSON, for stdout. Maps become objects. */
export function json(value: unknown): void {
  data(JSON.stringify(value, (_key, each) => (each instanceof Map ? Object.fromEntries(each) : each), 2));
}

/** Words for people, on stderr, with commands as the user types them; in the cloud a line of its log. */
export function say(line: string): void {
  process.stderr.write(`${logLine('INFO', asTyped(line))}\n`);
}

import { say } from './output';
import { grouped } from './text-table';

/** Where there is no terminal, milliseconds between two lines. */
const EVERY = 10_000;

/** How far a count has come: one line that is written over on a terminal, a line now and then elsewhere. */
export class CountLine {
  private saidAt = Date.now();

  /** @param total null: not known before the end. */
  constructor(
    private readonly what: string,
    private readonly total: number | null,
  ) {}

  take(done: number): void {
    const text = `${this.what}: ${grouped(done)}${this.total === null ? '' : ` of ${grouped(this.total)}`}`;
    if (process.stderr.isTTY) {
      process.stderr.write(`\r\u001b[K${text}`);
    } else if (Date.now() - this.saidAt >= EVERY) {
      this.saidAt = Date.now();
      say(text);
    }
  }

  /** Leaves the terminal with an empty line: what it came to is said by the command. */
  close(): void {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  }
}

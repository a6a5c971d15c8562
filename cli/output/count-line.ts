import { say } from './output';
import { grouped } from './text-table';

/** Milliseconds between two lines without a terminal. */
const EVERY = 10_000;

/** A running count: one line that is overwritten on a terminal, a line now and then elsewhere. */
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

  /** Clears the line: the command prints the result. */
  close(): void {
    if (process.stderr.isTTY) process.stderr.write('\r\u001b[K');
  }
}

import type { RunEvent } from '../../jobs/run/run';
import { harmlessText } from '../output/harmless-text';
import { grouped } from '../output/text-table';
import { endedLine, type Group, ProgressBoard } from './progress-board';

/** What a line on the screen needs of listr2's task. */
interface LiveTask {
  title: string;
  output: string;
}

/** Milliseconds between two refreshes; faster would only flicker. */
const REFRESH = 100;

/** One live line per hospital on a terminal: steps done, steps running, rows. */
export class LiveProgress {
  private readonly board = new ProgressBoard();
  private readonly failures: string[] = [];
  private over = false;
  private shown: Promise<unknown> = Promise.resolve();

  take(event: RunEvent): void {
    this.board.take(event);
    if (event.type === 'run_started') this.shown = this.show(event.runId);
    if (event.type === 'step_ended' && event.status === 'FAILED') this.failures.push(endedLine(event.stepId, event));
    if (event.type === 'run_ended') this.over = true;
  }

  /** Leaves the last state on the screen, with the failures below it. */
  async close(): Promise<void> {
    this.over = true;
    await this.shown;
    for (const line of this.failures) process.stderr.write(`${harmlessText(line)}\n`);
  }

  private async show(runId: string): Promise<void> {
    const { Listr, ListrLogger, ProcessOutput } = require('listr2') as typeof import('listr2');
    const groups = this.board.all().map(({ title }) => ({
      title,
      task: (_: unknown, task: LiveTask) => this.follow(title, task),
    }));
    const whole = {
      title: `run ${runId}`,
      task: (_: unknown, task: LiveTask) =>
        this.repeat(() => {
          task.title = `run ${runId}: ${this.board.working} step(s) running`;
          return false;
        }),
    };
    await new Listr([whole, ...groups], {
      concurrent: true,
      exitOnError: false,
      // What a signal does is the run's affair: cli/run/signals.ts.
      registerSignalListeners: false,
      // stdout is for data, and may be a file while stderr is a terminal.
      forceTTY: true,
      rendererOptions: {
        logger: new ListrLogger({
          useIcons: false,
          toStderr: [],
          processOutput: new ProcessOutput(process.stderr, process.stderr),
        }),
      },
    }).run();
  }

  /** Ends with the group. Throws if a step of it failed, so that listr2 marks the line. */
  private async follow(title: string, task: LiveTask): Promise<void> {
    let last: Group | undefined;
    await this.repeat(() => {
      last = this.board.all().find((group) => group.title === title);
      if (!last) return true;
      task.title = groupLine(last);
      task.output = last.running.join(', ');
      return last.ended === last.total;
    });
    if (last && last.failed + last.skipped > 0) throw new Error(groupLine(last));
  }

  /** Calls `update` until it returns true or the run is over. */
  private async repeat(update: () => boolean): Promise<void> {
    while (!update() && !this.over) await new Promise((next) => setTimeout(next, REFRESH));
    update();
  }
}

function groupLine({ title, ended, total, failed, skipped, rows }: Group): string {
  const notes = [
    rows > 0 ? `${grouped(rows)} rows` : '',
    failed > 0 ? `${failed} failed` : '',
    skipped > 0 ? `${skipped} skipped` : '',
  ].filter((note) => note !== '');
  return `${title}: ${ended} of ${total} steps${notes.length > 0 ? `, ${notes.join(', ')}` : ''}`;
}

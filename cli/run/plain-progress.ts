import type { RunEvent } from '../../jobs/run/run';
import { say } from '../output/output';
import { secondsText } from '../output/text-table';
import { endedLine, ProgressBoard } from './progress-board';

/** Seconds between two lines without a terminal: some CI services end a job that is silent for minutes. */
const HEARTBEAT_SECONDS = 30;

/** One line when a step ends, for logs and pipes. */
export class PlainProgress {
  private readonly board = new ProgressBoard();
  private readonly heartbeat = setInterval(() => this.beat(), HEARTBEAT_SECONDS * 1000);

  take(event: RunEvent): void {
    this.board.take(event);
    if (event.type === 'run_started') say(`run ${event.runId}: ${event.steps.length} steps`);
    if (event.type === 'step_started' && event.attempt > 1) say(`${event.stepId}: attempt ${event.attempt}`);
    if (event.type === 'step_ended') say(endedLine(event.stepId, event));
    if (event.type === 'run_ended') say(`run ${event.runId}: ${event.status} in ${secondsText(event.seconds)}`);
  }

  async close(): Promise<void> {
    clearInterval(this.heartbeat);
  }

  private beat(): void {
    const running = this.board.all().flatMap((group) => group.running.map((step) => `${group.title} ${step}`));
    if (running.length > 0) say(`  still running: ${running.join(', ')}`);
  }
}

import type { RunEvent, StepResult } from '../../jobs/run/run';
import { grouped, secondsText } from '../output/text-table';

/** Steps that are shown together: one hospital's, or the environment's. */
export interface Group {
  readonly title: string;
  readonly total: number;
  readonly ended: number;
  readonly failed: number;
  readonly skipped: number;
  /** Rows written by its history and other steps so far. */
  readonly rows: number;
  /** What runs now, e.g. `extract patients 120,000 rows`. */
  readonly running: readonly string[];
}

interface StepPlace {
  readonly group: string;
  readonly label: string;
}

const ENVIRONMENT = 'environment';

/** Follows the events of a run and counts the progress of each group. */
export class ProgressBoard {
  private readonly groups = new Map<string, Group & { running: string[] }>();
  private readonly places = new Map<string, StepPlace>();
  private readonly atWork = new Map<string, number>();

  /** Groups in the order of their first step. */
  all(): Group[] {
    return [...this.groups.values()].map((group) => ({ ...group, running: this.runningIn(group.title) }));
  }

  /** Steps running now, in all groups. */
  get working(): number {
    return this.atWork.size;
  }

  take(event: RunEvent): void {
    if (event.type === 'run_started') {
      for (const { id, hospitalId, kind, table } of event.steps) {
        const group = hospitalId ?? ENVIRONMENT;
        this.places.set(id, { group, label: [kind, table].filter((word) => word !== null).join(' ') });
        this.change(group, (before) => ({ total: before.total + 1 }));
      }
    } else if (event.type === 'step_started') {
      this.atWork.set(event.stepId, 0);
    } else if (event.type === 'step_progress') {
      this.atWork.set(event.stepId, event.rows);
    } else if (event.type === 'step_ended') {
      this.atWork.delete(event.stepId);
      const group = this.places.get(event.stepId)?.group;
      if (group === undefined) return;
      this.change(group, (before) => ({
        ended: before.ended + 1,
        failed: before.failed + (event.status === 'FAILED' ? 1 : 0),
        skipped: before.skipped + (event.status === 'SKIPPED' ? 1 : 0),
        rows: before.rows + (event.report?.rowsOut ?? 0),
      }));
    }
  }

  private change(title: string, to: (before: Group) => Partial<Group>): void {
    const before = this.groups.get(title) ?? { title, total: 0, ended: 0, failed: 0, skipped: 0, rows: 0, running: [] };
    this.groups.set(title, { ...before, ...to(before), running: [] });
  }

  private runningIn(group: string): string[] {
    return [...this.atWork].flatMap(([id, rows]) => {
      const place = this.places.get(id);
      if (place?.group !== group) return [];
      return [rows > 0 ? `${place.label} ${grouped(rows)} rows` : place.label];
    });
  }
}

/** `extract.hospital-a.patients` ended, in one line. */
export function endedLine(stepId: string, { status, seconds, report, error }: StepResult): string {
  const rows = report?.rowsOut === null || report?.rowsOut === undefined ? '' : `, ${grouped(report.rowsOut)} rows`;
  const words: Record<StepResult['status'], string> = {
    SUCCEEDED: `done in ${secondsText(seconds)}${rows}${report?.detail ? `, ${report.detail}` : ''}`,
    FAILED: `FAILED after ${secondsText(seconds)}: ${error ? `${error.code}: ${error.detail}` : 'no reason given'}`,
    SKIPPED: 'skipped: an earlier step failed',
    REUSED: 'done earlier in this run',
  };
  return `${stepId}: ${words[status]}`;
}

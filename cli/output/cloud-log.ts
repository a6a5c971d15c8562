/**
 * Lines on stderr as Cloud Logging reads them, one JSON object each. It takes over `severity` and keeps the other fields under `jsonPayload`,
 * which the alerts read (stacks/monitoring/alerts.ts). Messages equal those of the plain text and never hold a row value.
 */
export interface CloudLogLine {
  readonly severity: 'INFO' | 'ERROR';
  readonly message: string;
  /** Code of the failure, e.g. `QUARANTINE_SHARE_EXCEEDED`; null: nothing failed. */
  readonly code: string | null;
  readonly environment: string | null;
  /** Step of the graph; null before it is known. */
  readonly stepId: string | null;
  readonly runId: string | null;
}

/** Step and run that the lines of this process belong to. */
export type LogSubject = Pick<CloudLogLine, 'environment' | 'stepId' | 'runId'>;

let subject: LogSubject | null = null;

/** Whether a command line works in the cloud: in a container of Cloud Run, or with `--engines cloud`. */
export function isInCloud(words: readonly string[], variables: NodeJS.ProcessEnv): boolean {
  if (variables['CLOUD_RUN_JOB'] || variables['K_SERVICE']) return true;
  return words.includes('--engines=cloud') || words[words.indexOf('--engines') + 1] === 'cloud';
}

/** From here on lines are JSON. */
export function startCloudLog(environment: string | null): void {
  subject = { environment, stepId: null, runId: null };
}

/** Sets the step and run of the lines that follow. No effect on plain text. */
export function aboutStep(about: LogSubject): void {
  if (subject) subject = about;
}

/** The line to write: JSON in the cloud, the message itself elsewhere; nothing in it can command a terminal. */
export function logLine(severity: CloudLogLine['severity'], message: string, code: string | null = null): string {
  // Here and not above: the help is printed without it.
  const { harmlessText } = require('./harmless-text') as typeof import('./harmless-text');
  if (!subject) return harmlessText(message);
  const line: CloudLogLine = { severity, message, code, ...subject };
  return harmlessText(JSON.stringify(line));
}

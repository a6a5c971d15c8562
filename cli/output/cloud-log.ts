/**
 * Lines on stderr as Cloud Logging reads them: one JSON object each, whose `severity` it takes over and whose other fields it keeps under
 * `jsonPayload`, where the alerts look (stacks/monitoring/alerts.ts). Messages are those of the plain text; like it they hold no row value.
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

/** What the lines of this process are about. */
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

/** Says what the lines after it are about; nothing where they are plain text. */
export function aboutStep(about: LogSubject): void {
  if (subject) subject = about;
}

/** The line to write: JSON in the cloud, the message itself elsewhere. */
export function logLine(severity: CloudLogLine['severity'], message: string, code: string | null = null): string {
  if (!subject) return message;
  const line: CloudLogLine = { severity, message, code, ...subject };
  return JSON.stringify(line);
}

/** Read by the construct, its test and the docs. */
export const LOG_ALERT_DEFAULTS = { closeAfterSeconds: 604_800, everySeconds: 300 } as const;

export interface LogAlertProps {
  readonly displayName: string;
  /** Cloud Logging filter: an entry that matches raises the alert. */
  readonly filter: string;
  /** What happened and what to do, for the people who are notified; Markdown. */
  readonly documentation: string;
  readonly severity: 'CRITICAL' | 'ERROR' | 'WARNING';
  /** Full resource names of notification channels. */
  readonly channels: readonly string[];
}

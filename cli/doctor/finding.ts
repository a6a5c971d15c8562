/** The result of one check. */
export interface Finding {
  readonly subject: string;
  /** `warning`: it works only in part, or not for long. `unknown`: it could not be checked, for the reason in `found`. */
  readonly state: 'good' | 'warning' | 'bad' | 'unknown';
  readonly found: string;
  /** What to do; null: nothing to do. */
  readonly next: string | null;
}

export const good = (subject: string, found: string): Finding => ({ subject, state: 'good', found, next: null });
export const warning = (subject: string, found: string, next: string): Finding => ({
  ...{ subject, state: 'warning', found, next },
});
export const bad = (subject: string, found: string, next: string): Finding => ({ subject, state: 'bad', found, next });
export const unknown = (subject: string, found: string, next: string): Finding => ({
  ...{ subject, state: 'unknown', found, next },
});

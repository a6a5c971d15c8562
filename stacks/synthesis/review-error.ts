/** What the compliance review has against the environments of an app; synth fails with it before any stack is written. */
export class ReviewError extends Error {
  override readonly name = 'ReviewError';
  readonly code = 'REVIEW_FINDINGS';

  /** @param lines one for each finding, of all environments. */
  constructor(readonly lines: readonly string[]) {
    super(
      `REVIEW_FINDINGS: the compliance review has ${lines.length} finding(s), and nothing was written.\n${lines.map((line) => `  ${line}`).join('\n')}\n` +
        'Mend each, or make an exception with a reason, an owner and a last day (docs/reviewing.md).',
    );
  }
}

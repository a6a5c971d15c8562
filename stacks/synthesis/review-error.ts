import { CodedError } from '../../model/errors/coded-error';

/** The compliance review found what fails the build; synth ends with it before any stack is written. */
export class ReviewError extends CodedError<'REVIEW_FINDINGS'> {
  override readonly name = 'ReviewError';

  /** @param findings one line for each finding, of all environments. */
  constructor(readonly findings: readonly string[]) {
    super('REVIEW_FINDINGS', `the compliance review has ${findings.length} finding(s), and nothing was written`);
    this.message = this.lines;
  }

  override get lines(): string {
    return [`${this.code}: ${this.detail}`, ...this.findings.map((line) => `  ${line}`), `-> ${this.fix}`].join('\n');
  }
}

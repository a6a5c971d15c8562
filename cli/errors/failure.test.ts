import { ComplianceError } from '../../compliance/errors';
import { JobError } from '../../jobs/errors';
import { PROBLEMS, SpecError } from '../../model/problems';
import { SampleError } from '../../sample/errors';
import { describeFailure } from './failure';
import { UsageError } from './usage-error';

describe('a failure in words', () => {
  it.each([
    ['wrong usage', new UsageError('no such thing', 'Do another.'), 2, 'USAGE: no such thing\n-> Do another.'],
    [
      'an unknown step',
      new JobError('STEP_UNKNOWN', 'there is no step "x"'),
      2,
      'STEP_UNKNOWN: there is no step "x"\n-> ',
    ],
    ['a failed step', new JobError('FILE_EMPTY', 'claims.csv'), 1, 'FILE_EMPTY: claims.csv\n-> Ask the sender'],
    ['no estate', new ComplianceError('ESTATE_EMPTY', 'out'), 2, 'ESTATE_EMPTY: out\n-> Compare the name'],
    ['no sample', new SampleError('SAMPLE_DAY_UNKNOWN', 'got day 9'), 2, 'SAMPLE_DAY_UNKNOWN: got day 9\n-> Use day'],
  ])('%s has its exit code, what happened and what next', (_what, error, exitCode, start) => {
    const failure = describeFailure(error, false);
    expect(failure.exitCode).toBe(exitCode);
    expect(failure.text.slice(0, start.length)).toBe(start);
  });

  it('lists every problem of a spec with its code, place and what to do', () => {
    const problems = [
      { code: 'REGION_INVALID', path: 'region', message: 'no region' },
      { code: 'NAME_TOO_LONG', path: 'hospitals[0].id', message: 'too long' },
    ] as const;
    const { exitCode, text } = describeFailure(new SpecError(problems), false);
    expect(exitCode).toBe(2);
    expect(text.split('\n').slice(1)).toEqual([
      '  REGION_INVALID at region: no region',
      '  NAME_TOO_LONG at hospitals[0].id: too long',
      `-> REGION_INVALID: ${PROBLEMS.REGION_INVALID.fix}`,
      `-> NAME_TOO_LONG: ${PROBLEMS.NAME_TOO_LONG.fix}`,
    ]);
  });

  it('keeps back the message of an error that nobody has coded, because it can quote a row', () => {
    const thrown = new Error("Could not convert string 'Jane Doe' to INT32");
    expect(describeFailure(thrown, false)).toMatchObject({
      exitCode: 1,
      text: expect.not.stringContaining('Jane Doe'),
    });
    expect(describeFailure('Jane Doe', false).text).not.toContain('Jane Doe');
  });

  it('shows the message of the system and of a mistake in the program', () => {
    const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { syscall: 'write' });
    expect(describeFailure(full, false).text).toContain('no space left');
    expect(describeFailure(new TypeError('x is not a function'), false).text).toContain('x is not a function');
  });

  it('has a stack, and the stack of the cause, only when asked', () => {
    const error = new JobError('FILE_EMPTY', 'claims.csv', { cause: new Error('inner') });
    expect(describeFailure(error, false).text).not.toContain('failure.test');
    expect(describeFailure(error, true).text).toMatch(/failure\.test[\s\S]*caused by Error: inner/);
  });
});

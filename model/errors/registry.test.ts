import { REFUSALS } from '../../jobs/lake/manifest';
import { CodedError } from './coded-error';
import { ERROR_TABLES, ERRORS } from './registry';

const TABLES = Object.entries(ERROR_TABLES);
const CODES = TABLES.flatMap(([, table]) => Object.keys(table));

describe('the registry of errors', () => {
  it('has every code of every table, and each code in one table only', () => {
    expect(CODES.filter((code, index) => CODES.indexOf(code) !== index)).toEqual([]);
    expect(Object.keys(ERRORS).sort()).toEqual([...CODES].sort());
  });

  it.each(Object.entries(ERRORS))(
    '%s is upper case, and its advice is one or more whole sentences',
    (code, { fix }) => {
      expect(code).toMatch(/^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/);
      expect(fix).toMatch(/^[`A-Z].*\.$/);
    },
  );

  it('calls nothing retryable that a different command line or configuration has to put right', () => {
    const misused = Object.values(ERRORS).filter(({ exitCode }) => exitCode === 2);
    expect(misused.length).toBeGreaterThan(80);
    expect(misused.filter(({ retryable, next }) => retryable || next !== 'other command')).toEqual([]);
  });

  it('asks for a new run after every refusal of a file, and not where only the disk was closed', () => {
    const after = (code: keyof typeof ERRORS) => ERRORS[code].next;
    expect(REFUSALS.map((code) => [code, after(code)])).toEqual(REFUSALS.map((code) => [code, 'new run']));
    expect(after('QUARANTINE_SHARE_EXCEEDED')).toBe('new run');
    expect([after('FILE_ACCESS_DENIED'), after('SOURCE_UNREACHABLE')]).toEqual(['resume', 'resume']);
  });
});

describe('a coded error', () => {
  it('has what the registry holds for its code', () => {
    const error = new CodedError('SECRET_UNREACHABLE', 'timeout');
    expect(error).toMatchObject({ ...ERRORS.SECRET_UNREACHABLE, code: 'SECRET_UNREACHABLE', detail: 'timeout' });
    expect(error.message).toBe(`SECRET_UNREACHABLE: timeout. ${ERRORS.SECRET_UNREACHABLE.fix}`);
    expect(error.lines).toBe(`SECRET_UNREACHABLE: timeout\n-> ${ERRORS.SECRET_UNREACHABLE.fix}`);
  });

  it('takes advice for one case, and keeps its cause', () => {
    const cause = new Error('inner');
    const error = new CodedError('USAGE', 'there is no file x', { fix: 'Check --ca.', cause });
    expect(error).toMatchObject({ fix: 'Check --ca.', cause, exitCode: 2 });
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import MINIMAL_ENVIRONMENT from '../test/minimal-environment.json';
import { readSynthesized } from '../test/synthesized-environments';
import { withGroupLookups } from './checks/group-lookup-files';
import { RcmEnvironment } from './environment';
import { Hospital } from './hospital';
import { Emr, type HospitalProps } from './props/hospital-props';

type Payers = NonNullable<HospitalProps['payers']>;
const emr = Emr.cloudSql();

/** The text of each stack, and the problems, of two hospitals with these payers. */
function group(a: Payers, b: Payers) {
  const problems: string[] = [];
  const stacks = readSynthesized(
    (app) => {
      const environment = new RcmEnvironment(app, 'sunrise-dev', MINIMAL_ENVIRONMENT);
      new Hospital(environment, 'hospital-a', { emr, payers: a });
      new Hospital(environment, 'hospital-b', { emr, payers: b });
      problems.push(...environment.problems.map(({ code, path, message }) => `${code} ${path}: ${message}`));
    },
    (written) => Object.fromEntries(written.stacks.map(({ name, text }) => [name, text])),
  );
  return { stacks, problems };
}

it('changes the stack of its hospital and no other, not by a byte, when a lookup changes', () => {
  const payers = [{ source: '1', payer: 'aetna', name: 'Aetna' }];
  const before = group(payers, payers).stacks;
  const after = group([...payers, { source: '2', payer: 'medicare', name: '${file("x")}' }], payers).stacks;
  const changed = Object.keys(after).filter((name) => after[name] !== before[name]);
  expect(changed).toEqual(['sunrise-dev-hospital-a']);
  // Terraform would evaluate what is not escaped.
  expect(after['sunrise-dev-hospital-a']).toMatch(/medicare.*[^$]\$\$\{file\(/);
  expect(Object.keys(before).length).toBeGreaterThan(8);
});

it('refuses lookups that describe one payer differently, with both hospitals and both descriptions', () => {
  const app = () =>
    group([{ source: '1', payer: 'aetna', name: 'Aetna' }], [{ source: '9', payer: 'aetna', name: 'AETNA' }]);
  expect(app).toThrow(
    /GROUP_MEMBER_DIFFERS at sunrise-dev\.hospitals\.hospital-b\.payers: payer "aetna" has the name "Aetna" in hospital-a and "AETNA" in hospital-b/,
  );
});

describe('a lookup in a file', () => {
  const project = mkdtempSync(join(tmpdir(), 'rcm-group-lookups-'));
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  /** The lines of a file, or the code and place of its problem. */
  function read(kind: 'payers' | 'departments', text: string): unknown {
    writeFileSync(join(project, 'lookup.csv'), text);
    const { lookups, problems } = withGroupLookups({ [kind]: { lookup: 'lookup.csv' } }, 'hospitals.a', project);
    const [problem] = problems;
    return problem ? `${problem.code} ${problem.path} ${problem.message}` : lookups[kind];
  }

  it('has its columns in any order, blanks around values cut off, and blank descriptions left out', () => {
    expect(
      read(
        'payers',
        '\ufeffpayer,source,plan_type,name\r\naetna, "AET 1",,Aetna \r\nmedicare,00431,Medicare,\r\n'.replace(
          ' "AET 1"',
          ' AET 1 ',
        ),
      ),
    ).toEqual([
      { source: 'AET 1', payer: 'aetna', name: 'Aetna' },
      { source: '00431', payer: 'medicare', planType: 'Medicare' },
    ]);
    expect(read('departments', 'source,department\nD1,surgery\n')).toEqual([{ source: 'D1', department: 'surgery' }]);
  });

  it.each([
    ['another header', 'source,insurer\n1,x\n', 'LOOKUP_LINE_INVALID'],
    ['a column twice', 'source,payer,payer\n1,x,y\n', 'LOOKUP_LINE_INVALID'],
    ['no column of the source', 'payer,name\nx,y\n', 'LOOKUP_LINE_INVALID'],
    ['a line of another length', 'source,payer\n1\n', 'LOOKUP_LINE_INVALID'],
    ['a blank payer', 'source,payer\n1, \n', 'LOOKUP_LINE_INVALID'],
    ['a blank source', 'source,payer\n" ",x\n', 'LOOKUP_LINE_INVALID'],
    ['a broken quote', 'source,payer\n"1,x\n', 'LOOKUP_LINE_INVALID'],
    ['no line', 'source,payer\n', 'LOOKUP_LINE_INVALID'],
    ['a source that only blanks tell apart', 'source,payer\n1,x\n" 1",y\n', 'LOOKUP_KEY_REPEATED'],
    [
      'more than 10,000 lines',
      `source,payer\n${Array.from({ length: 10_001 }, (_, n) => `${n},x\n`).join('')}`,
      'LOOKUP_TOO_LONG',
    ],
  ])('is refused with %s', (_what, text, code) => {
    expect(read('payers', text)).toMatch(new RegExp(`^${code} hospitals\\.a\\.payers\\.lookup "lookup\\.csv" `));
  });

  it('is one of the project', () => {
    const { problems } = withGroupLookups({ payers: { lookup: '../payers.csv' } }, 'hospitals.a', project);
    expect(problems.map(({ code }) => code)).toEqual(['LOOKUP_OUTSIDE']);
  });
});

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { App, Testing } from 'cdktf';
import { SpecError } from '../../model/problems';
import { ClaimsInbox, Emr, Hospital, RcmEnvironment, synthesize } from '../../stacks';
import MINIMAL_ENVIRONMENT from '../minimal-environment.json';
import { blocksOf, INFO_STRINGS, PAGES, proseOf } from './blocks';
import { IN_THE_CLOUD, RUN_ELSEWHERE, ranBy } from './commands-not-run';
import { missingIn } from './shown-output';

const ROOT = join(__dirname, '..', '..');
const BLOCKS = PAGES.flatMap(blocksOf);

describe.each(PAGES)('the blocks of %s', (page) => {
  it('say what they are', () => {
    const unknown = blocksOf(page).filter(({ info }) => !(INFO_STRINGS as readonly string[]).includes(info));
    expect(unknown.map(({ line, info }) => `${line}: ${info}`)).toEqual([]);
  });

  it('are fenced: one that is only indented is checked by nothing', () => {
    // After an empty line, and not the continuation of a list.
    const indented = proseOf(page).match(/(?<=^(?![ ]*(?:[-*]|\d+\.) ).*\n\n) {4}\S.*/gm) ?? [];
    expect(indented).toEqual([]);
  });
});

describe('the commands that are not run', () => {
  it('in the cloud are as many as are listed', () => {
    const counts: Record<string, number> = {};
    for (const { page } of BLOCKS.filter(({ info }) => info === 'sh cloud')) counts[page] = (counts[page] ?? 0) + 1;
    expect(counts).toEqual(IN_THE_CLOUD);
  });

  it('elsewhere are each run by a test that there is', () => {
    const elsewhere = BLOCKS.filter(({ info }) => info === 'sh elsewhere');
    expect(elsewhere.filter((block) => ranBy(block) === undefined)).toEqual([]);
    expect(Object.values(RUN_ELSEWHERE).filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
    const unused = Object.keys(RUN_ELSEWHERE).filter((part) => !elsewhere.some(({ text }) => text.includes(part)));
    expect(unused).toEqual([]);
  });
});

it('the refusal that docs/adding-a-hospital.md shows is what synth says', () => {
  const app = new App({ outdir: Testing.app().outdir });
  const environment = new RcmEnvironment(app, 'sunrise-dev', {
    ...MINIMAL_ENVIRONMENT,
  });
  new Hospital(environment, 'hospital-c', {
    emr: Emr.existingMySql({ host: '10.20.0.9', database: 'hospital_c_db', certificateAuthority: 'private' }),
    claims: ClaimsInbox.monthlyCsv({ delimiter: '|' }),
    tables: ['departments', 'providers', 'pacients'],
    mapping: { patients: { columns: { lastname: 'Surname' } } },
  });
  const shown = blocksOf('docs/adding-a-hospital.md').find(({ text }) => text.startsWith('SPEC_INVALID'))?.text ?? '';
  let said = '';
  try {
    synthesize(app);
  } catch (error) {
    if (!(error instanceof SpecError)) throw error;
    said = error.message;
  }
  expect(missingIn(said, shown)).toEqual([]);
  expect(shown.split('\n').length).toBe(said.split('\n').length);
});

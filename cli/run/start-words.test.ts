import { join } from 'node:path';
import { type RunStart, startOfText, startText } from '../../jobs/steps/run-start';
import { asStarted, fromItsSources, type RunWords, startOf } from './start-words';

const place = { name: 'dev', stateFolder: join(process.cwd(), '.rcm/dev') };
const started = (words: RunWords, command: RunStart['command'] = 'run') => ({
  runId: 'r1',
  start: startOf(command, words, 'embedded'),
});

describe('how a run was started', () => {
  it('is recorded with paths that hold in every folder, and read back', () => {
    const { start } = started({ extracts: 'x', spec: 'a.json', hospital: 'a', heal: true });
    expect(start).toMatchObject({ extracts: join(process.cwd(), 'x'), spec: join(process.cwd(), 'a.json') });
    expect(startOfText(startText(start))).toEqual(JSON.parse(JSON.stringify(start)));
  });

  it.each([null, '', '{', '{"command":"walk"}', '7'])('is unknown where %p is recorded', (text) => {
    expect(startOfText(text)).toBeNull();
  });
});

describe('a run that is resumed', () => {
  it('needs no option again', () => {
    const words = asStarted({}, started({ mysql: true, hospital: 'a', until: '2025-12-31' }), place);
    expect(words).toMatchObject({ env: 'dev', mysql: true, hospital: 'a', until: '2025-12-31' });
  });

  it('takes the same options again, and a folder by another name', () => {
    const run = started({ extracts: 'x', full: true });
    expect(asStarted({ extracts: './x', full: true }, run, place)).toMatchObject({ full: true });
    const sample = { extracts: '.rcm/dev/sample/extracts' };
    expect(asStarted(sample, started({}), place).extracts).toBeUndefined();
  });

  it('may accept deletes, and keeps that', () => {
    expect(asStarted<RunWords>({ acceptDeletes: true }, started({}), place).acceptDeletes).toBe(true);
    expect(asStarted<RunWords>({}, started({ acceptDeletes: true }), place).acceptDeletes).toBe(true);
  });

  it.each([
    ['another folder', { extracts: 'y' }, { extracts: 'x' }, 'with --extracts x and not --extracts y'],
    ['databases', { mysql: true as const }, {}, 'with --extracts .rcm/dev/sample/extracts and not --mysql'],
    ['another spec', { spec: 'b.json' }, { spec: 'a.json' }, 'with --spec a.json and not --spec b.json'],
    ['another option', { full: true as const }, {}, 'without --full'],
    ['another value', { hospital: 'b' }, { hospital: 'a' }, 'with --hospital a and not --hospital b'],
  ])('refuses %s, and names what differs and both commands that work', (_what, typed, words, differing) => {
    const refused = () => asStarted(typed, started(words), place);
    expect(refused).toThrow(
      expect.objectContaining({ code: 'RUN_STARTED_OTHERWISE', detail: `run r1 was started ${differing}` }),
    );
    expect(refused).toThrow(/rcm run --(env|spec) \S+ --run-id r1\n-> Or start a new run: rcm run --/);
  });

  it('cannot be a replay: that reads nothing, and is begun again', () => {
    expect(() => asStarted({}, started({}, 'replay'), place)).toThrow(/Replay again: rcm replay --env dev/);
  });
});

describe('a part of a run that is repeated', () => {
  it('reads the sources of its run, and may be of one hospital', () => {
    const words = fromItsSources({ hospital: 'a' }, started({ mysql: true, full: true }), place);
    expect(words).toMatchObject({ mysql: true, hospital: 'a' });
    expect(words).not.toHaveProperty('full');
  });

  it('refuses other sources', () => {
    expect(() => fromItsSources({ mysql: true }, started({ extracts: 'x' }), place)).toThrow(
      expect.objectContaining({ code: 'RUN_STARTED_OTHERWISE' }),
    );
  });
});

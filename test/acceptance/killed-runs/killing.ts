import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { localFolders } from '../../../jobs/engines/embedded/local-folders';
import { graph, type Step } from '../../../model/graph';
import type { PipelineSpec } from '../../../model/spec';
import { Randomness } from '../../../sample/randomness';
import { twoHospitals } from '../../../sample/two-hospitals.fixture';
import { type BuiltRcm, buildRcm } from '../../built-rcm';
import { SEED } from '../../long-runs';
import { type Everything, everythingIn } from './everything';
import { type ProjectRuns, runInProcess, stepsOf } from './killed-process';
import { ARCHIVE, KILLS_OF_CHAIN, MOMENTS, type Moment } from './moments';

/** Runs that are not killed because their moment did not come, before a chain gives up. */
const MISSES_OF_CHAIN = 6;

/** What a chain of killed runs and one that ended came to. */
export interface Chain {
  /** What was killed where, in order. */
  readonly story: readonly string[];
  readonly found: Everything;
  readonly undisturbed: Everything;
}

/** Projects whose runs are killed. */
export interface Killing {
  /** Kills runs of one project, each resumed or followed by a new one, and lets the last one end. Even chains begin with nothing, odd ones on a second day. */
  chain(place: number): Promise<Chain>;
  /** What an undisturbed run of the second day leaves. */
  readonly secondDay: Everything;
  readonly counts: { readonly hit: ReadonlyMap<string, number>; readonly kills: number; readonly resumed: number };
  remove(): void;
}

/** A project before a run, and what it is after one that nobody disturbs. */
interface Start {
  readonly name: string;
  readonly project: string;
  readonly since: string;
  readonly ended: string;
  readonly undisturbed: Everything;
  /** By step: the operations that were made while it ran. */
  readonly operations: Readonly<Record<string, number>>;
}

/** Builds the command, and the two projects that chains begin with. */
export async function openKilling(): Promise<Killing> {
  const folder = mkdtempSync(join(tmpdir(), 'killed-runs-'));
  const rcm = buildRcm();
  try {
    const first = join(folder, 'first');
    await deliverFirstDay(rcm, first);
    const ofFirst = await startOf(rcm, folder, 'first', first);
    const second = copied(ofFirst.ended, join(folder, 'second'));
    await deliverSecondDay(rcm, second);
    const starts = [ofFirst, await startOf(rcm, folder, 'second', second)] as const;
    return new ChainsOfKills(folder, rcm, starts);
  } catch (error) {
    rcm.remove();
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

class ChainsOfKills implements Killing {
  private readonly random = new Randomness(SEED, 'kills');
  /** The one that is due comes first. */
  private readonly due = [...MOMENTS];
  private readonly hit = new Map<string, number>();
  private kills = 0;
  private resumed = 0;

  constructor(
    private readonly folder: string,
    private readonly rcm: BuiltRcm,
    private readonly starts: readonly [Start, Start],
  ) {}

  get secondDay() {
    return this.starts[1].undisturbed;
  }

  get counts() {
    return { hit: this.hit, kills: this.kills, resumed: this.resumed };
  }

  async chain(place: number): Promise<Chain> {
    const start = place % 2 === 0 ? this.starts[0] : this.starts[1];
    const runs = runsIn(this.rcm, copied(start.project, join(this.folder, `chain-${place}`)));
    const story: string[] = [];
    let [id, kills, misses] = [1, 0, 0];
    const runId = () => `${start.name}-${id}`;
    while (kills < KILLS_OF_CHAIN) {
      const [moment, step] = this.nextMoment(runs, runId());
      const killedAt = this.operationOf(moment, step, start);
      const ended = await runInProcess(runs, runId(), killedAt);
      const { running } = stepsOf(runs, runId());
      story.push(
        `${runId()}: ${moment.name} ${JSON.stringify(killedAt)}: ${ended}, in ${running.join(', ') || 'no step'}`,
      );
      if (ended === 'SIGKILL') {
        kills += 1;
        this.kills += 1;
        if (step === null || running.includes(step.id)) this.count(moment);
        // Every second one is resumed.
        if (this.kills % 2 === 0) this.resumed += 1;
        else id += 1;
      } else {
        misses += 1;
        if (ended !== 0 || misses > MISSES_OF_CHAIN) throw new Error(`The run ended by itself:\n${story.join('\n')}`);
        id += 1;
      }
    }
    const ended = await runInProcess(runs, runId(), null);
    if (ended !== 0) throw new Error(`The run that was left in peace ended with ${ended}:\n${story.join('\n')}`);
    const found = await everythingIn(runs.stateFolder, start.since, idsOf(start.name));
    rmSync(runs.project, { recursive: true });
    return { story, found, undisturbed: start.undisturbed };
  }

  remove(): void {
    this.rcm.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }

  /** The first that is due and can still come in the run, with one of the steps in which it can. */
  private nextMoment(runs: ProjectRuns, runId: string): [Moment, Step | null] {
    const { succeeded } = stepsOf(runs, runId);
    for (const moment of this.due) {
      if (moment.kind === null) return [moment, null];
      const possible = graph(spec).filter(
        ({ id, kind, hospitalId, table }) =>
          kind === moment.kind &&
          // What succeeded of a table is not repeated.
          (hospitalId === null || !succeeded.has(id)) &&
          (moment !== ARCHIVE || filesOf(join(localFolders(runs.stateFolder).inbox, `${hospitalId}/${table}`)) > 0),
      );
      if (possible.length > 0) return [moment, possible[this.random.whole(0, possible.length - 1)] ?? null];
    }
    throw new Error('No moment can come any more.');
  }

  private operationOf({ matching }: Moment, step: Step | null, { operations }: Start) {
    const operation = this.random.whole(1, matching?.upTo ?? operations[step?.id ?? ''] ?? 1);
    const delay = this.random.chance(0.5) ? 0 : this.random.whole(1, 10);
    return { step: step?.id ?? null, operation, delay, ...(matching ? { matching: matching.text } : {}) };
  }

  private count(moment: Moment): void {
    this.hit.set(moment.name, (this.hit.get(moment.name) ?? 0) + 1);
    this.due.push(...this.due.splice(this.due.indexOf(moment), 1));
  }
}

/** A hospital with its own names of columns, its feed of claims, and one list of codes. */
const spec: PipelineSpec = (() => {
  const { hospitals, references, ...rest } = twoHospitals();
  const quality = { ...rest.quality, maximumBadLineShare: 0.5, maximumQuarantinedShare: 0.5 };
  return { ...rest, quality, hospitals: hospitals.slice(1), references: references.slice(0, 1) };
})();

function runsIn({ program }: BuiltRcm, project: string): ProjectRuns {
  return { program, project, stateFolder: join(project, '.rcm', spec.environment) };
}

const idsOf = (name: string) => new RegExp(`${name}-\\d+`, 'g');

/** With the files' times: they say when a file arrived. */
function copied(project: string, to: string): string {
  cpSync(project, to, { recursive: true, preserveTimestamps: true });
  return to;
}

async function startOf(rcm: BuiltRcm, folder: string, name: string, project: string): Promise<Start> {
  const since = new Date().toISOString().replace('T', ' ').slice(0, 19);
  const ended = copied(project, join(folder, `${name}-undisturbed`));
  const runs = runsIn(rcm, ended);
  const trace = join(folder, `${name}.json`);
  const exit = await runInProcess(runs, `${name}-0`, { trace });
  if (exit !== 0)
    throw new Error(`The undisturbed run ended with ${exit}: ${readFileSync(join(ended, 'said.txt'), 'utf8')}`);
  const undisturbed = await everythingIn(runs.stateFolder, since, idsOf(name));
  return { name, project, since, ended, undisturbed, operations: JSON.parse(readFileSync(trace, 'utf8')) };
}

async function deliverFirstDay(rcm: BuiltRcm, project: string): Promise<void> {
  mkdirSync(project);
  writeFileSync(join(project, 'cdktf.json'), '{}');
  writeFileSync(join(project, 'spec.json'), JSON.stringify(spec));
  await sample(rcm, project, ['--patients', '50', '--encounters', '100', '--months', '2']);
}

/** Changes, deletes and a file of the sample's second day, and files that say different things of the same claims. */
async function deliverSecondDay(rcm: BuiltRcm, project: string): Promise<void> {
  await sample(rcm, project, ['--day', '2']);
  const claims = join(localFolders(runsIn(rcm, project).stateFolder).inbox, 'hospital-b/claims');
  const [name = ''] = readdirSync(claims);
  const [header = '', ...lines] = readFileSync(join(claims, name), 'utf8').trimEnd().split('\n');
  const paid = lines.map((line) => line.replace(/\|(Denied|Approved|Pending|Rejected)\|/, '|Paid|'));
  // An id that no claim has cannot be a claim's: the row is held.
  const held = (lines[0] ?? '').replace(/^[^|]*/, '');
  const deliver = (file: string, rows: readonly string[], minute: number) => {
    const path = join(claims, file);
    writeFileSync(path, [header, ...rows, ''].join('\n'));
    const time = new Date(Date.UTC(2024, 7, 30, 23, minute));
    utimesSync(path, time, time);
  };
  deliver('before.csv', [...paid, 'no|claim', held], 10);
  deliver('between.csv', [...lines.slice(2), 'nor|this'], 20);
  deliver('after.csv', paid.slice(0, 3), 40);
  deliver('again.csv', lines.slice(0, 3), 50);
  deliver('after-all.csv', paid.slice(0, 3), 55);
}

async function sample(rcm: BuiltRcm, project: string, words: readonly string[]): Promise<void> {
  const { exitCode, stderr } = await rcm.run(['sample', ...words, '--spec', 'spec.json'], { cwd: project });
  if (exitCode !== 0) throw new Error(`${basename(project)}: ${stderr}`);
}

const filesOf = (folder: string) => (existsSync(folder) ? readdirSync(folder).length : 0);

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'cdktf';
import { ENVIRONMENTS } from '../environments';
import { type RcmEnvironment, synthesize } from '../stacks';
import { everyOptionEnvironment } from './every-option-environment';
import { SynthesizedStack } from './synthesized-stack';

/** Whole environments, as `main.ts` writes them. */
export interface SynthesizedEnvironments {
  readonly stacks: readonly SynthesizedStack[];
  /** The folder that `cdktf.out` would be. */
  readonly outdir: string;
}

/** Synthesizes what `build` makes; the folder goes when the test file has ended. */
export function synthesizeApp(build: (app: App) => void): SynthesizedEnvironments {
  const outdir = newFolder();
  afterAll(() => rmSync(outdir, { recursive: true, force: true }));
  return synthesizeInto(outdir, build);
}

/** Synthesizes what `build` makes and hands it to `read`, after which the folder goes: for what runs outside of tests too. */
export function readSynthesized<T>(build: (app: App) => void, read: (written: SynthesizedEnvironments) => T): T {
  const outdir = newFolder();
  try {
    return read(synthesizeInto(outdir, build));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** Both sample environments; `change` may add to each first. */
export function synthesizeSamples(change?: (environment: RcmEnvironment) => void): SynthesizedEnvironments {
  return synthesizeApp((app) => buildSamples(app, change));
}

/** Both sample environments and the one that uses every option: whatever this project can write. */
export function synthesizeEverything(): SynthesizedEnvironments {
  return synthesizeApp(buildEverything);
}

/** Builds both sample environments; `change` may add to each first. */
export function buildSamples(app: App, change: (environment: RcmEnvironment) => void = () => {}): void {
  for (const environment of Object.values(ENVIRONMENTS)) change(environment(app));
}

/** Builds both sample environments and the one that uses every option. */
export function buildEverything(app: App): void {
  buildSamples(app);
  everyOptionEnvironment(app);
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'environments-'));
}

function synthesizeInto(outdir: string, build: (app: App) => void): SynthesizedEnvironments {
  const app = new App({ outdir });
  build(app);
  synthesize(app);
  const stacks = readdirSync(join(outdir, 'stacks'))
    .sort()
    .map((name) => new SynthesizedStack(name, readFileSync(join(outdir, 'stacks', name, 'cdk.tf.json'), 'utf8')));
  return { stacks, outdir };
}

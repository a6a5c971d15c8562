import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSamples, readSynthesized } from '../synthesized-environments';
import type { SynthesizedStack } from '../synthesized-stack';

/** The sample environments as `npm run synth` writes them, held in memory. */
export interface Samples {
  readonly stacks: readonly SynthesizedStack[];
  /** The stacks that each stack is deployed after, by name. */
  readonly dependencies: ReadonlyMap<string, readonly string[]>;
}

let synthesized: Samples | undefined;

/** Synthesizes the sample environments; once, however often it is asked. */
export function samples(): Samples {
  synthesized ??= readSynthesized(buildSamples, ({ stacks, outdir }) => {
    const manifest = JSON.parse(readFileSync(join(outdir, 'manifest.json'), 'utf8')) as {
      stacks: Record<string, { dependencies: string[] }>;
    };
    const named = (paths: readonly string[]) => paths.map((path) => path.split('/').at(-1) ?? '');
    const entries = stacks.map(({ name }) => [name, named(manifest.stacks[name]?.dependencies ?? [])] as const);
    return { stacks, dependencies: new Map(entries) };
  });
  return synthesized;
}

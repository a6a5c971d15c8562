import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { UsageError } from '../errors/usage-error';

interface Stack {
  readonly name: string;
  readonly constructPath: string;
  /** Construct paths of the stacks that are deployed first. */
  readonly dependencies: readonly string[];
}

/**
 * The synthesized stacks of an environment, each after its dependencies, for deliveries that run Terraform itself. Without the organization's:
 * administrators deploy that, since no identity of the project may set what it holds.
 * @param outdir what cdktf has written, `cdktf.out`.
 * @throws UsageError when the environment is not synthesized
 */
export function stackOrder(outdir: string, environment: string): string[] {
  const manifest = join(outdir, 'manifest.json');
  const { stacks = {} } = existsSync(manifest)
    ? (JSON.parse(readFileSync(manifest, 'utf8')) as { stacks?: Readonly<Record<string, Stack>> })
    : {};
  const byPath = new Map(Object.values(stacks).map((stack) => [stack.constructPath, stack]));
  const ordered = new Set<string>();
  const place = (stack: Stack | undefined) => {
    if (stack === undefined || ordered.has(stack.name)) return;
    for (const path of stack.dependencies) place(byPath.get(path));
    ordered.add(stack.name);
  };
  for (const stack of byPath.values()) place(stack);
  const own = [...ordered].filter(
    (name) => name.startsWith(`${environment}-`) && name !== `${environment}-organization`,
  );
  if (own.length === 0)
    throw new UsageError(`There is no stack of "${environment}"`, 'Synthesize it first: npm run synth.');
  return own;
}

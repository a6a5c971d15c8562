// `node scripts/stack-order.mjs ENVIRONMENT`: prints its synthesized stacks, one a line, each after its dependencies. Delivery deploys
// with plain Terraform, which handles one stack at a time.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const [environment = ''] = process.argv.slice(2);
const manifest = JSON.parse(readFileSync(join(process.env.CDKTF_OUTDIR ?? 'cdktf.out', 'manifest.json'), 'utf8'));
const stacks = new Map(Object.values(manifest.stacks).map((stack) => [stack.constructPath, stack]));
const ordered = new Set();

function place(stack) {
  for (const path of stack.dependencies) place(stacks.get(path));
  ordered.add(stack.name);
}

for (const stack of stacks.values()) place(stack);
// Administrators deploy what belongs to the organization: no identity of the project may set it.
const others = `${environment}-organization`;
const own = [...ordered].filter((name) => name.startsWith(`${environment}-`) && name !== others);
if (environment === '' || own.length === 0) {
  process.stderr.write(`There is no stack of "${environment}": synthesize it first.\n`);
  process.exitCode = 2;
}
for (const name of own) process.stdout.write(`${name}\n`);

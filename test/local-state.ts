import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Makes Terraform keep the state of the stack in `folder` beside it: a bucket of states is not the tests' to ask. */
export function keepStateIn(folder: string): void {
  const terraform = { backend: { local: { path: 'state' } } };
  writeFileSync(join(folder, 'backend_override.tf.json'), JSON.stringify({ terraform }));
}

import { ARTIFACTS } from './artifacts';
import { compare, differences } from './committed';

/** The files of an artifact are committed as the code yields them now. */
export async function expectCommitted(name: string): Promise<void> {
  const artifact = ARTIFACTS.find((each) => each.name === name);
  if (!artifact) throw new Error(`test/generated/artifacts.ts lists no ${name}`);
  const compared = await compare(artifact);
  expect(compared.length).toBeGreaterThan(0);
  expect(differences(compared, name)).toEqual([]);
}

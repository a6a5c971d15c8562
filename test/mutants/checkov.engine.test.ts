import { join } from 'node:path';
import { describeEngine, engineVersion } from '../engines/available';
import { expectGenerated } from '../generated/generated-file';
import { allMutants } from './all-mutants';
import { checkovOver } from './checkov-run';
import { keyOf } from './outcomes';
import { weakeningOf } from './sample';

const RUN_MILLISECONDS = 600_000;

describeEngine('checkov', 'Checkov over the mutants of every environment', () => {
  const { mutants, outdir } = allMutants();

  it(
    'finds what is written down for the page, in each mutant beside its original',
    async () => {
      const checksOf = await checkovOver(mutants, outdir);
      const found = new Map<string, { checks: Set<string>; mutants: number }>();
      mutants.forEach((mutant, index) => {
        const checks = checksOf.get(index);
        if (!checks) return;
        const key = keyOf({ weakening: weakeningOf(mutant), beforeProduction: mutant.estate.beforeProduction });
        const so = found.get(key) ?? { checks: new Set(), mutants: 0 };
        found.set(key, { checks: new Set([...so.checks, ...checks]), mutants: so.mutants + 1 });
      });
      const sorted = [...found].sort(([one], [other]) => (one < other ? -1 : 1));
      const lines = sorted.map(
        ([key, { checks, mutants: count }]) =>
          `    ${JSON.stringify(key)}: ${JSON.stringify({ checks: [...checks].sort(), mutants: count })}`,
      );
      // A configuration under which Checkov finds nothing would make a table in which it loses.
      expect(sorted.length).toBeGreaterThan(50);
      const version = JSON.stringify(engineVersion('checkov'));
      expectGenerated(
        join(__dirname, 'checkov-found.json'),
        `{\n  "version": ${version},\n  "found": {\n${lines.join(',\n')}\n  }\n}\n`,
      );
    },
    RUN_MILLISECONDS,
  );
});

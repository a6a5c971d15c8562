import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describeEngine } from '../test/engines/available';

describeEngine('mariadb', 'the benchmark of extraction', () => {
  it('runs, as small as it goes', () => {
    const output = execFileSync(process.execPath, [join(__dirname, 'extract.mjs'), '1000', '1'], {
      encoding: 'utf8',
      stdio: 'pipe',
    });
    expect(output).toMatch(/1000 rows x 21 columns, .* commit [0-9a-f]+/);
    expect(output).toMatch(/[\d.]+ of the dump's rate; least 0.6, goal 0.85: not judged/);
  }, 100_000);
});

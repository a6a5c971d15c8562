import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Testing } from 'cdktf';
import MINIMAL_ENVIRONMENT from '../test/minimal-environment.json';
import { RcmEnvironment } from './environment';
import { Hospital } from './hospital';
import { Emr } from './props/hospital-props';
import { synthesize } from './synthesize';

/** Terraform would evaluate this unless it is escaped. */
const TEXT = 'why ${file("/etc/hosts")} and %{ if true }more%{ endif }';
const ESCAPED = 'why $${file("/etc/hosts")} and %%{ if true }more%%{ endif }';

/** Every text of a stack that Terraform reads: not what stands under `//`, which it takes for a comment. */
function texts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => (key === '//' ? [] : texts(inner)));
}

it('gives no free text of an environment to Terraform to work out', () => {
  const app = new App({ outdir: Testing.app().outdir });
  const environment = new RcmEnvironment(app, 'sunrise-dev', {
    ...MINIMAL_ENVIRONMENT,
    airflowRanges: [{ range: '10.9.0.0/24', description: TEXT }],
    publicApis: [{ host: 'api.sunrise.example', why: TEXT }],
    perimeter: { accessPolicy: '123456', enforce: { reason: TEXT } },
    overrides: { databaseBackups: 1 },
    reasons: { databaseBackups: TEXT },
    destroyableData: { reason: TEXT },
  });
  new Hospital(environment, 'hospital-a', { emr: Emr.cloudSql({ zonalReason: TEXT }), title: TEXT });
  synthesize(app);
  const found = readdirSync(join(app.outdir, 'stacks')).flatMap((name) =>
    texts(JSON.parse(readFileSync(join(app.outdir, 'stacks', name, 'cdk.tf.json'), 'utf8')))
      .map((text) => text.replaceAll('\\"', '"'))
      .filter((text) => text.includes('/etc/hosts'))
      .map((text) => (text.includes(ESCAPED) && !text.includes(TEXT) ? 'escaped' : `${name}: ${text}`)),
  );
  // The description of the range, and the title in the hospital's part of the spec.
  expect(found).toEqual(['escaped', 'escaped']);
  const spec = JSON.parse(readFileSync(join(app.outdir, 'specs', 'sunrise-dev.json'), 'utf8'));
  expect(spec.hospitals[0].title).toBe(TEXT);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, Testing } from 'cdktf';
import MINIMAL_ENVIRONMENT from '../test/minimal-environment.json';
import { SynthesizedStack } from '../test/synthesized-stack';
import { RcmEnvironment } from './environment';
import { Hospital } from './hospital';
import { Emr } from './props/hospital-props';
import { synthesize } from './synthesize';

it('a hospital with PostgreSQL gets a way to its port, places for its secrets, and the schema in its spec', () => {
  const target = new App({ outdir: Testing.app().outdir });
  const environment = new RcmEnvironment(target, 'sunrise-dev', { ...MINIMAL_ENVIRONMENT });
  const place = { host: '10.20.0.12', database: 'emr', schema: 'clinic', certificateAuthority: 'private' } as const;
  new Hospital(environment, 'hospital-a', { emr: Emr.existingPostgres(place) });
  synthesize(target);
  const name = 'sunrise-dev-hospital-a';
  const stack = new SynthesizedStack(name, readFileSync(join(target.outdir, 'stacks', name, 'cdk.tf.json'), 'utf8'));
  expect(stack.only('google_compute_firewall')).toMatchObject({
    description: 'PostgreSQL of hospital-a',
    destination_ranges: ['10.20.0.12/32'],
    allow: [{ protocol: 'tcp', ports: ['5432'] }],
  });
  expect(stack.resources('google_secret_manager_secret').map(({ attributes }) => attributes['secret_id'])).toEqual([
    `${name}-emr-authority`,
    `${name}-emr-password`,
  ]);
  expect(stack.resources('google_sql_database_instance')).toEqual([]);
  const spec = JSON.parse(readFileSync(join(target.outdir, 'specs/sunrise-dev.json'), 'utf8'));
  expect(spec.hospitals[0].emr).toEqual({
    ...{ kind: 'postgres', host: '10.20.0.12', port: 5432, database: 'emr', schema: 'clinic', user: 'rcm_reader' },
    ...{ passwordSecret: `${name}-emr-password`, certificateAuthoritySecret: `${name}-emr-authority`, tls: 'verify' },
  });
});

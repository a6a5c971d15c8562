import { Argument, type Command, InvalidArgumentError, Option } from 'commander';
import type { AddHospitalOptions } from '../add-hospital/add-hospital';
import { PRESETS } from '../add-hospital/presets/registry';
import { withExamples } from '../environment/environment-options';
import { UsageError } from '../errors/usage-error';

/** `rcm hospital add`: proposes the mapping of a new hospital from its live database, and writes its construct. */
export function define(command: Command): void {
  command
    .description(
      'Reads the schema of a MySQL database, proposes its mapping to the common data model and writes the construct. It reads no rows: it only asks the server for counts, a prefix shared by all ids and short codes that many rows share.',
    )
    .addArgument(new Argument('<action>', 'add a hospital').choices(['add']))
    .argument('<id>', 'id of the new hospital: lower-case words joined by hyphens, at most 20 characters')
    .option('--env <name>', 'environment (default: RCM_ENV, or the only one there is)')
    .requiredOption('--mysql-host <host>', 'host of the database')
    .addOption(
      new Option('--postgres-host <host>', 'not read by this command: says what to do').argParser(() => {
        throw new UsageError(
          'rcm hospital add reads MySQL and MariaDB, not PostgreSQL',
          'Write the hospital by hand with Emr.existingPostgres({ … }), as docs/other-databases.md shows. npm run synth checks it, and rcm run --mysql reads it.',
        );
      }),
    )
    .option('--port <number>', 'port of the database', portNumber, 3306)
    .option('--database <name>', 'name of the database (default: the id with _ for -, and _db)')
    .option('--user <name>', 'user with read access', 'rcm_reader')
    .option(
      '--password-from <variable>',
      "environment variable with the user's password (default: the one that rcm run reads)",
    )
    .addOption(
      new Option('--tls <how>', "verify: check the server's certificate; none: for a database on this machine")
        .choices(['verify', 'none'])
        .default('verify'),
    )
    .option(
      '--ca <file>',
      "PEM of the authority that signed the server's certificate (default: the authorities that Node.js trusts)",
    )
    .addOption(
      new Option('--claims <how>', 'how often claims files arrive')
        .choices(['monthly', 'daily', 'none'])
        .default('monthly'),
    )
    .addOption(
      new Option(
        '--preset <name>',
        'mapping of a known system, or none to propose by names alone (default: the system whose tables the database has)',
      ).choices([...PRESETS.map(({ id }) => id), 'none']),
    )
    .addOption(new Option('--write', 'write the construct into environments/<env>.ts').conflicts('dryRun'))
    .option('--dry-run', 'only show the construct (the default)')
    .option('--json', 'print the proposal as JSON')
    .action(async (_action: string, id: string, options: AddHospitalOptions) => {
      const { addHospital } = require('../add-hospital/add-hospital') as typeof import('../add-hospital/add-hospital');
      await addHospital(id, options);
    });
  withExamples(command, [
    'rcm hospital add hospital-c --env sunrise-dev --mysql-host 10.20.0.9 --password-from MYSQL_PASSWORD',
    'rcm hospital add hospital-c --env sunrise-dev --mysql-host 10.20.0.9 --password-from MYSQL_PASSWORD --write',
    'rcm hospital add hospital-c --env sunrise-dev --mysql-host 10.20.0.9 --database openemr --preset openemr',
    'rcm hospital add hospital-c --env sunrise-dev --mysql-host db.hospital.example --ca ca.pem --json',
  ]);
}

function portNumber(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535) throw new InvalidArgumentError('It must be 1 to 65535.');
  return port;
}

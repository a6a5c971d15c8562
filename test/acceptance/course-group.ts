import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { localFolders } from '../../jobs/engines/embedded/local-folders';
import { parseSpec } from '../../model/parse-spec';
import { type PipelineSpec, pipelineSpecSchema } from '../../model/spec';
import type { MariaDb } from '../engines/mariadb';

/** The public course data set: two hospitals, and totals that were counted independently. See its README. */
export const COURSE = join(__dirname, '..', 'data', 'course');

/** Name of the secret with the password of both databases. */
const SECRET = 'course-emr';
const HOSPITALS = [
  { id: 'hospital-a', prefix: 'H1-', claims: 'hospital1_claim_data.csv' },
  { id: 'hospital-b', prefix: 'H2-', claims: 'hospital2_claim_data.csv' },
] as const;
const TABLES = ['departments', 'providers', 'patients', 'encounters', 'transactions'];

/** The course's hospitals in two databases of a real server. */
export interface CourseGroup {
  readonly spec: PipelineSpec;
  /** Database name by hospital id. */
  readonly databases: Readonly<Record<string, string>>;
}

/** Creates and fills both databases, puts the files into the inbox, and says how to read it all. */
export async function courseGroup(server: MariaDb, folder: string): Promise<CourseGroup> {
  const databases: Record<string, string> = {};
  const inbox = localFolders(folder).inbox;
  for (const { id, claims } of HOSPITALS) {
    databases[id] = await server.createDatabase('course_');
    await fill(server, databases[id], id);
    await mkdir(join(inbox, id, 'claims'), { recursive: true });
    await copyFile(join(COURSE, 'claims', claims), join(inbox, id, 'claims', claims));
  }
  await mkdir(join(inbox, 'reference', 'cpt_codes'), { recursive: true });
  await copyFile(join(COURSE, 'cpt', 'cptcodes.csv'), join(inbox, 'reference', 'cpt_codes', 'cptcodes.csv'));
  process.env['RCM_SECRET_COURSE_EMR'] = server.reader.password;
  return { spec: courseSpec(server, databases), databases };
}

async function fill(server: MariaDb, database: string, id: string): Promise<void> {
  await server.execute(await readFile(join(COURSE, 'emr', id, 'schema.sql'), 'utf8'), database);
  for (const table of TABLES) {
    const [header, ...rows] = parse(await readFile(join(COURSE, 'emr', id, `${table}.csv`), 'utf8')) as string[][];
    const columns = (header ?? []).map((name) => `\`${name}\``).join(', ');
    for (let from = 0; from < rows.length; from += 1000) {
      const values = rows
        .slice(from, from + 1000)
        .map((row) => `(${row.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ')})`);
      await server.execute(`INSERT INTO \`${table}\` (${columns}) VALUES ${values.join(', ')}`, database);
    }
  }
}

function courseSpec(server: MariaDb, databases: Readonly<Record<string, string>>): PipelineSpec {
  const named = {
    patient_id: 'ID',
    first_name: 'F_Name',
    last_name: 'L_Name',
    middle_name: 'M_Name',
    modified_at: 'Updated_Date',
  };
  return parseSpec(pipelineSpecSchema, {
    version: 1,
    environment: 'course-dev',
    group: 'course',
    stage: 'dev',
    project: 'course-rcm-dev',
    region: 'us-central1',
    dailyRun: { localTime: '05:00', timeZone: 'America/Chicago' },
    buckets: { inbox: 'inbox', landing: 'landing', archive: 'archive', curated: 'curated', code: 'code' },
    references: [{ table: 'cpt_codes', cadence: 'yearly' }],
    hospitals: HOSPITALS.map(({ id, prefix }) => ({
      id,
      emr: {
        kind: 'mysql',
        host: server.host,
        port: server.port,
        database: databases[id],
        user: server.reader.user,
        passwordSecret: SECRET,
        tls: 'none',
      },
      tables: TABLES,
      feeds: [{ table: 'claims' }],
      mapping: {
        providers: { columns: { provider_id: { column: 'ProviderID', stripPrefix: prefix } } },
        ...(id === 'hospital-b' ? { patients: { columns: named } } : {}),
      },
    })),
  });
}

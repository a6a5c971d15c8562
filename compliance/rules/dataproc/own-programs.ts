import { attribute, blocks, isUnknown, type Json, type JsonObject, strings } from '../../arguments/attribute';
import { type Estate, ofTypes } from '../../estate/estate';
import { referencesIn } from '../../estate/references';
import type { Resource } from '../../estate/resource';
import { CLUSTER_TYPES, clusterArgument } from '../../rule-parts/cluster-argument';
import type { ResourceRule } from '../../verdicts/rule';
import { allOf, type Verdict } from '../../verdicts/verdict';

const JOBS = [
  'pyspark_job',
  'spark_job',
  'spark_r_job',
  'spark_sql_job',
  'hadoop_job',
  'hive_job',
  'pig_job',
  'presto_job',
];
const FILES = [
  'main_python_file_uri',
  'main_jar_file_uri',
  'main_r_file_uri',
  'query_file_uri',
  'python_file_uris',
  'jar_file_uris',
  'file_uris',
  'archive_uris',
];
/** Files that the image of a cluster brings along. */
const ON_THE_MACHINE = /^(file:\/\/\/usr\/|local:\/)/;
const REMEMBERED = new WeakMap<Estate, ReadonlySet<string>>();

function bucketNames(estate: Estate): ReadonlySet<string> {
  const remembered = REMEMBERED.get(estate);
  if (remembered) return remembered;
  const names = new Set(ofTypes(estate, 'google_storage_bucket').map(({ attributes }) => String(attributes['name'])));
  REMEMBERED.set(estate, names);
  return names;
}

function judge(estate: Estate, address: string, argument: string): Verdict {
  if (ON_THE_MACHINE.test(address)) return [];
  if (isUnknown(address)) {
    const own = referencesIn(address).some((each) => each.startsWith('google_storage_bucket'));
    if (own) return [];
    if (!address.startsWith('gs://') || isUnknown(address.slice(5).split('/')[0])) return 'unknown';
  }
  const bucket = /^gs:\/\/([^/]+)\//.exec(address)?.[1];
  if (bucket === undefined) return [{ attribute: argument, message: 'a program is not from a bucket' }];
  // A part of an environment does not show all of its buckets. Google's public buckets are never ours.
  if (bucketNames(estate).has(bucket)) return [];
  if (!estate.complete && !/^(goog-)?dataproc-initialization-actions|^goog-/.test(bucket)) return [];
  return [{ attribute: argument, message: `a program is from ${bucket}, which is not a bucket of the environment` }];
}

function files(of: JsonObject, name: string): readonly string[] {
  const found = strings(of[name] as Json | undefined);
  return found === 'unknown' ? [String(of[name])] : found;
}

function scripts(cluster: Resource): readonly (readonly [string, string])[] {
  const name = cluster.type === 'google_dataproc_cluster' ? 'initialization_action' : 'initialization_actions';
  const argument = cluster.type === 'google_dataproc_cluster' ? 'script' : 'executable_file';
  const { value, path } = clusterArgument(cluster, name);
  const actions = blocks({ actions: value ?? null }, 'actions');
  if (actions === 'unknown') return [[String(value), path]];
  return actions.map((action) => [String(action[argument]), `${path}.${argument}`]);
}

export const ownPrograms: ResourceRule = {
  id: 'dataproc-own-programs',
  title: 'Dataproc runs programs from buckets of the environment',
  severity: 'high',
  controls: ['164.312(c)(1)', '164.312(a)(1)'],
  why: 'Anyone who can write to that bucket can run programs next to the data.',
  fix: 'Copy the program, library or script into a bucket of the environment, and name it there.',
  resourceTypes: CLUSTER_TYPES,
  check(cluster, estate) {
    const jobs = blocks(cluster.attributes, 'jobs');
    if (jobs === 'unknown') return jobs;
    const named = jobs.flatMap((job) =>
      JOBS.flatMap((kind) => {
        const settings = attribute(job, kind);
        const block = Array.isArray(settings) ? settings[0] : settings;
        if (typeof block !== 'object' || block === null || Array.isArray(block)) return [];
        return FILES.flatMap((name) =>
          files(block as JsonObject, name).map((file) => [file, `jobs.${kind}.${name}`] as const),
        );
      }),
    );
    return allOf(...[...named, ...scripts(cluster)].map(([file, argument]) => judge(estate, file, argument)), []);
  },
};

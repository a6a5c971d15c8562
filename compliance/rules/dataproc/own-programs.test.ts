import { judged } from '../../../test/judged';
import { itJudges, placed } from '../../../test/rule-cases';
import { ownPrograms } from './own-programs';

const job = (change: object) => ({ jobs: [{ step_id: 'a', pyspark_job: { ...change } }] });
const script = (address: string) => ({ cluster_config: { initialization_action: [{ script: address }] } });
const BUCKET = placed({ 'google_storage_bucket.code': { name: 'code' } });

itJudges(ownPrograms, {
  beside: BUCKET,
  reports: {
    'google_dataproc_workflow_template.other': [
      job({ main_python_file_uri: 'gs://other/main.py' }),
      'jobs.pyspark_job.main_python_file_uri',
    ],
    'google_dataproc_workflow_template.web': [
      job({ jar_file_uris: ['gs://code/a.jar', 'https://repo.example/b.jar'] }),
      'jobs.pyspark_job.jar_file_uris',
    ],
    'google_dataproc_cluster.public': [
      script('gs://goog-dataproc-initialization-actions-us/x.sh'),
      'cluster_config.initialization_action.script',
    ],
    'google_dataproc_workflow_template.action': [
      {
        placement: { managed_cluster: { config: { initialization_actions: { executable_file: 'gs://other/x.sh' } } } },
      },
      'placement.managed_cluster.config.initialization_actions.executable_file',
    ],
  },
  accepts: {
    'google_dataproc_workflow_template.own': {
      ...job({ main_python_file_uri: 'gs://code/main.py' }),
      labels: { a: 'b' },
    },
    'google_dataproc_workflow_template.reference': job({
      main_python_file_uri: 'gs://${google_storage_bucket.code.name}/main.py',
      jar_file_uris: ['file:///usr/lib/spark/examples.jar'],
    }),
    'google_dataproc_cluster.none': { cluster_config: {} },
  },
  ignores: { 'google_storage_bucket.b': {} },
  unknown: { 'google_dataproc_cluster.variable': script('${var.script}') },
});

it('takes no bucket for foreign where a part of the environment is missing, but for public ones', () => {
  const cluster = (address: string) => ({ google_dataproc_cluster: { c: script(address) } });
  const judge = (address: string) => judged(ownPrograms, cluster(address), { complete: false }).defects;
  expect(judge('gs://code/x.sh')).toEqual({});
  expect(judge('gs://goog-dataproc-initialization-actions-us/x.sh')).not.toEqual({});
});

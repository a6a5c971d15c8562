import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { StorageBucketObject } from '@cdktf/provider-google/lib/storage-bucket-object';
import type { Construct } from 'constructs';
import { AirflowEnvironment } from '../constructs/airflow/airflow-environment';
import { AIRFLOW_ENVIRONMENT_DEFAULTS } from '../constructs/airflow/airflow-environment-props';
import { uploadedText } from '../constructs/inputs/uploaded-text';
import { environmentExecutions } from '../model/executions';
import { networkAddresses } from './props/network-addresses';
import { airflowSize, maintenanceStart } from './settings/airflow-settings';
import type { EnvironmentSettings } from './settings/environment-settings';
import { RcmStack } from './stack';
import { projectFolder } from './workloads/project-folder';

const JSON_INDENT = 2;

/** Airflow, the DAG, and the environment's own part of spec and graph; a hospital's parts come with its stack. */
export class ComposerStack extends RcmStack {
  constructor(scope: Construct, settings: EnvironmentSettings) {
    super(scope, settings, 'composer');
    const { names, props, spec, stage } = settings;
    const json = (content: unknown) => uploadedText(`${JSON.stringify(content, null, JSON_INDENT)}\n`);
    const objects = [
      this.upload('spec', 'data/spec/environment.json', json(spec), 'application/json'),
      this.upload('graph', 'data/graph/environment.json', json(environmentExecutions(spec)), 'application/json'),
      this.upload('dag', 'dags/rcm_dag.py', dagText(), 'text/x-python'),
    ];
    new AirflowEnvironment(this, 'airflow', {
      environmentName: names.resource('airflow'),
      region: props.region,
      identity: settings.identity('orchestrate'),
      encryptionKey: settings.key('composer'),
      placement: settings.placement,
      bucket: { name: names.bucket('code') },
      environment: { RCM_ENV: names.environment },
      webRanges: props.airflowRanges ?? [
        { range: networkAddresses(props).workloads, description: 'inside the network' },
      ],
      ...(props.addresses?.airflow === undefined ? {} : { internalRange: props.addresses.airflow }),
      resilience: stage.airflowResilience,
      size: airflowSize(stage.airflowSize, props.airflow),
      snapshotSchedule: stage.airflowSnapshots ? AIRFLOW_ENVIRONMENT_DEFAULTS.snapshotSchedule : null,
      maintenanceStart: props.airflow?.maintenanceStart ?? maintenanceStart(props.dailyRun),
      ...(props.airflow?.imageVersion === undefined ? {} : { imageVersion: props.airflow.imageVersion }),
      dependsOn: objects,
    });
  }

  private upload(id: string, name: string, content: string, contentType: string): StorageBucketObject {
    return new StorageBucketObject(this, id, {
      bucket: this.settings.names.bucket('code'),
      name,
      content,
      contentType,
    });
  }
}

/** The DAG's text, read where it lies in the source. */
function dagText(): string {
  return uploadedText(readFileSync(join(projectFolder(), 'jobs', 'airflow', 'rcm_dag.py'), 'utf8'));
}

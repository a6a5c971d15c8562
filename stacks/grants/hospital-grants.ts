import { AUTHORIZED, type Grant, type GrantTarget } from '../../constructs/access/access-list-props';
import { bronzeDataset, REPORTING_DATASET, reportingDataset } from '../../model/datasets';
import type { Identity } from '../../model/names';
import type { HospitalSpec } from '../../model/spec';
import type { EnvironmentSettings } from '../settings/environment-settings';
import { PLAIN_READER } from './column-roles';
import { grantedTo } from './granted-to';

const dataset = (id: string): GrantTarget => ({ kind: 'dataset', dataset: id });

/**
 * Grants that come and go with a hospital; they are made in its own stack.
 * @param analysts group that reads the views of this hospital's rows. @default it has no analysts of its own
 */
export function hospitalGrants(settings: EnvironmentSettings, hospital: HospitalSpec, analysts?: string): Grant[] {
  const { names } = settings;
  const to = grantedTo(settings);
  const bronze = dataset(bronzeDataset(hospital.id));
  const sender = `serviceAccount:${names.email(names.senderAccount(hospital.id))}`;
  const inbox = names.bucket('inbox');
  const { passwordSecret, certificateAuthoritySecret } = hospital.emr ?? {};
  const isReadBySpark = Object.keys(hospital.readers ?? {}).length > 0;
  const readers: readonly Identity[] = isReadBySpark ? ['extract', 'spark'] : ['extract'];
  const readsSecret = (secret: string | undefined, why: string) =>
    secret === undefined
      ? []
      : readers.map((identity) => to(identity, 'roles/secretmanager.secretAccessor', { kind: 'secret', secret }, why));
  return [
    ...(hospital.emr === undefined
      ? []
      : [
          to('extract', 'roles/bigquery.dataViewer', bronze, 'looks which keys of the database have no event yet'),
          to(
            'extract',
            PLAIN_READER,
            { kind: 'phi_columns' },
            'compares keys with those of the database, which it reads too',
          ),
        ]),
    to('load', 'roles/bigquery.dataEditor', bronze, 'appends events'),
    to('load', PLAIN_READER, { kind: 'phi_columns' }, 'compares new events with those it has'),
    to('transform', 'roles/bigquery.dataViewer', bronze, 'builds history from the events'),
    to('transform', PLAIN_READER, { kind: 'phi_columns' }, 'builds history from the events'),
    {
      member: sender,
      role: 'roles/storage.objectCreator',
      on: { kind: 'bucket', bucket: inbox },
      why: 'delivers files into its own folder of the inbox, and cannot read or replace any',
      condition: {
        title: 'own_folder',
        expression: `resource.name.startsWith("projects/_/buckets/${inbox}/objects/${hospital.id}/")`,
      },
    },
    ...readsSecret(passwordSecret, 'signs in to the EMR'),
    ...readsSecret(certificateAuthoritySecret, "checks the certificate of the EMR's server"),
    ...(analysts === undefined ? [] : ownAnalysts(settings, hospital.id, analysts)),
  ];
}

/** The rows are filtered by views in a dataset of the hospital's own, which read those of the group. */
function ownAnalysts({ props }: EnvironmentSettings, hospitalId: string, analysts: string): Grant[] {
  const own = reportingDataset(hospitalId);
  return [
    {
      member: `group:${analysts}`,
      role: 'roles/bigquery.dataViewer',
      on: dataset(own),
      why: 'analyse the results of their own hospital, which identify nobody',
    },
    {
      member: `dataset:${props.projectId}.${own}`,
      role: AUTHORIZED,
      on: dataset(REPORTING_DATASET),
      why: `its views show the rows of ${hospitalId} alone`,
    },
  ];
}

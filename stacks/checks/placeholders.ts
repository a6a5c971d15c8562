import { EnvironmentNames } from '../../model/names';
import type { RcmEnvironmentProps } from '../props/environment-props';
import { Emr, type HospitalProps } from '../props/hospital-props';

/** Used instead of required fields that are missing or invalid, so that the other fields are still checked. No message shows them. */
export const ENVIRONMENT_PLACEHOLDER: Pick<
  RcmEnvironmentProps,
  'projectId' | 'projectNumber' | 'region' | 'groups' | 'dailyRun'
> = {
  projectId: 'placeholder-project',
  projectNumber: '100000000000',
  region: 'us-central1',
  groups: {
    engineers: 'engineers@placeholder.example',
    analysts: 'analysts@placeholder.example',
    reviewers: 'reviewers@placeholder.example',
  },
  dailyRun: { localTime: '05:00', timeZone: 'UTC' },
};

/** The same for a hospital. */
export const HOSPITAL_PLACEHOLDER: Pick<HospitalProps, 'emr'> = {
  emr: Emr.existingMySql({ host: 'placeholder.example', database: 'placeholder' }),
};

/** Names to check a hospital with when its environment is invalid and has none: both report their problems at once. */
export const NAMES_PLACEHOLDER = new EnvironmentNames({
  group: 'group',
  stage: 'dev',
  projectId: 'placeholder-project',
  region: 'us-central1',
});

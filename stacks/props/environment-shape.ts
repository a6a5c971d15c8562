import { z } from 'zod';
import { checkedText } from '../../model/checked-text';
import type { RcmEnvironmentProps } from './environment-props';

const texts = z.array(z.string()).readonly();
/** What has a check of its own, which knows its fields. */
const fields = z.record(z.string(), z.unknown());
const reason = z.strictObject({ reason: z.string() });
/** A name that goes into addresses of resources and into commands: RFC 1035. */
const resourceName = checkedText('NAME_BAD_CHARACTER', /^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/, 'not a name of a resource');

const SHAPE = {
  projectId: z.string(),
  projectNumber: z.string(),
  region: z.string(),
  groups: z.strictObject({
    engineers: z.string(),
    analysts: z.string(),
    hospitalAnalysts: z.string().optional(),
    reviewers: z.string(),
    breakGlass: z.string().optional(),
  }),
  dailyRun: z.strictObject({ localTime: z.string(), timeZone: z.string() }),
  owner: z.string().optional(),
  securityContact: z.string().optional(),
  loggingKmsAccount: z.string().optional(),
  technicalContact: z.string().optional(),
  baa: z.strictObject({ acceptedOn: z.string(), by: z.string() }).optional(),
  additionalServices: texts.optional(),
  organizationPolicies: z.boolean().optional(),
  perimeter: z
    .union([
      z.strictObject({ existing: z.string(), enforce: reason.optional() }),
      z.strictObject({
        accessPolicy: z.string(),
        projectNumbers: texts.optional(),
        accessLevels: texts.optional(),
        deployers: texts.optional(),
        enforce: reason.optional(),
      }),
    ])
    .optional(),
  encryption: z
    .strictObject({ keyProject: z.string(), keyRing: z.string(), location: z.string().optional() })
    .optional(),
  references: z.array(fields).readonly().optional(),
  quality: fields.optional(),
  network: z
    .strictObject({
      projectId: checkedText(
        'PROJECT_INVALID',
        /^([a-z0-9.-]+:)?[a-z][a-z0-9-]{4,28}[a-z0-9]$/,
        'not the id of a project',
      ),
      network: resourceName,
      subnetwork: resourceName,
    })
    .optional(),
  addresses: z
    .strictObject({
      workloads: z.string().optional(),
      services: z.string().optional(),
      airflow: z.string().optional(),
    })
    .optional(),
  publicApis: z
    .array(z.strictObject({ host: z.string(), why: z.string() }))
    .readonly()
    .optional(),
  airflowRanges: z
    .array(z.strictObject({ range: z.string(), description: z.string() }))
    .readonly()
    .optional(),
  stateBucket: checkedText(
    'NAME_BAD_CHARACTER',
    /^[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]$/,
    'not the name of a bucket',
  ).optional(),
  localState: z.boolean().optional(),
  lockRetention: z.boolean().optional(),
  overrides: fields.optional(),
  reasons: z.record(z.string(), z.string()).optional(),
  destroyableData: reason.optional(),
  delivery: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('cloud_build'), connection: z.string(), repository: z.string() }),
      z.strictObject({
        kind: z.literal('github_actions'),
        repository: z.string(),
        // It goes into a condition: nothing that ends a text may be in it.
        repositoryId: checkedText('DELIVERY_INVALID', /^[0-9]+$/, 'not the number of a repository').optional(),
      }),
    ])
    .optional(),
  budget: z
    .strictObject({
      billingAccount: checkedText('BILLING_ACCOUNT_INVALID', /^[0-9A-F]{6}(-[0-9A-F]{6}){2}$/, 'not a billing account'),
    })
    .optional(),
  airflow: z
    .strictObject({
      workloads: z.record(z.string(), z.record(z.string(), z.number())).optional(),
      imageVersion: z.string().optional(),
      maintenanceStart: z.string().optional(),
    })
    .optional(),
  imageTag: z.string().optional(),
  exceptions: z
    .array(
      z.strictObject({
        stack: z.string(),
        ruleId: z.string(),
        address: z.string(),
        reason: z.string(),
        owner: z.string(),
        expires: z.string(),
      }),
    )
    .readonly()
    .optional(),
  review: z.enum(['errors', 'warnings']).optional(),
  generation: z.number().optional(),
} satisfies Record<keyof RcmEnvironmentProps, z.ZodType>;

/**
 * The kind of every field of `RcmEnvironmentProps`, and the alphabet of names that are put together with others. What the values may be
 * otherwise the checks beside this say.
 */
export const environmentShape = z.strictObject(SHAPE);

/** Where a field must be there and is not, or not as it must be: nothing of it is shown. */
export const ENVIRONMENT_STAND_IN: Pick<
  RcmEnvironmentProps,
  'projectId' | 'projectNumber' | 'region' | 'groups' | 'dailyRun'
> = {
  projectId: 'stand-in-project',
  projectNumber: '100000000000',
  region: 'us-central1',
  groups: {
    engineers: 'engineers@stand-in.example',
    analysts: 'analysts@stand-in.example',
    reviewers: 'reviewers@stand-in.example',
  },
  dailyRun: { localTime: '05:00', timeZone: 'UTC' },
};

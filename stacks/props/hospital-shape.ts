import { z } from 'zod';
import { checkedText } from '../../model/checked-text';
import { Emr, type HospitalProps } from './hospital-props';
import { DATABASE_TIER } from './stages';

/** What the schema of the spec checks field by field. */
const fields = z.record(z.string(), z.unknown());

const SHAPE = {
  emr: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('cloud_sql'),
      database: z.string().optional(),
      tier: checkedText('SIZE_INVALID', DATABASE_TIER, 'no machine of the edition ENTERPRISE').optional(),
      diskGigabytes: z
        .custom<number>((value) => Number.isInteger(value) && Number(value) >= 10 && Number(value) <= 65_536, {
          error: 'not a whole number from 10 to 65536',
          params: { code: 'SIZE_INVALID' },
        })
        .optional(),
      availability: z.enum(['regional', 'zonal']).optional(),
      zonalReason: z.string().optional(),
    }),
    z.strictObject({
      kind: z.literal('existing_mysql'),
      host: checkedText('HOST_INVALID', /^[A-Za-z0-9]([A-Za-z0-9.:-]*[A-Za-z0-9])?$/, 'not a host name or an address'),
      database: z.string(),
      port: z.number().optional(),
      user: checkedText('SOURCE_NAME_INVALID', /^[A-Za-z0-9_.@-]{1,32}$/, 'not the name of a user of MySQL').optional(),
      certificateAuthority: z.enum(['public', 'private']).optional(),
    }),
  ]),
  claims: fields.optional(),
  analysts: z.string().optional(),
  title: z.string().optional(),
  tables: z.array(z.string()).readonly().optional(),
  mapping: z.record(z.string(), fields).optional(),
  readers: fields.optional(),
  lookbackSeconds: z.number().optional(),
  keyScan: z.string().optional(),
} satisfies Record<keyof HospitalProps, z.ZodType>;

/** The kind of every field of `HospitalProps`; what the values may be otherwise the schema of the spec says. */
export const hospitalShape = z.strictObject(SHAPE);

/** Where the EMR is not given, or not as it must be. */
export const HOSPITAL_STAND_IN: Pick<HospitalProps, 'emr'> = {
  emr: Emr.existingMySql({ host: 'stand-in.example', database: 'stand_in' }),
};

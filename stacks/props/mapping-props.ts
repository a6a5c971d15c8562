import { z } from 'zod';
import type { HospitalSpecInput } from '../../model/spec';
import { checkedElsewhere } from './props-of';

/** By table, where the common columns come from. Tables and columns: the spec's schema checks both. */
export const mappingShape = z.record(z.string(), checkedElsewhere<object>()) as unknown as z.ZodType<
  NonNullable<HospitalSpecInput['mapping']>
>;

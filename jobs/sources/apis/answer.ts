import type { z } from 'zod';
import { JobError } from '../../errors';

/**
 * An answer in its documented shape.
 * @throws JobError `API_ANSWER_INVALID`, with the place of the first difference and none of its values
 */
export function checkedAnswer<Shape extends z.ZodType>(name: string, shape: Shape, answer: unknown): z.output<Shape> {
  const { success, data, error } = shape.safeParse(answer);
  if (success) return data;
  const place = error.issues[0]?.path.join('.') || 'its top';
  throw new JobError('API_ANSWER_INVALID', `${name} answered in another shape than documented, at ${place}`);
}

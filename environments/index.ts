import type { App } from 'cdktf';
import type { RcmEnvironment } from '../stacks';
import { sunriseDev } from './sunrise-dev';
import { sunriseProd } from './sunrise-prod';

/** Every environment by its name. A new one is a file beside this and a line here. */
export const ENVIRONMENTS: Readonly<Record<string, (app: App) => RcmEnvironment>> = {
  'sunrise-dev': sunriseDev,
  'sunrise-prod': sunriseProd,
};

import { openemr } from './openemr';
import { openmrs } from './openmrs';
import type { Preset } from './preset';

/** The systems that are known. To add one, write its tables as data and name it here. */
export const PRESETS: readonly Preset[] = [openemr, openmrs];

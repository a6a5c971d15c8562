import { attribute, isUnknown } from '../../arguments/attribute';
import type { ResourceRule } from '../../verdicts/rule';

/** The oldest versions that may still get security fixes. */
const OLDEST = { composer: 2, airflow: [2, 7] } as const;

export const environmentVersion: ResourceRule = {
  id: 'composer-environment-version',
  title: 'Composer runs a pinned, supported version',
  severity: 'medium',
  controls: ['164.308(a)(5)(ii)(B)', '164.312(a)(1)'],
  why: 'An old version keeps known vulnerabilities; without a name the version changes when the environment is rebuilt.',
  fix: `Set config.software_config.image_version to Composer ${OLDEST.composer} or later with Airflow ${OLDEST.airflow.join('.')} or later.`,
  resourceTypes: ['google_composer_environment'],
  check({ attributes }) {
    const argument = 'config.software_config.image_version';
    const version = attribute(attributes, 'config', 'software_config', 'image_version');
    if (isUnknown(version)) return 'unknown';
    if (version === undefined || version === '') return [{ attribute: argument, message: 'no version is named' }];
    const composer = Number(/^composer-(\d+)/.exec(String(version))?.[1] ?? OLDEST.composer);
    if (composer < OLDEST.composer)
      return [{ attribute: argument, message: `Composer ${composer} gets no security fixes` }];
    const airflow = /airflow-(\d+)(?:\.(\d+))?/.exec(String(version));
    if (!airflow) return [];
    const [major, minor] = [
      Number(airflow[1]),
      airflow[2] === undefined ? Number.POSITIVE_INFINITY : Number(airflow[2]),
    ];
    const old = major < OLDEST.airflow[0] || (major === OLDEST.airflow[0] && minor < OLDEST.airflow[1]);
    return old ? [{ attribute: argument, message: `Airflow ${airflow[0].slice(8)} gets no security fixes` }] : [];
  },
};

export { dataLabels } from './labels';
export { dataOneCountry } from './one-country';
export { dataPreventDestroy } from './prevent-destroy';
export { dataStageLabel } from './stage-label';

import type { RcmEnvironmentProps } from '../props/environment-props';
import { isWeaker, STAGES, type Stage, type StageSettings } from '../props/stages';

/** A choice that guards less than its stage does, as the compliance report shows it. */
export interface Weakening {
  /** Name of the setting, e.g. `databaseBackups`. */
  readonly setting: string;
  readonly value: string | number | boolean;
  /** What the stage has without the choice. */
  readonly instead: string | number | boolean;
  readonly reason: string;
}

/** The settings of an environment: those of its stage, and what it overrides. */
export function stageSettings(stage: Stage, props: Pick<RcmEnvironmentProps, 'overrides'>): StageSettings {
  return { ...STAGES[stage], ...props.overrides };
}

/** Choices that guard less than the stage does, each with the reason that was given. */
export function weakenings(
  stage: Stage,
  props: Pick<RcmEnvironmentProps, 'overrides' | 'reasons' | 'destroyableData' | 'review' | 'localState'>,
): Weakening[] {
  const { overrides, reasons, destroyableData } = props;
  const weaker: Weakening[] = settingsOf(overrides).flatMap(([setting, value]) =>
    isWeaker(setting, value, STAGES[stage][setting])
      ? [{ setting, value, instead: STAGES[stage][setting], reason: reasons?.[setting]?.trim() ?? '' }]
      : [],
  );
  if (stage === 'prod') weaker.push(...weakerThanProduction(props));
  return destroyableData && stageSettings(stage, { overrides: overrides ?? {} }).protection === 'protected'
    ? [...weaker, { setting: 'destroyableData', value: true, instead: false, reason: destroyableData.reason.trim() }]
    : weaker;
}

/** Choices outside the table of stages that are weaker in production, and only there. */
export function weakerThanProduction(
  props: Pick<RcmEnvironmentProps, 'reasons' | 'review' | 'localState'>,
): Weakening[] {
  const reason = (setting: 'review' | 'localState') => props.reasons?.[setting]?.trim() ?? '';
  return [
    ...(props.review === 'warnings'
      ? [{ setting: 'review', value: 'warnings', instead: 'errors', reason: reason('review') }]
      : []),
    ...(props.localState === true
      ? [{ setting: 'localState', value: true, instead: false, reason: reason('localState') }]
      : []),
  ];
}

function settingsOf(overrides: RcmEnvironmentProps['overrides']) {
  return Object.entries(overrides ?? {}).filter(([setting]) => Object.hasOwn(STAGES.prod, setting)) as [
    keyof StageSettings,
    string | number | boolean,
  ][] as [keyof StageSettings, never][];
}

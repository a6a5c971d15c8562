export { type AccessChange, accessDifference } from './access/difference';
export { type DutyConflict, dutyConflicts } from './access/duties';
export { EFFECT_WORDS, type Effect } from './access/effects';
export { type AccessRow, accessMatrix, effectsText } from './access/matrix';
export type { Json, JsonObject } from './attribute';
export { CITATIONS, type Citation, type Control, control } from './controls';
export { COMPLIANCE_ERRORS, ComplianceError, type ComplianceErrorCode } from './errors';
export { EXCEPTION_PROBLEMS, type Excepted } from './exceptions';
export { PACK, ruleOf } from './pack';
export { type ReadEstateOptions, readEstate } from './read-estate';
export { type HtmlOptions, renderHtml } from './report/html';
export { contentHash, type ReviewDocument, toJson } from './report/json';
export { lineageSection } from './report/lineage';
export { renderMarkdown } from './report/markdown';
export { toSarif } from './report/sarif';
export { renderAccessDifference, renderAccessText, renderText } from './report/text';
export { type Estate, type Exception, estateOf, qualifiedAddress, type Resource } from './resource';
export {
  type ControlResult,
  DEFAULT_FAIL_ON,
  outcomeOf,
  passes,
  type Review,
  type ReviewOptions,
  type RuleResult,
  review,
  SEVERITIES,
} from './review';
export type { EstateRule, Finding, ResourceRule, Rule, Severity } from './rule';
export { readSynthesis } from './synthesis';

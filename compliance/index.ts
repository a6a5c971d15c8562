export { type AccessChange, accessDifference } from './access/difference';
export { type DutyConflict, dutyConflicts } from './access/duties';
export { EFFECT_WORDS, type Effect } from './access/effects';
export { type AccessRow, accessMatrix, effectsText } from './access/matrix';
export type { Json, JsonObject } from './arguments/attribute';
export { CITATIONS, type Citation, type Control, control } from './controls';
export { COMPLIANCE_ERRORS, ComplianceError, type ComplianceErrorCode } from './errors';
export { type Estate, estateOf } from './estate/estate';
export type { Exception } from './estate/exception';
export { qualifiedAddress, type Resource } from './estate/resource';
export { type ReadEstateOptions, readEstate } from './reading/read-estate';
export { readSynthesis } from './reading/synthesis';
export { type HtmlOptions, renderHtml } from './report/html';
export {
  type AccessChangeJson,
  type AccessRowJson,
  contentHash,
  type ReviewDocument,
  type ReviewJson,
  toAccessDifferenceJson,
  toAccessJson,
  toJson,
} from './report/json';
export { lineageSection } from './report/lineage';
export { renderMarkdown } from './report/markdown';
export { toSarif } from './report/sarif';
export { renamedText, renderAccessDifference, renderAccessText, renderText } from './report/text';
export { EXCEPTION_PROBLEMS, type Excepted, type RenamedRule } from './review/exceptions';
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
} from './review/review';
export { PACK, ruleOf } from './rules';
export type { Finding } from './verdicts/evaluate';
export type { EstateRule, ResourceRule, Rule, Severity } from './verdicts/rule';

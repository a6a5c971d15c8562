/** Between two words of a phrase: blanks, a line break with the marks of a comment or a list, or the join of a name. */
const GAP = String.raw`(?:[-_]|\s+(?:(?:\*|//|#|--|>|-)\s+)?)`;

/**
 * Phrases that cost a second reading, and what to write instead. Ordinary words that are only sometimes wrong (given, extract, order) are
 * left to a reader's judgement.
 * `phrase`: matched in prose and in names (cannot tell, cannot_tell, cannotTell). `prose`: a regular expression where a phrase does not say
 * enough; a blank in it stands for `GAP`.
 */
export const RETIRED = [
  {
    phrase: 'is none',
    prose: '(?<!there )(?:is|are|was|were|be) none',
    use: 'is not a ...; invalid; missing (There is none is fine)',
  },
  {
    phrase: 'is no X',
    prose: '(?<!there )(?:is|are|was|were|be) no(?= (?!longer|more|less|fewer|later|earlier|better|worse|matter)[a-z])',
    use: 'is not a ...; invalid (There is no X is fine)',
  },
  { phrase: 'cannot be told', use: 'is unknown' },
  { phrase: 'cannot tell', use: 'unknown' },
  { phrase: 'told', prose: '(?<!cannot be )told', named: 'told', use: 'reported, disclosed, notified, named' },
  { phrase: 'tells', use: 'reports, notifies, shows, says' },
  { phrase: 'hears of', prose: '(?:hear|hears|heard|hearing) of', use: 'is notified of, learns of' },
  { phrase: 'anew', use: 'again; rebuild, reload' },
  { phrase: 'go on with', prose: '(?:go|goes|going|gone|went) on with', use: 'resume, continue' },
  { phrase: 'whoever', use: 'the user, the caller, the account, anyone who' },
  { phrase: 'stand-in', prose: 'stand ins?', named: 'stand in', use: 'placeholder' },
  { phrase: 'misshapen', use: 'invalid' },
  { phrase: 'refused stack', use: 'invalid stack' },
  { phrase: 'emergency access', use: 'break-glass access' },
  { phrase: 'emergency told', use: 'break-glass notifies' },
  { phrase: 'accounts of environment', use: 'service accounts in environment' },
  { phrase: 'named ways in', use: 'ingress named' },
  { phrase: 'made of', use: 'built from' },
  { phrase: 'made to be', use: 'intended to' },
  {
    phrase: 'in order (a verdict)',
    prose: "(?:is|are|be|found it|found|'s|outranks|\\d|all) in order(?! of)",
    use: 'compliant; correct',
  },
  { phrase: 'no defect', use: 'compliant' },
  { phrase: 'least severity', use: 'lowest severity' },
  { phrase: 'payor', prose: "payors?(?! performance)(?!['\\w])", use: 'payer' },
  { phrase: 'nothing but', use: 'only' },
  { phrase: 'no matter of', use: '... does not concern ...; ... only needs ...' },
].map(({ phrase, prose, named, use }) => {
  const inProse = `(?<![a-z])${(prose ?? phrase).replaceAll(' ', GAP)}(?![a-z])`;
  const name = named ?? (prose === undefined ? phrase : undefined);
  const patterns = [new RegExp(inProse, 'gi'), ...(name === undefined ? [] : [inNames(name.split(/[ -]/))])];
  return { phrase, use, patterns };
});

/** The phrase as part of a name in camel case: `isTold`, `toldGroups`, `RefusedStack`. */
function inNames(words) {
  const title = words.map((word) => word[0].toUpperCase() + word.slice(1)).join('');
  const lower = title[0].toLowerCase() + title.slice(1);
  const ends = words.length > 1 ? '(?![a-z])' : '(?=[A-Z])';
  return new RegExp(`(?<=[a-z])${title}(?![a-z])|(?<![A-Za-z])${title}${ends}|(?<![A-Za-z])${lower}${ends}`, 'g');
}

/** Words that never stand on a screen; "DID" is the identifier, not the verb. */
const BANNED =
  /\b(scopes?|origins?|tokens?|grants?|granted|partitions?|schemas?|chunks?|wraps?|wrapped|blockchain)\b/giu;
const IDENTIFIER = /\bDIDs?\b/gu;
const MOST_WORDS = 20;

/** What is wrong with a text for a worried reader: banned words, and sentences of more than 20 words. */
export function wordFaults(text: string): readonly string[] {
  const banned = [...text.matchAll(BANNED), ...text.matchAll(IDENTIFIER)].map(
    ([word]) => `banned word: ${word}`,
  );
  const long = text
    .split(/(?<=[.?!:])\s+|\n+/u)
    .filter((sentence) => sentence.split(/\s+/u).filter((word) => /[a-z]/iu.test(word)).length > MOST_WORDS)
    .map((sentence) => `long sentence: ${sentence}`);
  return [...banned, ...long];
}

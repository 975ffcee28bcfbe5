import type { Language } from "../issuers/language";

/** Words that are in every question, so that a search for them is useless. Without accents, in lower case. */
const EMPTY_WORDS: Readonly<Record<Language, ReadonlySet<string>>> = {
  it: asSet(`
    a ad ai agli al alla alle allo anche che chi ci come con cosa da dai dal dalla de dei del della delle dello
    devo di dove e ed era fa faccio fare gli ha hai hanno ho i il in io la le lo ma me mi mia mie miei mio ne
    nei nel nella non o per perche piu posso puo quale quando questa questo se si sono sta su sua sue sul sulla
    suo te ti tu tua tuo un una uno va voglio vorrei
  `),
  de: asSet(`
    aber als am an auch auf aus bei bin bitte da das dass dem den der des die diese dieser dieses ein eine einem
    einen einer er es fur hab habe haben hat ich ihr ihre im in ist kann kein keine konnen mein meine meinem
    meinen meiner mich mir mit muss nach nicht noch nun nur oder sich sie sind so soll um und uns vom von vor
    wann war warum was wenn wer wie wird wo wurde zu zum zur
  `),
  en: asSet(`
    a am an and any are at be been but by can cannot could did do does for from had has have how i if in is isn
    it its me my no not of on or our please should so that the their them then there these they this to up was
    we were what when where which who why will with would you your
  `),
};

/** The words of a text, in lower case, without accents and signs: `Perché l'ho` → `perche`, `l`, `ho`. */
export function wordsOf(text: string): readonly string[] {
  return text
    .toLowerCase()
    .replace(/ß/g, "ss")
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** The words of a query that are worth looking for. If there are none, all its words. */
export function wordsToFind(query: string, language: Language): readonly string[] {
  const words = wordsOf(query);
  const telling = words.filter((word) => word.length > 1 && !EMPTY_WORDS[language].has(word));
  return telling.length > 0 ? telling : words;
}

/**
 * How well a word of a text fits a wanted word. 3: it is the same. 2: it begins with it. 1: it looks like another form
 * of it, with a long common beginning and short ends (`bloccato` and `blocco`). 0: it does not fit.
 */
export function fit(word: string, wanted: string): number {
  if (word === wanted) return 3;
  if (word.startsWith(wanted)) return 2;
  const common = commonBeginning(word, wanted);
  const end = Math.max(word.length, wanted.length) - common;
  return (common >= 5 && end <= 5) || (common === 4 && end === 1) ? 1 : 0;
}

function commonBeginning(one: string, other: string): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}

function asSet(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}

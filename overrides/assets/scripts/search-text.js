/* Words of a text, for search: how it is cut into words, what their stems are, and which stretch of
 * it to show.
 *
 *   searchText: { STEM, fold, isStopWord, stem, parts, wholes, sense, isSlip, marked, passage } */
;(() => {
  "use strict"
  const { fold } = globalThis.siteTools

  /* A stem is indexed beside its word, told from it by this mark. */
  const STEM = "~"
  const PASSAGE = 34
  /* How far before what matched a passage may begin with its sentence */
  const SENTENCE = 12
  const STOP_WORDS = new Set(
    (
      "a able about actually also am an and any anybody anyone are arent as at be been being but by can cannot cant " +
      "could couldnt did didnt do does doesnt doing dont else ever for from get gets getting got had hadnt has " +
      "hasnt have havent having he hed her here hes him his how i id if ill im in into is isnt it its ive just lot " +
      "lots maybe me my not now of ok okay on or our out perhaps please really she shed shes should shouldnt so " +
      "some than that thats the their them then there theres these they theyre this those till to too until up us " +
      "versus very vs was wasnt we were werent weve what whats when where which while who whom whose why will with " +
      "wont would wouldnt you your youre"
    ).split(" "),
  )
  /* Of scripts that put no space between words (Thai to Khmer, Japanese, Chinese), each letter is one. */
  const UNSPACED =
    "\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3040-\\u30ff\\u3400-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{3ffff}"
  const LETTER = `(?![${UNSPACED}])[\\p{L}\\p{N}]`
  const LETTERS = `${LETTER}(?:${LETTER}|[\\p{M}\\p{Cf}])*`
  /* A number in groups of three digits is one word: 3,530 and 3 530. */
  const NUMBER = "(?<![\\p{L}\\p{N}.,])[1-9]\\p{N}{0,2}(?:[,.'’\\s]\\p{N}{3})+(?![\\p{L}\\p{N}])"
  const WORD = new RegExp(`${NUMBER}|${LETTERS}(?:['’\\u2010\\u2011-]${LETTERS})*|[\\p{L}\\p{N}][\\p{M}\\p{Cf}]*`, "gu")
  const GROUPED = new RegExp(NUMBER, "gu")

  const stemmer = new EnglishStemmer()
  const stems = new Map()
  const known = new Map()

  function stem(word) {
    if (!stems.has(word))
      stems.set(word, stemmer.stemWord(word.replace(/is(e|ed|es|er|ers|ing|ation|ations)$/, "iz$1")))
    return stems.get(word)
  }

  /* Folded, with numbers in one piece and without what an apostrophe adds: "doesn't" is "doesnt", and "she's" is "she";
   * a number behind a letter is one with zeros or without: "C07" is "c7". */
  const plain = text =>
    fold(text)
      .replace(/(?<![\p{L}\p{N}])(\p{L})0+(?=[1-9])/gu, "$1")
      .replace(GROUPED, number => number.replace(/\P{N}/gu, ""))
      .replace(/n['’]t\b/g, "nt")
      .replace(/['’](?:s|m|d|ve|ll|re)\b/g, "")
  const compounds = text => plain(text).match(WORD) ?? []
  const partsOf = word => word.split(/['’\u2010-]/)
  const parts = text => compounds(text).flatMap(partsOf)

  /* A compound gives its parts and itself in one piece: "whole-grain" is found as "grain" and as "wholegrain". */
  const wholes = text =>
    compounds(text)
      .map(partsOf)
      .filter(pieces => pieces.length > 1)
      .map(pieces => pieces.join(""))

  const meaningful = list => {
    const kept = list.filter(word => !STOP_WORDS.has(word))
    return kept.length ? kept : list
  }
  const sense = text => meaningful(parts(text)).map(stem)

  /* Whether one slip of the finger after the first letter makes one word of another: a letter more, less, or exchanged
   * for another or for its neighbour. */
  function isSlip(one, other) {
    const [short, long] = one.length <= other.length ? [one, other] : [other, one]
    if (long.length - short.length > 1 || short[0] !== long[0]) return false
    let at = 0
    while (at < short.length && short[at] === long[at]) at++
    const swapped = short.slice(0, at) + (short[at + 1] ?? "") + (short[at] ?? "") + short.slice(at + 2)
    return short.length === long.length
      ? short.slice(at + 1) === long.slice(at + 1) || swapped === long
      : short.slice(at) === long.slice(at + 1)
  }

  /* The terms by which a word of a text may have been found. */
  function termsOf(word) {
    if (!known.has(word)) {
      const telling = [...parts(word), ...wholes(word)].filter(part => !STOP_WORDS.has(part))
      known.set(
        word,
        telling.flatMap(part => [part, STEM + stem(part)]),
      )
    }
    return known.get(word)
  }

  /* The words of a text with their places, and whether each is among the terms of the index that matched. */
  function read(text, terms) {
    return [...text.matchAll(WORD)].map(match => ({
      start: match.index,
      end: match.index + match[0].length,
      matched: termsOf(match[0]).some(term => terms.has(term)),
    }))
  }

  /* A stretch of a text as [text, whether it matched]. */
  function marked(text, found, start, end) {
    const pieces = []
    let at = start
    for (const word of found.filter(word => word.matched && word.start >= start && word.end <= end)) {
      pieces.push([text.slice(at, word.start), false], [text.slice(word.start, word.end), true])
      at = word.end
    }
    return [...pieces, [text.slice(at, end), false]].filter(([piece]) => piece)
  }

  /* The words around the best place of a text: how many of what was asked stand there, and the stretch itself. A definition
   * is read from its beginning. */
  function passage(text, terms, phrases, isDefinition = false) {
    const found = read(text, terms)
    if (!found.length) return { matches: 0, pieces: [] }
    const from = isDefinition ? 0 : densest(text, found, phraseAt(text, found, phrases))
    const shown = found.slice(from, from + PASSAGE)
    const start = from ? shown[0].start - openedBefore(text, found, from) : 0
    const isCut = from && !beginsSentence(text, found, from)
    const isEnd = shown.at(-1) === found.at(-1)
    const kinds = shown.filter(word => word.matched).map(({ start, end }) => stem(parts(text.slice(start, end)).at(-1)))
    return {
      matches: new Set(kinds).size,
      pieces: [
        ...(isCut ? [["… ", false]] : []),
        ...marked(text, found, start, isEnd ? text.length : shown.at(-1).end),
        ...(isEnd ? [] : [[" …", false]]),
      ],
    }
  }

  function phraseAt(text, found, phrases) {
    if (!phrases.length) return -1
    return found.findIndex(({ start }) =>
      parts(text.slice(start, start + phrases[0].length + 40))
        .join(" ")
        .startsWith(phrases[0]),
    )
  }

  /* Number of the word at which a passage begins: a little before the phrase, or before most of what matched. */
  function densest(text, found, phrase) {
    if (phrase >= 0) return Math.max(0, Math.min(phrase - 6, found.length - PASSAGE))
    let best = 0
    let most = 0
    const counts = found.map(word => Number(word.matched))
    let count = counts.slice(0, PASSAGE - 6).filter(Boolean).length
    for (let at = 0; at < found.length; at++) {
      if (count > most) [best, most] = [at, count]
      count += (counts[at + PASSAGE - 6] ?? 0) - counts[at]
    }
    const first = found.findIndex((word, at) => at >= best && word.matched)
    for (let at = Math.max(0, first - SENTENCE); at <= first; at++) if (beginsSentence(text, found, at)) return at
    return Math.max(0, Math.min(first - 6, found.length - PASSAGE))
  }

  /* Whether a word is the first of a sentence, a cell or a line; what follows an initial is not. */
  function beginsSentence(text, found, at) {
    return !at || /[^\s.]{2}[.?!]["”’»)\]]*\s+["“„‘«]*$|·/.test(text.slice(found[at - 1].start, found[at].start))
  }

  /* How many signs open what begins with a word: a quotation, or a bracket. */
  function openedBefore(text, found, at) {
    return text.slice(found[at - 1].end, found[at].start).match(/["“„‘«([]*$/)[0].length
  }

  globalThis.searchText = {
    STEM,
    fold,
    stem,
    parts,
    wholes,
    sense,
    isSlip,
    passage,
    isStopWord: word => STOP_WORDS.has(word),
    marked: (text, terms) => marked(text, read(text, terms), 0, text.length),
  }
})()

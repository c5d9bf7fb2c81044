/* Words of a text, for search: how it is cut into words, what their stems are, and which stretch of it to show.
 *
 *   searchText: { STEM, isStopWord, stem, parts, words, sense, marked, passage } */
;(() => {
  "use strict"

  /* A stem is indexed beside its word, told from it by this mark. */
  const STEM = "~"
  const PASSAGE = 34
  const STOP_WORDS = new Set(
    (
      "a about am an and any anybody anyone are as at be been being but by can cannot could did do does doing for from get " +
      "had has have having he her here him his how i if in into is it its just me my no not of on or our out she should so " +
      "some than that the their them then there these they this those to up us was we were what when where which while who " +
      "whom whose why will with would you your"
    ).split(" "),
  )
  const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu

  const stemmer = new EnglishStemmer()
  const stems = new Map()

  function stem(word) {
    if (!stems.has(word))
      stems.set(word, stemmer.stemWord(word.replace(/is(e|ed|es|er|ers|ing|ation|ations)$/, "iz$1")))
    return stems.get(word)
  }

  /* Small letters, no accents, no possessive. */
  const plain = text =>
    text
      .normalize("NFD")
      .replace(/\p{M}/gu, "")
      .toLowerCase()
      .replace(/['’]s\b/g, "")
  const compounds = text => plain(text).match(WORD) ?? []
  const partsOf = word => word.split(/['’-]/)
  const parts = text => compounds(text).flatMap(partsOf)

  /* A compound gives its parts and itself in one piece: "whole-grain" is found as "grain" and as "wholegrain". */
  const words = text =>
    compounds(text).flatMap(word => {
      const pieces = partsOf(word)
      return pieces.length > 1 ? [...pieces, pieces.join("")] : pieces
    })

  const meaningful = list => {
    const kept = list.filter(word => !STOP_WORDS.has(word))
    return kept.length ? kept : list
  }
  const sense = text => meaningful(parts(text)).map(stem)

  /* The words of a text with their places, and whether each is among the terms of the index that matched. */
  function read(text, terms) {
    return [...text.matchAll(WORD)].map(match => ({
      start: match.index,
      end: match.index + match[0].length,
      matched: words(match[0]).some(word => !STOP_WORDS.has(word) && (terms.has(word) || terms.has(STEM + stem(word)))),
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

  /* The words around the best place of a text. */
  function passage(text, terms, phrases) {
    const found = read(text, terms)
    if (!found.length) return []
    const from = densest(found, phraseAt(text, found, phrases))
    const start = from ? found[from].start : 0
    const last = found[from + PASSAGE - 1]
    return [
      ...(from ? [["… ", false]] : []),
      ...marked(text, found, start, last ? last.end : text.length),
      ...(last && last !== found.at(-1) ? [[" …", false]] : []),
    ]
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
  function densest(found, phrase) {
    if (phrase >= 0) return Math.max(0, Math.min(phrase - 6, found.length - PASSAGE))
    let best = 0
    let most = 0
    const counts = found.map(word => Number(word.matched))
    let count = counts.slice(0, PASSAGE - 6).filter(Boolean).length
    for (let at = 0; at < found.length; at++) {
      if (count > most) [best, most] = [at, count]
      count += (counts[at + PASSAGE - 6] ?? 0) - counts[at]
    }
    return Math.max(0, Math.min(best - 3, found.length - PASSAGE))
  }

  globalThis.searchText = {
    STEM,
    stem,
    parts,
    words,
    sense,
    passage,
    isStopWord: word => STOP_WORDS.has(word),
    marked: (text, terms) => marked(text, read(text, terms), 0, text.length),
  }
})()

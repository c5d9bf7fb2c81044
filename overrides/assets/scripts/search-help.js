/* Whether a query speaks of distress, so that search offers help above all that it finds. It errs towards offering: an
 * offer that was not needed costs a line.
 *
 *   createHelpOffer(help, isKnown) -> query => { place, title, offer } or null
 *
 * The form of `help` is that of scripts/publish/search.py. A phrase speaks in a query that has all its words near each
 * other, in whatever order and form, and with a slip in longer ones unless the site knows the word; in a phrase,
 * "hits/slaps me" stands for both. */
;(() => {
  "use strict"
  const { parts, stem, isSlip } = globalThis.searchText
  /* Words that may stand between those of a phrase */
  const BETWEEN = 3
  const FORGIVEN_FROM = 6
  /* What adds nothing to a phrase */
  const FILLERS = new Set(
    "a the my our your his their so very really just quite always never even and is am are was".split(" "),
  )

  globalThis.createHelpOffer = (help, isKnown) => {
    if (!help) return () => null
    const someone = new Set(help.someone.flatMap(parts).map(stem))

    /* A phrase as its words, each as the stems it may have and the words that a slip may have made of it. */
    const choices = word => (word.includes("/") ? [word.split("/").flatMap(parts)] : parts(word).map(part => [part]))
    const read = phrase =>
      phrase
        .split(/\s+/)
        .flatMap(choices)
        .filter(words => !words.every(word => FILLERS.has(word)))
        .map(words => ({
          stems: new Set(words.map(stem)),
          words,
          isSomeone: words.some(word => someone.has(stem(word))),
        }))
    const entries = help.words.map(lists => lists.map(list => list.map(read).filter(slots => slots.length)))

    const fits = ({ stems, words, isSomeone }, said) =>
      stems.has(stem(said)) ||
      (isSomeone && someone.has(stem(said))) ||
      (!isKnown(said) && words.some(word => word.length >= FORGIVEN_FROM && isSlip(word, said)))

    /* Where in a query a phrase stands: its first word and the one behind its last, or null. */
    function place(slots, list) {
      for (let from = 0; from < list.length; from++) {
        const near = list.slice(from, from + slots.length + (slots.length > 1 ? BETWEEN : 0))
        const at = slots.map(slot => near.findIndex(said => fits(slot, said)))
        if (at.every(index => index >= 0)) return [from + Math.min(...at), from + Math.max(...at) + 1]
      }
      return null
    }

    /* The query without its ordinary phrases. */
    function without(phrases, list) {
      let left = list
      for (const slots of phrases) {
        for (let found = place(slots, left); found; found = place(slots, left))
          left = left.toSpliced(found[0], found[1] - found[0])
      }
      return left
    }

    return query => {
      const list = parts(query).filter(word => !FILLERS.has(word))
      const speaks = entries.some(([phrases, ordinary]) => {
        const left = without(ordinary, list)
        return phrases.some(slots => place(slots, left))
      })
      return speaks ? { place: help.place, title: help.title, offer: help.offer } : null
    }
  }
})()

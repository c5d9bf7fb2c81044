/* Whether a query speaks of distress, so that search offers help above all that it finds. It errs towards offering: an
 * offer that was not needed costs a line.
 *
 *   createHelpOffer(help, isKnown) -> query => { place, title, offer, nearest: addresses, isOnly, isSure } or null
 *
 * `isOnly`: whether the query says nothing else; `isSure`: whether it can hardly mean anything else. The form of `help`
 * is that of scripts/publish/search.py. How much each word of a query, and each two beside each other, speak for distress
 * is learned from examples; a phrase that somebody listed speaks besides, and knows where on the page help is. It speaks
 * in a query that has its words in that order, near each other, in whatever form, and with a slip in longer ones unless
 * the site knows the word. */
;(() => {
  "use strict"
  const { parts, stem, isSlip, isStopWord } = globalThis.searchText
  /* How much a phrase speaks for distress, from how much on help is offered, and from how much on there is little doubt,
   * in tenths as the words have it */
  const PHRASE = 110
  const ENOUGH = 40
  const SURE = 200
  /* Words that may stand between those of a phrase */
  const BETWEEN = 3
  /* Letters of a word in which a slip is forgiven: fewer where the rest of its phrase bears it out */
  const FORGIVEN_FROM = { alone: 6, among: 4 }
  /* What adds nothing to a phrase */
  const FILLERS = new Set(
    "a the my our your his their so very really just quite always even and is am are was".split(" "),
  )
  /* What stands for a letter where a word is hidden from a filter */
  const LETTERS = { 0: "o", 1: "i", 3: "e", 4: "a", 5: "s", "@": "a", $: "s", "!": "i", "*": "" }
  const unhidden = query =>
    query.replace(/(?<=\p{L})[\d@$!*]+(?=\p{L})/gu, signs => [...signs].map(sign => LETTERS[sign] ?? sign).join(""))
  const telling = words => words.filter(word => !FILLERS.has(word))
  const inOne = text => parts(text).join("")
  /* What is left of a word without its ending and its double letters, which are often mistyped */
  const cores = new Map()
  function core(word) {
    if (!cores.has(word)) cores.set(word, stem(word).replace(/(\p{L})\1/gu, "$1"))
    return cores.get(word)
  }

  globalThis.createHelpOffer = (help, isKnown) => {
    if (!help) return () => null
    const groups = help.alike.map(group => group.map(inOne))
    const forms = groups.map(group => new Set(group.map(core)))
    const alikeTo = word => [word, ...groups.filter((_, nth) => forms[nth].has(core(word))).flat()]

    /* A phrase as its words, each as those that may stand for it, their cores, and how long a word with a slip is. */
    function read(phrase) {
      const list = phrase
        .split(/\s+/)
        .flatMap(word => (word.includes("/") ? [word.split("/").map(inOne)] : parts(word)))
      const slots = list.filter(words => telling([words].flat()).length)
      const forgivenFrom = slots.length > 1 ? FORGIVEN_FROM.among : FORGIVEN_FROM.alone
      return slots
        .map(words => (Array.isArray(words) ? words : slots.length > 1 ? alikeTo(words) : [words]))
        .map(words => ({ words, cores: new Set(words.map(core)), forgivenFrom }))
    }
    const entries = help.words.map(([phrases, where]) => ({
      where,
      phrases: phrases.map(read).filter(slots => slots.length),
    }))

    /* Whether a word may stand in a phrase; those that stand in every text only as they are: "out" is not "outed". */
    function fits({ words, cores, forgivenFrom }, said) {
      if (words.includes(said)) return true
      if (isStopWord(said)) return false
      if (cores.has(core(said))) return true
      const isNear = form => word => word.length >= forgivenFrom && isSlip(word, form)
      return !isKnown(said) && (words.some(isNear(said)) || [...cores].some(isNear(core(said))))
    }

    /* How many words of a query are one of a phrase: two where one is written as two. */
    function taken(slot, list, at) {
      if (fits(slot, list[at])) return 1
      return at + 1 < list.length && slot.cores.has(core(list[at] + list[at + 1])) ? 2 : 0
    }

    /* Behind which word of a query a phrase ends that begins with the word at `from`; 0 if it does not. */
    function endOf(slots, list, from) {
      const last = Math.min(list.length, from + slots.length + BETWEEN)
      let at = from
      for (const slot of slots) {
        while (at < last && !taken(slot, list, at)) {
          if (at === from) return 0
          at++
        }
        if (at >= last) return 0
        at += taken(slot, list, at)
      }
      return at
    }

    /* Each place in a query where a phrase stands: its first word and the one behind its last. */
    function placesOf(slots, list) {
      return list.map((_, from) => [from, endOf(slots, list, from)]).filter(([, end]) => end)
    }

    /* The place in a query where a phrase of an entry holds together best, that with the fewest words between its own: in
     * "he left and I am suicidal" it is not he who is. Of several the longest. */
    function placeOf({ phrases }, list) {
      const places = phrases.flatMap(slots =>
        placesOf(slots, list).map(([from, end]) => ({ from, end, between: end - from - slots.length })),
      )
      return places.sort((a, b) => a.between - b.between || b.end - b.from - (a.end - a.from))[0]
    }

    /* Whether one place lies within another that holds together as well and so says more: "hit her" in "I hit her". One
     * word that was listed alone says enough. */
    function isWithin(one, other) {
      const [length, otherLength] = [one, other].map(({ from, end }) => end - from)
      const isPart = other.from <= one.from && one.end <= other.end && other.between <= one.between
      return isPart && length > 1 && otherLength > length
    }

    /* Whether a phrase is all that is asked, but for words that say little. */
    function isAll(slots, list) {
      return placesOf(slots, list).some(([from, end]) => list.toSpliced(from, end - from).every(isStopWord))
    }

    const leanings = new Map(Object.entries(help.leanings)) // where "constructor" is no more than a word
    /* How much the words of a query speak for distress, alone and in pairs, and any query by itself, "". */
    function leaning(list) {
      const pairs = list.slice(1).map((word, at) => `${list[at]} ${word}`)
      return [...new Set(["", ...list, ...pairs])].reduce((sum, one) => sum + (leanings.get(one) ?? 0), 0)
    }

    return query => {
      const said = parts(unhidden(query))
      const list = telling(said)
      const speaking = entries.map(entry => ({ ...entry, at: placeOf(entry, list) })).filter(({ at }) => at)
      const yields = ({ at }) => Number(speaking.some(other => isWithin(at, other.at)))
      speaking.sort((one, other) => one.at.between - other.at.between || yields(one) - yields(other))
      const spoken = leaning(said) + (speaking.length ? PHRASE : 0)
      if (spoken <= ENOUGH) return null
      const nearest = speaking.map(({ where }) => where).filter(Boolean)
      const isOnly = speaking.some(({ phrases }) => phrases.some(slots => isAll(slots, list)))
      return { place: help.place, title: help.title, offer: help.offer, nearest, isOnly, isSure: spoken >= SURE }
    }
  }
})()

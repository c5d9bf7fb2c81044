/* Whether a query speaks of distress, so that search offers help above all that it finds. It errs towards offering: an
 * offer that was not needed costs a line.
 *
 *   createHelpOffer(help, isKnown) -> (query, isFound) => { place, title, offer, nearest: addresses, isOnly } or null
 *
 * `isOnly`: whether the query says nothing else. The form of `help` is that of scripts/publish/search.py. A phrase
 * speaks in a query that has its words in that order, near each other, in whatever form, and with a slip in longer ones
 * unless the site knows the word. A query whose words are those of people in distress needs no phrase, and in a longer one
 * whose words are those of others none speaks but a single word about somebody. Where nothing is found, it is enough that
 * somebody speaks of themselves. Who asks about a subject, and speaks of nobody, is not in distress. */
;(() => {
  "use strict"
  const { parts, stem, isSlip, isStopWord } = globalThis.searchText
  /* Words that may stand between those of a phrase: fewer in an ordinary one, through which none of them speaks */
  const BETWEEN = { telling: 3, ordinary: 2 }
  /* Letters of a word in which a slip is forgiven: fewer where the rest of its phrase bears it out */
  const FORGIVEN_FROM = { alone: 6, among: 4 }
  /* How a query leans, by its words, that is ordinary whatever phrase seems to speak in it, and one that needs none */
  const LEANING = { ordinary: -7, distress: 24 }
  /* How many words say of a query that it is ordinary: a word of danger and its subject do not */
  const ENOUGH = 7
  /* The list of an entry that holds ordinary phrases */
  const ORDINARY = 3
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
    const [speakers, people] = [help.speakers, help.people].map(words => new Set(words.map(inOne)))
    const groups = help.alike.map(group => group.map(inOne))
    const forms = groups.map(group => new Set(group.map(core)))
    const alikeTo = word => [word, ...groups.filter((_, nth) => forms[nth].has(core(word))).flat()]

    /* A phrase as its words, each as those that may stand for it, their cores, and how long a word with a slip is. */
    function read(phrase, isOrdinary) {
      const list = phrase
        .split(/\s+/)
        .flatMap(word => (word.includes("/") ? [word.split("/").map(inOne)] : parts(word)))
      const slots = list.filter(words => telling([words].flat()).length)
      const forgivenFrom = slots.length > 1 ? FORGIVEN_FROM.among : FORGIVEN_FROM.alone
      const isSpread = word => slots.length > 1 && (!isOrdinary || people.has(word))
      return slots
        .map(words => (Array.isArray(words) ? words : isSpread(words) ? alikeTo(words) : [words]))
        .map(words => ({ words, cores: new Set(words.map(core)), forgivenFrom }))
    }
    /* As they are written: "authors" is not "authorities". */
    const subjects = help.subjects.map(phrase =>
      parts(phrase).map(word => ({ words: [word], cores: new Set(), forgivenFrom: Infinity })),
    )
    const entries = help.words.map(lists => ({
      where: lists.at(-1),
      lists: lists
        .slice(0, -1)
        .map((list, nth) => list.map(phrase => read(phrase, nth === ORDINARY)).filter(slots => slots.length)),
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
    function endOf(slots, list, from, between) {
      const last = Math.min(list.length, from + slots.length + between)
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

    /* Where in a query a phrase stands: its first word and the one behind its last, or null. */
    function place(slots, list, between = BETWEEN.telling) {
      const from = list.findIndex((_, at) => endOf(slots, list, at, between))
      return from < 0 ? null : [from, endOf(slots, list, from, between)]
    }

    /* The query without its ordinary phrases. */
    function without(phrases, list) {
      let left = list
      for (const slots of phrases) {
        const next = () => place(slots, left, BETWEEN.ordinary)
        for (let found = next(); found; found = next()) left = left.toSpliced(found[0], found[1] - found[0])
      }
      return left
    }

    /* Whether a phrase is all that is asked, but for words that say little. */
    function isAll(slots, list) {
      const found = place(slots, list)
      return found && list.toSpliced(found[0], found[1] - found[0]).every(isStopWord)
    }

    const leanings = new Map(Object.entries(help.leanings)) // where "constructor" is no more than a word
    /* How much the words of a query speak for distress, alone and in pairs: in a long one each counts for less. */
    function leaning(list) {
      const pairs = list.slice(1).map((word, at) => `${list[at]} ${word}`)
      const told = [...new Set([...list, ...pairs])]
      return told.reduce((sum, one) => sum + (leanings.get(one) ?? 0), 0) / Math.sqrt(told.length || 1)
    }

    const ordinaries = entries.flatMap(({ lists }) => lists[ORDINARY])

    return (query, isFound) => {
      const said = parts(unhidden(query))
      const rest = without(subjects, said)
      const isPersonal = rest.some(word => speakers.has(word) || people.has(word))
      if (rest.length < said.length && !isPersonal) return null
      const isAllOf = ({ lists }) =>
        lists
          .slice(0, ORDINARY)
          .flat()
          .some(slots => isAll(slots, telling(said)))
      const leans = leaning(said)
      const isOrdinary = said.length >= ENOUGH && leans < LEANING.ordinary
      const speaking = entries.filter(({ lists: [phrases, personal, alone, ordinary] }) => {
        const left = without(ordinary, telling(said))
        const fitting = isPersonal ? [...phrases, ...personal] : phrases
        const all = isOrdinary ? phrases.filter(slots => isPersonal && slots.length === 1) : fitting
        return all.some(slots => place(slots, left)) || alone.some(slots => isAll(slots, left))
      })
      /* Who asks about more than that, and speaks of nobody, is not led past what they asked for. */
      const isLed = entry => entry.where && (isPersonal || isAllOf(entry))
      const isOfThemselves = () => without(ordinaries, telling(said)).some(word => speakers.has(word))
      if (!speaking.length && leans < LEANING.distress && (isFound || !isOfThemselves())) return null
      const nearest = speaking.filter(isLed).map(({ where }) => where)
      const isOnly = speaking.some(isAllOf)
      return { place: help.place, title: help.title, offer: help.offer, nearest, isOnly }
    }
  }
})()

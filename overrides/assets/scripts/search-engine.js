/* Search itself: from the words a reader typed to sections of the site, best first. MiniSearch ranks single words; what
 * stands here is what it leaves open: stems, synonyms, phrases, slips of the finger, and terms before mere mentions.
 *
 *   createSearchEngine({ entries, synonyms }) -> Promise of { search(query) -> results }
 *
 * The form of `entries` is that of scripts/publish/search.py. A result is an entry with
 * `markedTitle()` and `passage()`, both lists of [text, whether it matched]. */
;(() => {
  "use strict"
  const { STEM, isStopWord, stem, parts, words, sense, marked, passage } = globalThis.searchText

  const WEIGHTS = { stem: 0.5, synonym: 0.7, swap: 0.7, fuzzy: 0.5, prefix: 0.3, stopWord: 0.05 }
  const FIELDS = { title: 5, text: 1 }
  const KINDS = { term: 1.3, work: 0.6 }
  /* For a work that is asked for by its author */
  const NAMED_WORK = 4
  /* For a section whose title says just what was asked; a term's definition comes before everything. */
  const NAMESAKE = { term: 50, other: 12 }
  const FORGIVEN_FROM = 5

  /* What else a title may be called: itself without what stands in brackets, and the abbreviation there. */
  function namesOf(title) {
    const bracketed = title.match(/^(.*?)\s*\(([^)]*)\)$/)
    return (bracketed ? [title, bracketed[1], bracketed[2]] : [title]).map(sense)
  }

  /* All that a section says, in plain words with a space on either side. */
  const spoken = entry => (entry.spoken ??= ` ${parts(`${entry.title} ${entry.text}`).join(" ")} `)

  function swaps(word) {
    return [...word].slice(1).map((_, i) => word.slice(0, i) + word[i + 1] + word[i] + word.slice(i + 2))
  }

  class Engine {
    constructor({ entries, synonyms }) {
      this.synonyms = synonyms.map(group => group.map(member => parts(member)))
      this.entries = entries.map(([location, page, title, text, kind], id) => ({
        id,
        location,
        page,
        title,
        text,
        kind,
      }))
      this.names = this.entries.map(entry => namesOf(entry.title))
      this.vocabulary = new Set()
      this.authors = this.namesOfAuthors()
      this.found = new Map()
      this.index = new MiniSearch({
        fields: Object.keys(FIELDS),
        tokenize: words,
        processTerm: word => this.remember([word, STEM + stem(word)]),
        searchOptions: { tokenize: text => [text], processTerm: term => term, boost: FIELDS },
      })
    }

    remember(terms) {
      terms.forEach(term => this.vocabulary.add(term))
      return terms
    }

    /* Words that stand in the names of works and in no other title. */
    namesOfAuthors() {
      const titles = isWork =>
        this.entries.filter(({ kind }) => (kind === "work") === isWork).flatMap(({ title }) => parts(title))
      const others = new Set([...titles(false), "et", "al", "n", "d"])
      return new Set(titles(true).filter(word => !others.has(word) && !/^\d/.test(word)))
    }

    word(word) {
      if (!this.found.has(word)) this.found.set(word, this.find(word))
      return this.found.get(word)
    }

    /* Scores by entry of one word, with the terms of the index that matched: exact, then stem, then slip or beginning. */
    find(word) {
      const found = new Map()
      const known = this.vocabulary.has(word) || this.vocabulary.has(STEM + stem(word))
      const forgive = !known && word.length >= FORGIVEN_FROM
      this.add(found, word, 1, {
        prefix: word.length > 2 && (term => !term.startsWith(STEM)),
        fuzzy: forgive ? 1 : false,
        weights: { fuzzy: WEIGHTS.fuzzy, prefix: WEIGHTS.prefix },
      })
      this.add(found, STEM + stem(word), WEIGHTS.stem, {})
      if (forgive) swaps(word).forEach(swap => this.add(found, swap, WEIGHTS.swap, {}))
      return found
    }

    add(found, term, weight, options) {
      for (const { id, score, terms } of this.index.search(term, options))
        put(found, id, { score: weight * score, terms })
    }

    /* Scores by entry of several words together. */
    any(list) {
      const found = new Map()
      for (const word of list) this.word(word).forEach((result, id) => put(found, id, result))
      return found
    }

    /* The same where an entry has them all. */
    all(list) {
      const everyOne = list.map(word => this.word(word))
      return new Map([...this.any(list)].filter(([id]) => everyOne.every(found => found.has(id))))
    }

    /* The words of a query, those together that have synonyms together. */
    units(list) {
      const units = []
      for (let at = 0; at < list.length; ) {
        const group = this.groupAt(list, at)
        const length = group ? group.length : 1
        const own = list.slice(at, at + length)
        units.push({
          own,
          others: group ? group.others : [],
          weight: length === 1 && isStopWord(own[0]) ? WEIGHTS.stopWord : 1,
        })
        at += length
      }
      return units
    }

    /* The longest run of words from here on that a group of synonyms holds, and the others of its group. */
    groupAt(list, at) {
      let best = null
      for (const group of this.synonyms) {
        const member = group.find(member =>
          member.every((word, i) => list[at + i] && stem(list[at + i]) === stem(word)),
        )
        const length = member?.length ?? 0
        if (length > (best?.length ?? 0)) best = { length, others: group.filter(other => other !== member) }
      }
      return best
    }

    /* Best of a unit's own words and its synonyms, and the ways in which the unit may be read, as stems. */
    unit({ own, others, weight }) {
      const found = this.any(own)
      const corrections = own.length > 1 ? [] : corrected(found, own[0])
      for (const other of others) {
        for (const [id, { score, terms }] of this.all(other)) {
          put(found, id, { score: Math.max(0, WEIGHTS.synonym * score - (found.get(id)?.score ?? 0)), terms })
        }
      }
      return { own, found, weight, readings: [own.map(stem), ...corrections, ...others.map(other => other.map(stem))] }
    }

    search(query) {
      const phrases = [...query.matchAll(/["“]([^"”]+)["”]/g)].map(match => parts(match[1]).join(" ")).filter(Boolean)
      const list = parts(query)
      if (!list.length) return []
      const units = this.units(list).map(unit => this.unit(unit))
      const scored = this.entries.map(entry => this.score(entry, units)).filter(result => result.score > 0)
      return scored
        .filter(({ entry }) => phrases.every(phrase => spoken(entry).includes(` ${phrase} `)))
        .sort((a, b) => b.score - a.score || a.entry.id - b.entry.id)
        .map(({ entry, terms }) => ({ ...entry, ...shown(entry, new Set(terms), phrases) }))
    }

    /* The more of what was asked a section has, the better, beyond the sum. */
    score(entry, units) {
      const matched = units.filter(({ found }) => found.has(entry.id))
      if (!matched.some(unit => unit.weight === 1) && units.some(unit => unit.weight === 1)) return { entry, score: 0 }
      const share = sum(matched.map(unit => unit.weight)) / sum(units.map(unit => unit.weight))
      const score = sum(matched.map(({ found, weight }) => weight * found.get(entry.id).score)) * share ** 2
      const isNamed = entry.kind === "work" && matched.some(({ own }) => this.authors.has(own[0]))
      const kind = isNamed ? NAMED_WORK : (KINDS[entry.kind] ?? 1)
      const namesake = this.isNamesake(entry, units) ? (NAMESAKE[entry.kind] ?? NAMESAKE.other) : 1
      return { entry, score: score * kind * namesake, terms: matched.flatMap(({ found }) => found.get(entry.id).terms) }
    }

    isNamesake(entry, units) {
      const asked = units.filter(unit => unit.weight === 1)
      return asked.length > 0 && this.names[entry.id].some(name => reads(name, asked))
    }
  }

  /* Adds to what was found of an entry. */
  function put(found, id, { score, terms }) {
    const before = found.get(id) ?? { score: 0, terms: [] }
    found.set(id, { score: before.score + score, terms: [...before.terms, ...terms] })
  }

  const sum = numbers => numbers.reduce((total, number) => total + number, 0)

  /* The words that a misspelt one may stand for: those it was forgiven for, each as a reading. */
  function corrected(found, word) {
    const terms = [...found.values()].flatMap(result => result.terms)
    const near = new Set(terms.filter(term => !term.startsWith(STEM) && term !== word && !term.startsWith(word)))
    return [...near].map(term => [stem(term)])
  }

  /* Whether a name consists of one reading of each unit, in whatever order. */
  function reads(name, units) {
    if (!units.length) return name.length === 0
    const [first, ...rest] = units
    return first.readings.some(reading => {
      const left = reading.reduce((left, word) => left && without(left, word), name)
      return left && reads(left, rest)
    })
  }

  function without(list, word) {
    const at = list.indexOf(word)
    return at < 0 ? null : [...list.slice(0, at), ...list.slice(at + 1)]
  }

  function shown({ title, text }, terms, phrases) {
    return {
      markedTitle: () => marked(title, terms),
      passage: () => passage(text, terms, phrases),
    }
  }

  globalThis.createSearchEngine = async data => {
    const engine = new Engine(data)
    await engine.index.addAllAsync(engine.entries, { chunkSize: 20 })
    return engine
  }
})()

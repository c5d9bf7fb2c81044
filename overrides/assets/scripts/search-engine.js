/* Search itself: from the words a reader typed to sections of the site, best first. The index knows single words; what
 * stands here is what it leaves open: synonyms, phrases, words that belong together, terms before mere mentions, and where
 * an answer is too weak to be one.
 *
 *   createSearchEngine({ entries, synonyms, help }) -> { search(query) -> results, answer(query) -> { offer or null, results } }
 *
 * The form of `entries` is that of scripts/publish/search.py, that of an offer of search-help.js. A result is an entry
 * with `shown()`: the place that answers best, which is the section or one of its notes, and its title and passage, both
 * as lists of [text, whether it matched]. */
;(() => {
  "use strict"
  const { isStopWord, stem, parts, sense, marked, passage } = globalThis.searchText

  const FIELDS = { title: 8, text: 1, notes: 0.7, others: 3, page: 0.5 }
  const STOP_WORD = 0.02
  /* How much is left of what a word tells where another stands for it, and where it was misspelt or is only begun */
  const SURE = { synonym: 0.9, slip: 0.8, beginning: 0.6 }
  /* From this share on, all of what was asked is met. */
  const WHOLE = 0.75
  const KINDS = { term: 1.2, work: 0.7 }
  /* For a work that is asked for by its author */
  const NAMED_WORK = 5.7
  /* For a section whose title says just what was asked; a term's definition comes before everything. */
  const NAMESAKE = { term: 50, other: 12 }
  /* For a term that is all of what was asked; for one that is part of it, as much less as the part is smaller */
  const ASKED_TERM = 3
  /* For words that stand beside each other as they do in the query */
  const TOGETHER = 0.6
  /* For words that stand in one passage */
  const NEAR = 0.3
  /* Less than this share of what was asked is no answer; of a sentence, which has words of all sorts, less will do. */
  const FLOOR = [0, 0.5, 0.78, 0.55, 0.35]
  /* It may be if it is what the section is called for, and sooner if that is a term. */
  const TITLE_FLOOR = { term: 0.33, other: 0.38 }
  /* Or if it is so much like a name of the section or a question that it answers. */
  const LIKE_FLOOR = 0.45
  /* For a section with such a name or question; the less, the less it is alike */
  const LIKE = 2
  /* Nor is what is worth less than this share of the best. */
  const TAIL = 0.2
  const SHOWN = 30
  /* Where fewer answer, the nearest of the others follow, if they have at least this share of what was asked. */
  const FEW = 3
  const NEAREST = 0.2
  /* Words that ask for a definition */
  const DEFINING = new Set(
    "mean meaning means define defined definition explain explained acronym abbreviation".split(" "),
  )

  /* What a section may be called: its title, that without what stands in brackets, the abbreviation there, and what
   * stands before a colon. */
  function namesOf({ title }) {
    const [, before, within] = title.match(/^(.*?)\s*\(([^)]*)\)$/) ?? []
    const [head, rest] = title.split(": ")
    const isShort = /\p{Lu}.*\p{Lu}/u.test(within)
    return [title, before, isShort && within, rest && head].filter(Boolean).map(sense)
  }

  /* What is asked of a section, which is as good as a name, unless one word is all that it tells, and each of the other
   * words by which it is found; of a work those are people. */
  const askedOf = ({ kind, others }) =>
    (kind === "work" ? [] : others.split(" · ").filter(Boolean)).map(asked => {
      const words = sense(asked)
      return { words, isAsked: true, isName: words.length > 1 || parts(asked).length < 3 }
    })

  /* All that a section says, in plain words with a space on either side, and what parts its lines. */
  const inWords = text =>
    text
      .split(" · ")
      .map(line => ` ${parts(line).join(" ")} `)
      .join("·")
  const notesOf = entry => entry.notes.map(([, text]) => text).join(" · ")
  const spoken = entry => (entry.spoken ??= inWords([entry.title, entry.text, notesOf(entry)].join(" · ")))

  const sum = numbers => numbers.reduce((total, number) => total + number, 0)

  class Engine {
    constructor({ entries, synonyms, help }) {
      this.synonyms = synonyms.map(group => group.map(member => parts(member)))
      this.others = new Set(this.synonyms.flat(2))
      this.entries = entries.map(([location, page, title, text, kind, notes, others], id) => ({
        id,
        location,
        page,
        title,
        text,
        kind,
        notes,
        others,
      }))
      this.titles = this.entries.map(namesOf)
      this.named = new Map() // stem -> names that have it
      for (const entry of this.entries) {
        const titles = this.titles[entry.id].map(words => ({ words, isName: true }))
        for (const name of [...titles, ...askedOf(entry)]) this.addName({ id: entry.id, ...name })
      }
      const textOf = { notes: notesOf }
      const fields = Object.entries(FIELDS).map(([name, weight]) => [weight, textOf[name] ?? (entry => entry[name])])
      this.index = new SearchIndex(this.entries, fields)
      this.authors = this.namesOfAuthors()
      this.offerHelp = createHelpOffer(help, word => this.index.knows(word))
    }

    addName(name) {
      for (const stem of new Set(name.words)) {
        if (!this.named.has(stem)) this.named.set(stem, [])
        this.named.get(stem).push(name)
      }
    }

    /* Id of an entry -> its names, questions among them, that have some of what was asked. */
    namesMet(units) {
      const met = new Map()
      for (const reading of units.filter(({ weight }) => weight === 1).flatMap(({ readings }) => readings))
        for (const name of this.named.get(reading[0]) ?? [])
          if (isWithin(reading, name.words)) met.set(name.id, (met.get(name.id) ?? new Set()).add(name))
      return met
    }

    /* Words that stand in the names of works, or of those who made them, and in no other title. */
    namesOfAuthors() {
      const namesOf = isWork =>
        this.entries
          .filter(({ kind }) => (kind === "work") === isWork)
          .flatMap(({ title, others }) => parts(`${title} ${others}`))
      const others = new Set([...namesOf(false), "et", "al"])
      return new Set(namesOf(true).filter(word => word.length > 1 && !others.has(word) && !/^\d/.test(word)))
    }

    /* What was asked, word by word; words that have synonyms together, or are one elsewhere, stay together. */
    units(query) {
      const typed = parts(query)
      const list = typed.map(word => this.index.corrected(word, this.others))
      const isAsking = word => !isStopWord(word) && !DEFINING.has(word)
      const weightOf = word => (isAsking(word) || !list.some(isAsking) ? 1 : STOP_WORD)
      const units = []
      for (let at = 0; at < list.length; at = units.at(-1).end) {
        const group = this.groupAt(list, at) ?? this.compoundAt(list, at) ?? { length: 1, others: [] }
        const end = at + group.length
        const own = list.slice(at, end)
        const isSlip = own.some((word, i) => word !== typed[at + i])
        const weight = Math.max(...own.map(weightOf))
        units.push(this.unit({ own, others: group.others, end, weight, isSlip, isOpen: end === list.length }))
      }
      return units
    }

    /* The longest run of words from here on that a group of synonyms holds, and the others of its groups. */
    groupAt(list, at) {
      let best = null
      for (const group of this.synonyms) {
        const isHere = member => member.every((word, i) => list[at + i] && stem(list[at + i]) === stem(word))
        const member = group.filter(isHere).sort((a, b) => b.length - a.length)[0]
        const others = group.filter(other => other !== member)
        if (member?.length > (best?.length ?? 0)) best = { length: member.length, others }
        else if (member && member.length === best.length) best.others.push(...others)
      }
      return best
    }

    /* A compound that the site writes the other way: two words as one, or one as two. */
    compoundAt(list, at) {
      const [first, second] = list.slice(at, at + 2)
      const joined = second && !isStopWord(first) && first + second
      if (joined && this.index.knows(joined)) return { length: 2, others: [[joined]] }
      if (this.index.knows(first)) return null
      const cuts = [...first].map((_, at) => [first.slice(0, at), first.slice(at)]).slice(3, -2)
      const halves = cuts.find(halves => halves.every(half => this.index.places.has(half)) && this.someSay(halves))
      return halves ? { length: 1, others: [halves] } : null
    }

    someSay(words) {
      return this.entries.some(({ id }) => this.index.says(id, words))
    }

    /* What was asked, with how much it tells, where it is met, and how it may be read, as stems. */
    unit({ own, others, isOpen, isSlip, ...rest }) {
      const at = new Map()
      this.meet(at, own, isSlip ? SURE.slip : 1, isOpen)
      for (const other of others) this.meet(at, other, SURE.synonym)
      const known = own.map(word => this.index.word(word, isOpen).tells)
      const whole = [...at.values()].filter(({ share }) => share >= WHOLE).length
      const tells = rest.weight * (others.length ? this.index.tells(whole) : sum(known))
      return { ...rest, own, at, tells, isSlip, readings: [own, ...others].map(words => words.map(stem)) }
    }

    /* Adds where words are met, a synonym of several only where all of them are: how much they say there, and which share
     * of what was asked that is. */
    meet(at, list, sure, isOpen = false) {
      const words = list.map((word, i) => this.index.word(word, isOpen && i === list.length - 1))
      const whole = sum(words.map(word => word.tells))
      const ids = new Set(words.flatMap(word => [...word.at.keys()]))
      for (const id of ids) {
        const here = words.filter(word => word.at.has(id))
        if (
          sure === SURE.synonym &&
          !(here.length === words.length && (list.length === 1 || this.index.says(id, list)))
        )
          continue
        const places = here.map(word => ({ tells: word.tells / whole, ...word.at.get(id) }))
        const says = sure * sum(places.map(place => place.tells * place.says))
        const share = sure * sum(places.map(place => place.tells * (place.isBegun ? SURE.beginning : 1)))
        const before = at.get(id) ?? { says: 0, share: 0, terms: [] }
        const terms = [...before.terms, ...places.flatMap(place => place.terms)]
        at.set(id, { says: Math.max(before.says, says), share: Math.max(before.share, share), terms })
      }
    }

    /* Where help is offered, the places that are nearest to the trouble come first, in the order in which they are listed,
     * then, if it is trouble for sure, others on its page, and works last. Where nothing but the trouble was told, a place
     * elsewhere has all of its words in one passage, and these are more than one if the trouble is sure: what happens to
     * have one of them would mock it. */
    answer(query) {
      const results = this.search(query)
      const offer = this.offerHelp(query)
      if (!offer) return { offer, results }
      const placed = place => this.entries.filter(({ location }) => location === place)
      const nearest = [...new Set(offer.nearest)].flatMap(placed)
      const isThere = ({ location }) => location.split("#")[0] === offer.place
      const rank = result => (result.kind === "work" ? 2 : offer.isSure && !isThere(result) ? 1 : 0)
      const others = results
        .filter(({ id }) => !nearest.some(entry => entry.id === id))
        .filter(
          result => !offer.isOnly || isThere(result) || (result.near === 1 && !(offer.isSure && result.isOneWord)),
        )
      others.sort((one, other) => rank(one) - rank(other))
      return {
        offer,
        results: [...nearest.map(entry => results.find(({ id }) => entry.id === id) ?? asResult(entry)), ...others],
      }
    }

    search(query) {
      const phrases = [...query.matchAll(/["“„«]([^"”“»]+)["”“»]/g)]
        .map(match => parts(match[1]).join(" "))
        .filter(Boolean)
      const units = this.units(query)
      if (isElsewhere(units)) return []
      const names = this.namesMet(units)
      const scored = this.entries
        .map(entry => this.score(entry, units, [...(names.get(entry.id) ?? [])]))
        .filter(({ score }) => score > 0)
      const inOrder = list =>
        this.best(list, units, parts(query)).sort(
          (a, b) => b.score * b.first - a.score * a.first || a.entry.id - b.entry.id,
        )
      const saysAll = ({ entry }) => phrases.every(phrase => spoken(entry).includes(` ${phrase} `))
      const answers = inOrder(scored.filter(result => result.isAnswer && saysAll(result)))
      const isFew = !phrases.length && answers.length > 0 && answers.length < FEW
      const others = isFew ? inOrder(scored.filter(({ isAnswer, share }) => !isAnswer && share >= NEAREST)) : []
      const isOneWord = units.filter(({ weight }) => weight === 1).length === 1
      return [...answers, ...others.slice(0, FEW - answers.length)].map(({ entry, namesake, terms, near }) => ({
        ...asResult(entry, terms, phrases, namesake > 1 && entry.kind === "term"),
        near,
        isOneWord,
      }))
    }

    /* Those that are worth showing, and more for what is said in the words of the query or in one breath. */
    best(scored, units, list) {
      const pairs = list.slice(1).map((word, at) => [list[at], word])
      const telling = units.filter(unit => unit.weight === 1).length
      const together = entry =>
        pairs.length ? pairs.filter(pair => this.index.says(entry.id, pair)).length / pairs.length : 0
      const near = ({ entry, terms }) =>
        Math.min(1, passage(`${entry.title} · ${entry.text}`, new Set(terms), []).matches / telling)
      const ranked = scored.sort((a, b) => b.score - a.score)
      return ranked
        .filter(({ score, namesake }, at) => namesake > 1 || (at < SHOWN && score >= TAIL * ranked[0].score))
        .map(result => ({ ...result, near: near(result) }))
        .map(result => ({
          ...result,
          score: result.score * (1 + TOGETHER * together(result.entry) + NEAR * result.near),
        }))
    }

    /* The more of what was asked a section has, the better, beyond the sum; with too little, it is no answer. What
     * comes first for its name is not counted as the better answer: what is shown below it is measured by what it says. */
    score(entry, units, names) {
      const met = units.filter(({ at }) => at.has(entry.id)).map(unit => ({ ...unit, ...unit.at.get(entry.id) }))
      if (!met.length) return { entry, score: 0 }
      const telling = units.filter(unit => unit.weight === 1).length
      const share = sum(met.map(({ tells, share }) => tells * share)) / sum(units.map(unit => unit.tells))
      const namesake = this.namesake(entry, units, share, names)
      const likeness = this.likeness(entry, units, names)
      const isInTitle = entry.kind !== "work" && met.some(unit => unit.weight === 1 && this.isNamed(entry, unit))
      const titleFloor = TITLE_FLOOR[entry.kind] ?? TITLE_FLOOR.other
      const floor = isInTitle ? titleFloor : FLOOR[Math.min(telling, FLOOR.length - 1)]
      const isAnswer = namesake > 1 || share >= floor || likeness >= LIKE_FLOOR
      const isNamed = entry.kind === "work" && met.some(({ own }) => own.some(word => this.authors.has(word)))
      const score = sum(met.map(({ tells, says }) => tells * says)) * share * (KINDS[entry.kind] ?? 1)
      const first = namesake * (isNamed ? NAMED_WORK : 1) * (1 + LIKE * likeness ** 2)
      return { entry, score, share, isAnswer, namesake, first, terms: met.flatMap(({ terms }) => terms) }
    }

    /* How much of what the query and a name or question of the section tell they have in common: 1 if it is the same. What
     * a term or claim is called counts already. */
    likeness({ kind }, units, names) {
      const asked = units.filter(({ weight }) => weight === 1)
      const whole = sum(asked.map(({ tells }) => tells))
      const likeTo = ({ words }) => {
        const read = new Set()
        let common = 0
        for (const { readings, tells } of asked.filter(({ isSlip }) => !isSlip)) {
          const reading = readings.find(reading => isWithin(reading, words))
          common += reading ? tells : 0
          for (const word of reading ?? []) read.add(word)
        }
        return common / (whole + sum(words.filter(word => !read.has(word)).map(word => this.index.stemTells(word))))
      }
      return Math.max(0, ...names.filter(({ isAsked }) => isAsked || !kind).map(likeTo))
    }

    isNamed(entry, { readings }) {
      return readings.some(reading => isWithin(reading, this.titles[entry.id][0] ?? []))
    }

    /* What a section gains by being called what was asked, or a term by being part of it. */
    namesake({ kind }, units, share, names) {
      const asked = units.filter(unit => unit.weight === 1)
      if (asked.length && names.some(({ words, isName }) => isName && reads(words, asked)))
        return NAMESAKE[kind] ?? NAMESAKE.other
      return kind === "term" && names.some(({ words }) => isPart(words, asked)) ? ASKED_TERM ** share : 1
    }
  }

  const isWithin = (reading, name) => reading.every(word => name.includes(word))

  /* Whether a name consists of one reading of each unit, in whatever order. */
  function reads(name, units) {
    if (!units.length) return name.length === 0
    const [first, ...rest] = units
    return first.readings.some(reading => {
      const left = reading.reduce((left, word) => left && without(left, word), name)
      return left && reads(left, rest)
    })
  }

  /* Whether readings of some units make up a name. */
  function isPart(name, units) {
    const within = units.flatMap(({ readings }) => readings).filter(reading => isWithin(reading, name))
    return name.length > 0 && name.every(word => within.some(reading => reading.includes(word)))
  }

  /* Whether half of what was asked, and more than one word of it, stands nowhere: that is about something else. */
  function isElsewhere(units) {
    const asked = units.filter(({ weight }) => weight === 1)
    const unknown = asked.filter(({ at }) => !at.size)
    return unknown.length > 1 && unknown.length >= asked.length / 2
  }

  function without(list, word) {
    const at = list.indexOf(word)
    return at < 0 ? null : [...list.slice(0, at), ...list.slice(at + 1)]
  }

  /* A note where it answers more of what was asked than the text that leads to it. */
  function shown({ location, title, text, notes }, terms, phrases, isDefinition) {
    const own = { location, ...passage(text, terms, phrases, isDefinition) }
    const all = [own, ...notes.map(([location, note]) => ({ location, ...passage(note, terms, phrases) }))]
    const best = isDefinition ? own : all.reduce((best, next) => (next.matches > best.matches ? next : best))
    return { location: best.location, title: marked(title, terms), passage: best.pieces }
  }

  function asResult(entry, terms = [], phrases = [], isDefinition = false) {
    return { ...entry, shown: () => shown(entry, new Set(terms), phrases, isDefinition) }
  }

  globalThis.createSearchEngine = data => new Engine(data)
})()

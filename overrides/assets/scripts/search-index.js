/* Which section has which words, and how much a word says of it (BM25F: words in titles weigh more, and in short texts).
 *
 *   new SearchIndex(entries, fields): `fields` is a list of [the weight of a word in it, entry => its text] */
;(() => {
  "use strict"
  const { STEM, stem, parts, wholes, isSlip } = globalThis.searchText

  /* How soon more of the same word stops to count, and how much the length of a text does. */
  const SATURATION = 6
  const LENGTH = 0.4
  const WEIGHTS = { stem: 0.5, beginning: 0.3 }
  const FORGIVEN_FROM = 6
  const BEGUN_FROM = 4

  globalThis.SearchIndex = class {
    constructor(entries, fields) {
      this.size = entries.length
      this.places = new Map() // word or stem -> id of an entry -> weight
      this.stems = entries.map(() => "·") // of each entry in its order, with a space on either side
      for (const [weight, textOf] of fields) this.addField(entries.map(textOf), weight)
      this.found = new Map()
    }

    addField(texts, weight) {
      const lists = texts.map(parts)
      const average =
        lists.reduce((sum, list) => sum + list.length, 0) / (lists.filter(list => list.length).length || 1)
      lists.forEach((list, id) => {
        const each = weight / (1 - LENGTH + LENGTH * (list.length / average))
        this.stems[id] += ` ${list.map(stem).join(" ")} ·`
        for (const word of [...list, ...wholes(texts[id])]) {
          this.put(word, id, each)
          this.put(STEM + stem(word), id, each)
        }
      })
    }

    /* Whether an entry has words beside each other, in whatever form. */
    says(id, words) {
      return this.stems[id].includes(` ${words.map(stem).join(" ")} `)
    }

    put(term, id, weight) {
      if (!this.places.has(term)) this.places.set(term, new Map())
      const places = this.places.get(term)
      places.set(id, (places.get(id) ?? 0) + weight)
    }

    knows(word) {
      return this.places.has(word) || this.places.has(STEM + stem(word))
    }

    /* The commonest word that an unknown one may stand for, of those here and some others; else the word itself. */
    corrected(word, others) {
      if (this.knows(word) || others.has(word) || word.length < FORGIVEN_FROM) return word
      const near = [...this.places.keys(), ...others].filter(term => isSlip(word, term))
      return near.sort((a, b) => (this.places.get(b)?.size ?? 0) - (this.places.get(a)?.size ?? 0))[0] ?? word
    }

    /* What is known of a word, of which more letters may come: how much it tells (the more, the fewer places have it) and,
     * by entry, how much it says of that (0 to 1), whether it is only begun there, and the terms that stand there. */
    word(word, isOpen = false) {
      const key = isOpen ? `${word} ` : word
      if (!this.found.has(key)) this.found.set(key, this.find(word, isOpen && word.length >= BEGUN_FROM))
      return this.found.get(key)
    }

    find(word, isOpen) {
      const at = new Map()
      this.gather(at, word, 1, false)
      this.gather(at, STEM + stem(word), WEIGHTS.stem, false)
      const longer = isOpen ? [...this.places.keys()].filter(term => term !== word && term.startsWith(word)) : []
      for (const term of longer) this.gather(at, term, WEIGHTS.beginning, true)
      for (const place of at.values()) place.says = place.weight / (SATURATION + place.weight)
      return { at, tells: this.tells(at.size) }
    }

    gather(at, term, weight, isBegun) {
      for (const [id, own] of this.places.get(term) ?? []) {
        const place = at.get(id) ?? { weight: 0, isBegun, terms: [] }
        at.set(id, { ...place, weight: place.weight + weight * own, terms: [...place.terms, term] })
      }
    }

    stemTells(stem) {
      return this.tells(this.places.get(STEM + stem)?.size ?? 0)
    }

    tells(places) {
      return Math.log(1 + (this.size - places + 0.5) / (places + 0.5))
    }
  }
})()

/* The dialog in which a reader searches. Loaded when search is approached; it loads the engine, the index and its own
 * style sheet. What is typed stays in the page: it is in no request, no address and no storage. The page's entry in the
 * history keeps a query whose result was followed, so that Back finds it again; what speaks of distress is kept nowhere.
 *
 *   siteSearch.prepare()
 *   siteSearch.open(query) */
;(() => {
  "use strict"
  const { base, page, add, runSearchParts } = globalThis.siteTools
  const AT_FIRST = 10
  const ANNOUNCED_AFTER = 500
  /* Of what is pasted; a question is shorter. */
  const LONGEST = 200
  const KINDS = { term: "Term", claim: "Claim", work: "Work" }

  function element(name, className = "", properties = {}, ...content) {
    const made = Object.assign(page.createElement(name), properties)
    if (className) made.className = className
    made.append(...content)
    return made
  }

  const input = element("input", "search-input", {
    id: "search-query",
    type: "search",
    autocomplete: "off",
    autocapitalize: "off",
    enterKeyHint: "go",
    maxLength: LONGEST,
    spellcheck: false, // some browsers send what they check to a server
  })
  input.setAttribute("autocorrect", "off")
  input.setAttribute("aria-describedby", "search-hint")
  const meta = element("p", "search-count", { id: "search-hint" })
  const live = element("p", "search-live")
  live.setAttribute("role", "status")
  const help = element("p", "search-help", { hidden: true })
  const list = element("ol", "search-results")
  const more = element("button", "search-more", { type: "button", hidden: true })
  const close = element("button", "search-close", { type: "button" }, "Close")
  /* Whatever is typed: no list of words of distress is whole. */
  const header = page.querySelector(".to-help")
  const toHelp = header ? [element("a", "search-to-help", { href: header.href }, header.textContent)] : []
  /* The pages of the menu, for whoever has not asked yet, or found nothing; an essay's title stands behind its number. */
  function wayOf(name, links) {
    const items = [...page.querySelectorAll(`${links}:not([aria-current])`)]
      .filter(link => link.href !== header?.href)
      .map(({ href, lastChild }) => element("a", "", { href }, lastChild.textContent.trim()))
      .map(link => element("li", "", {}, link))
    return items.length ? [element("p", "", {}, name), element("ul", "", {}, ...items)] : []
  }
  const ways = element(
    "div",
    "search-ways",
    { hidden: true },
    ...wayOf("Essays", "nav#menu #essay-list a"),
    ...wayOf("Pages", "nav#menu > ul > li > a"),
  )
  const label = element("label", "", { htmlFor: "search-query", id: "search-label" }, "Search these pages")
  const dialog = element(
    "dialog",
    "search",
    { id: "search" },
    element("div", "search-head", {}, label, ...toHelp, close),
    input,
    meta,
    live,
    help,
    list,
    ways,
    more,
  )
  dialog.setAttribute("aria-labelledby", "search-label")

  const HINT = "Words, a question, or a phrase in quotation marks."
  let engine = null
  // biome-ignore lint/correctness/noUnusedVariables: `??=` reads it
  let starting = null
  let results = []
  let announcing

  function say(text) {
    meta.textContent = text
    clearTimeout(announcing)
    announcing = setTimeout(() => {
      live.textContent = text
    }, ANNOUNCED_AFTER)
  }

  /* Once; after a failure, again at the next try. */
  function start() {
    starting ??= runSearchParts()
      .then(() => {
        engine = createSearchEngine(siteSearchIndex)
      })
      .then(update, () => {
        starting = null
        say("Search could not be loaded. Close this and try again, or use the menu.")
      })
  }

  function marked([text, matched]) {
    return matched ? element("mark", "", {}, text) : text
  }

  /* What a result is, and on which page, where its title does not say so; of a claim, how it was judged. */
  function where({ kind, page, title }) {
    const parts = [
      KINDS[kind] && element("span", "search-kind", {}, KINDS[kind]),
      page !== title && element("span", "search-page", {}, page),
    ].filter(Boolean)
    return parts.length
      ? [element("span", "search-where", {}, ...parts.flatMap((part, nth) => (nth ? [" · ", part] : part)))]
      : []
  }

  function item(result) {
    const place = result.shown()
    return element(
      "li",
      "search-result",
      {},
      element(
        "a",
        "search-result-link",
        { href: base + place.location },
        ...where(result),
        element("span", "search-result-title", {}, ...place.title.map(marked)),
        element("span", "search-passage", {}, ...place.passage.map(marked)),
      ),
    )
  }

  function showUpTo(count) {
    list.append(...results.slice(list.childElementCount, count).map(item))
    const left = results.length - list.childElementCount
    more.hidden = left <= 0
    more.textContent = `Show ${Math.min(left, AT_FIRST)} more`
  }

  function showHelp(offer) {
    help.hidden = !offer
    const link = offer && element("a", "", { href: base + offer.place }, offer.title)
    help.replaceChildren(...(offer ? [offer.offer, " ", link] : []))
  }

  function found(query, offer) {
    const count = results.length === 1 ? "One place" : `${results.length} places, best first`
    if (offer) return `${offer.title} comes first. ${results.length ? count : "Nothing else was found"}.`
    const orWithout = /["“„«]/.test(query) ? ", or leave out the quotation marks" : ""
    return results.length ? count : `Nothing found. Try fewer words or another spelling${orWithout}.`
  }

  function update() {
    if (!engine) return
    const query = input.value.trim().slice(0, LONGEST)
    const answer = engine.answer(query)
    results = answer.results
    showHelp(answer.offer)
    list.replaceChildren()
    showUpTo(AT_FIRST)
    dialog.scrollTop = 0
    const isAsked = searchText.parts(query).length > 0 // signs alone ask for nothing
    ways.hidden = results.length > 0 || Boolean(answer.offer)
    say(isAsked ? found(query, answer.offer) : HINT)
  }

  function move(step) {
    const stops = [input, ...linksIn(help, list, ways), ...(more.hidden ? [] : [more])]
    const next = stops[stops.indexOf(page.activeElement) + step]
    next?.focus()
    return Boolean(next)
  }

  const opensElsewhere = event => event.ctrlKey || event.metaKey || event.shiftKey || event.altKey

  const linksIn = (...places) => places.filter(one => !one.hidden).flatMap(one => [...one.querySelectorAll("a")])

  function keep(query) {
    history.replaceState(query ? { searched: query } : null, "")
  }

  /* Letters typed on a result go on with the query. */
  function goOnTyping(event) {
    const isText = event.key.length === 1 ? event.key !== " " : event.key === "Backspace"
    if (event.target !== input && isText && !event.ctrlKey && !event.metaKey && !event.altKey) input.focus()
  }

  input.addEventListener("input", update)
  more.addEventListener("click", () => {
    const first = list.childElementCount
    showUpTo(first + AT_FIRST)
    list.children[first].querySelector("a").focus()
  })
  close.addEventListener("click", () => leave())
  /* With the place in the address already, no entry of the history follows, and Back is not to open this. */
  list.addEventListener("click", event => {
    const link = event.target.closest("a")
    if (!link || opensElsewhere(event)) return
    const query = help.hidden && link.href !== location.href ? input.value : ""
    leave()
    keep(query)
  })
  help.addEventListener("click", event => {
    if (event.target.closest("a")) leave()
  })
  toHelp[0]?.addEventListener("click", () => {
    input.value = ""
    update()
    leave()
  })
  dialog.addEventListener("click", event => {
    if (event.target === dialog) leave() // the backdrop: all else lies within the dialog's children
  })
  dialog.addEventListener("keydown", event => {
    const actions = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Escape: () => leave() ?? true,
      Enter: () => event.target === input && (linksIn(help, list)[0]?.click() ?? true),
    }
    if (event.isComposing) return
    if (actions[event.key]?.()) event.preventDefault()
    else goOnTyping(event)
  })

  /* Nothing is left of a query that speaks of distress, and Back does not open again what was closed. */
  function leave() {
    if (history.state?.searched) keep("")
    if (!help.hidden) {
      input.value = ""
      update()
    }
    dialog.close()
  }

  const styled = add(element("link", "", { rel: "stylesheet", href: `${base}assets/styles/search.css` }))

  globalThis.siteSearch = {
    prepare: start,
    open(query) {
      styled
        .catch(() => {})
        .then(() => {
          // First of all, so that its ids are its own, whatever ids the text has.
          if (!dialog.isConnected) page.body.prepend(dialog)
          if (!dialog.open) dialog.showModal()
          if (query) input.value = query
          input.focus()
          input.select()
          if (!engine) say("One moment: the index is being loaded.")
          if (engine) update()
          else start()
        })
    },
  }
})()

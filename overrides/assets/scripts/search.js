/* The dialog in which a reader searches. Loaded on the first use of search; it loads the engine, the index and its own
 * style sheet. What is typed stays in the page: it is in no request, no address and no storage.
 *
 *   siteSearch.open() */
;(() => {
  "use strict"
  const { base, page, add, runSearchParts } = globalThis.siteTools
  /* By these a script asks for a loader of modules, and an element of the text that has the name would be one. */
  for (const name of ["exports", "module", "define"]) globalThis[name] = undefined
  const AT_FIRST = 10
  const ANNOUNCED_AFTER = 500

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
    spellcheck: false, // some browsers send what they check to a server
  })
  input.setAttribute("autocorrect", "off")
  input.setAttribute("aria-describedby", "search-hint")
  const meta = element("p", "search-count", { id: "search-hint" })
  const live = element("p", "search-live")
  live.setAttribute("role", "status")
  const list = element("ol", "search-results")
  const more = element("button", "search-more", { type: "button", hidden: true })
  const close = element("button", "search-close", { type: "button" }, "Close")
  const label = element("label", "", { htmlFor: "search-query", id: "search-label" }, "Search these pages")
  const dialog = element(
    "dialog",
    "search",
    { id: "search" },
    element("div", "search-head", {}, label, close),
    input,
    meta,
    live,
    list,
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
    say("One moment: the index is being loaded.")
    starting ??= runSearchParts()
      .then(() => createSearchEngine(siteSearchIndex))
      .then(made => {
        engine = made
      })
      .then(update, () => {
        starting = null
        say("Search could not be loaded. Close this and try again, or use the menu.")
      })
  }

  function marked([text, matched]) {
    return matched ? element("mark", "", {}, text) : text
  }

  function item({ location, page, title, markedTitle, passage }) {
    return element(
      "li",
      "search-result",
      {},
      element(
        "a",
        "search-result-link",
        { href: base + location },
        ...(page === title ? [] : [element("span", "search-page", {}, page)]),
        element("span", "search-result-title", {}, ...markedTitle().map(marked)),
        element("span", "search-passage", {}, ...passage().map(marked)),
      ),
    )
  }

  function showUpTo(count) {
    list.append(...results.slice(list.childElementCount, count).map(item))
    const left = results.length - list.childElementCount
    more.hidden = left <= 0
    more.textContent = `Show ${Math.min(left, AT_FIRST)} more`
  }

  function update() {
    if (!engine) return
    const query = input.value.trim()
    results = engine.search(query)
    list.replaceChildren()
    showUpTo(AT_FIRST)
    dialog.scrollTop = 0
    if (!query) say(HINT)
    else if (results.length) say(results.length === 1 ? "One place" : `${results.length} places, best first`)
    else say("Nothing found. Try fewer words, another spelling, or leave out quotation marks.")
  }

  function move(step) {
    const stops = [input, ...list.querySelectorAll("a"), ...(more.hidden ? [] : [more])]
    const next = stops[stops.indexOf(page.activeElement) + step]
    next?.focus()
    return Boolean(next)
  }

  function follow() {
    list.querySelector("a")?.click()
  }

  input.addEventListener("input", update)
  more.addEventListener("click", () => {
    const first = list.childElementCount
    showUpTo(first + AT_FIRST)
    list.children[first].querySelector("a").focus()
  })
  close.addEventListener("click", () => dialog.close())
  list.addEventListener("click", event => {
    if (event.target.closest("a")) dialog.close()
  })
  dialog.addEventListener("click", event => {
    if (event.target === dialog) dialog.close() // the backdrop: all else lies within the dialog's children
  })
  dialog.addEventListener("keydown", event => {
    const actions = {
      ArrowDown: () => move(1),
      ArrowUp: () => move(-1),
      Escape: () => dialog.close() ?? true,
      Enter: () => event.target === input && (follow() ?? true),
    }
    if (!event.isComposing && actions[event.key]?.()) event.preventDefault()
  })

  const styled = add(element("link", "", { rel: "stylesheet", href: `${base}assets/styles/search.css` }))

  globalThis.siteSearch = {
    open() {
      styled
        .catch(() => {})
        .then(() => {
          // First of all, so that its ids are its own, whatever ids the text has.
          if (!dialog.isConnected) page.body.prepend(dialog)
          if (!dialog.open) dialog.showModal()
          input.focus()
          input.select()
          if (engine) update()
          else start()
        })
    },
  }
})()

/* What a page does besides being read: it opens search, lets its reader choose how it looks, copies how to cite it, marks the section in view,
 * and shows, beside a citation, a note, a term or a claim, what the link leads to. Everything else works without this. */
;(() => {
  "use strict"
  /* The document as browsers made it. In a text, `<img name="body">` stands in for `document.body`, and so does any name
   * for any part of it. */
  const page = new Proxy(document, {
    get(target, name) {
      const value = Reflect.get(Document.prototype, name, target)
      return typeof value === "function" ? value.bind(target) : value
    },
  })
  /* For elements of the text: of a form, its fields stand in for its parts. */
  const { closest, remove, removeAttribute, setAttribute } = Element.prototype
  const within = (target, selector) => (target instanceof Element ? closest.call(target, selector) : null)

  const base = new URL("../../", page.currentScript.src).href
  /* What search runs when it is first opened, in this order. */
  const SEARCH_PARTS = [
    "assets/scripts/vendor/base-stemmer.js",
    "assets/scripts/vendor/english-stemmer.js",
    "assets/scripts/search-text.js",
    "assets/scripts/search-help.js",
    "assets/scripts/search-index.js",
    "assets/scripts/search-engine.js",
    "search/index.js",
  ]
  const OWN = ["appearance", "copy", "passage", "search"].map(name => `assets/scripts/${name}.js`)
  const SCRIPTS = ["assets/previews.js", ...OWN, ...SEARCH_PARTS]
  /* The one Trusted Types policy that a page allows; where a browser has none, its rule alone. */
  const rule = {
    createScriptURL(path) {
      if (SCRIPTS.includes(path)) return base + path
      throw new TypeError(`not a script of this site: ${path}`)
    },
  }
  const policy = Object.hasOwn(globalThis, "trustedTypes") ? trustedTypes.createPolicy("site", rule) : rule
  const loading = new Map()

  /* Adds an element that loads something, and tells when that is there. */
  function add(element) {
    return new Promise((resolve, reject) => {
      element.onload = resolve
      element.onerror = () => {
        element.remove()
        reject(new Error(`cannot load ${element.src ?? element.href}`))
      }
      page.head.append(element)
    })
  }

  /* Runs a script of the site; several run in the order in which they are asked for. */
  function run(path) {
    const script = page.createElement("script")
    script.async = false
    script.src = policy.createScriptURL(path)
    return add(script)
  }

  /* The same, once. */
  function load(path) {
    if (!loading.has(path)) loading.set(path, run(path))
    loading.get(path).catch(() => loading.delete(path))
    return loading.get(path)
  }

  /* One form for all ways to write a letter: no case, width, ligature, stroke, accent or invisible sign. */
  const PLAIN = { ß: "ss", ς: "σ", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ħ: "h", ŧ: "t" }
  const fold = text =>
    text
      .normalize("NFKD")
      .replace(/[\p{M}\p{Cf}]/gu, "")
      .toUpperCase() // of some small letters there are two
      .toLowerCase()
      .replace(/[ßςæœøłđðþħŧ]/g, letter => PLAIN[letter])

  /* When a link led to a place on this page; of one that the address names already, browsers tell the click alone. */
  function whenLed(action) {
    addEventListener("hashchange", action)
    page.addEventListener("click", event => {
      if (within(event.target, "a")?.href === location.href) action()
    })
  }

  globalThis.siteTools = {
    base,
    fold,
    page,
    add,
    copier,
    whenScrolled,
    runSearchParts: () => Promise.all(SEARCH_PARTS.map(run)),
  }

  /* Search */
  const openers = page.querySelectorAll("button.search-open")

  function openSearch(query) {
    load("assets/scripts/search.js").then(
      () => globalThis.siteSearch.open(query),
      () =>
        openers.forEach(button => {
          button.textContent = "Search could not be loaded"
          button.removeAttribute("aria-label")
        }),
    )
  }

  /* As soon as it is approached, so that it answers at once */
  function prepareSearch() {
    load("assets/scripts/search.js").then(
      () => globalThis.siteSearch.prepare(),
      () => {}, // said when it is opened
    )
  }

  for (const opener of openers) {
    opener.addEventListener("click", () => openSearch())
    opener.addEventListener("pointerenter", prepareSearch)
    opener.addEventListener("focus", prepareSearch)
    opener.hidden = false
    opener.parentElement.hidden = false
  }
  page.addEventListener("keydown", event => {
    const focused = within(event.target, "dialog:not([open])") ? page.body : event.target // one just closed
    const typing = within(focused, "input, textarea, select, [contenteditable], dialog")
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey
    const k = event.key === "k" && (event.ctrlKey || event.metaKey)
    if ((slash && !typing) || (k && !within(focused, "dialog"))) {
      event.preventDefault()
      openSearch()
    }
  })

  /* Appearance */
  const viewOpener = page.querySelector("nav#menu:not(main *) button.view-open")
  if (viewOpener) {
    viewOpener.addEventListener("click", event => {
      if (viewOpener.popoverTargetElement) return
      event.preventDefault() // what it opens is there before the browser acts, if another page had it loaded
      load("assets/scripts/appearance.js").then(
        () => globalThis.siteAppearance.open(viewOpener),
        () => {
          viewOpener.hidden = true
        },
      )
    })
    viewOpener.hidden = false
    /* As chosen on another page that is open, which this one would else choose away again */
    addEventListener("storage", event => {
      if (event.key !== "view" && event.key !== null) return
      load("assets/scripts/appearance.js").then(
        () => globalThis.siteAppearance.follow(event.newValue),
        () => {}, // it stays as it is
      )
    })
  }

  /* Entries to choose from: by words too, and told how many there are */
  const choices = page.querySelector(".choices")
  if (choices) {
    const entries = [...page.querySelectorAll(".choice")]
    const field = choices.querySelector("input")
    const count = field.closest("p").appendChild(page.createElement("output"))
    const all = field.closest("p").appendChild(page.createElement("button"))
    all.type = "button"
    all.textContent = "Show all"
    all.hidden = true
    field.closest("p").hidden = false
    const own = entry => [...entry.children].filter(part => !part.matches("details")).map(part => part.textContent)
    const folded = text => fold(text).replaceAll("’", "'")
    choices.addEventListener("input", () => {
      const typed = folded(field.value).split(/["“”„«»]/)
      const words = typed.flatMap((piece, nth) => (nth % 2 ? piece.trim() : piece.split(/\s+/)))
      for (const entry of entries) {
        const text = folded(own(entry).join(" "))
        entry.hidden = !words.every(word => text.includes(word))
      }
      const shown = entries.filter(entry => entry.checkVisibility()).length
      count.textContent = shown ? `${shown} shown` : "None"
      all.hidden = shown > 0
    })
    all.addEventListener("click", () => {
      field.value = ""
      for (const first of choices.querySelectorAll("fieldset > :nth-child(2) input")) first.checked = true
      field.dispatchEvent(new Event("input", { bubbles: true }))
      field.focus()
    })
    whenLed(() => {
      const target = page.querySelector(":target")
      const reached = within(target, ".choice")
      if (!reached?.hidden) return
      reached.hidden = false
      target.scrollIntoView() // the browser found nothing to scroll to
    })
  }

  /* Back on a page from which a result was followed: what was found there */
  function searchAgain() {
    const query = history.state?.searched
    if (typeof query === "string") openSearch(query)
  }

  const isBack = () => performance.getEntriesByType("navigation")[0]?.type === "back_forward"
  addEventListener("pageshow", event => (event.persisted || isBack()) && searchAgain())
  addEventListener("popstate", searchAgain)

  /* The place that a link led to is marked by the style sheet, until Escape or a click on it. */
  function unmark() {
    const reached = page.querySelector(":target")
    if (reached) setAttribute.call(reached, "data-seen", "")
  }

  page.addEventListener("keydown", event => {
    if (event.key === "Escape" && !within(event.target, "dialog, [popover]")) unmark()
  })
  page.addEventListener("click", event => {
    if (within(event.target, ":target") && !within(event.target, "a, button")) unmark()
  })
  whenLed(() => {
    page.querySelectorAll("[data-seen]").forEach(seen => removeAttribute.call(seen, "data-seen"))
  })

  /* A button that puts a text on the clipboard, which stays on the device, and says what became of it. */
  function copier(copied, name = "") {
    const button = page.createElement("button")
    button.type = "button"
    button.className = "copy"
    button.textContent = name || "Copy"
    button.setAttribute("aria-label", `Copy ${name}`.trim())
    const say = words => {
      button.removeAttribute("aria-label")
      button.textContent = words
    }
    const told = [() => say("Copied"), () => say("Could not be copied")]
    button.addEventListener("click", () => copied().then(...told))
    return button
  }

  /* What stands in a file beside the page. Some browsers let a page copy what it has yet to read in this form alone. */
  const textOf = async address => {
    const answer = await fetch(address)
    if (!answer.ok) throw new Error(`cannot read ${address}`)
    return new Blob([await answer.text()], { type: "text/plain" })
  }
  const copyFile = address => navigator.clipboard.write([new ClipboardItem({ "text/plain": textOf(address) })])

  /* A page that was painted without the site's font, since the line is slow, asks for it now: the next has it in time. */
  if ("late" in page.documentElement.dataset) for (const face of page.fonts) face.load().catch(() => {})

  /* Code to copy */
  if (navigator.clipboard && page.querySelector("article .highlight > pre")) load("assets/scripts/copy.js")

  /* How to cite the page: in words and, where a page may read what stands beside it, as its files have it */
  const files = page.querySelector("section.cite > p + p")
  if (files && navigator.clipboard) {
    const copies = page.createElement("p")
    const words = files.previousElementSibling.textContent
    copies.append(
      "Copy: ",
      copier(() => navigator.clipboard.writeText(words), "Citation"),
    )
    const links = location.protocol === "file:" ? [] : files.querySelectorAll("a")
    for (const link of links)
      copies.append(
        " ",
        copier(() => copyFile(link.href), link.textContent),
      )
    files.after(copies)
  }

  /* The header wraps where letters are large: what sticks below it, and where links lead, follow. One that takes much of
   * the screen stays behind. */
  const header = page.querySelector("header.site-header")
  const { style } = page.documentElement

  function followHeader() {
    const height = header.offsetHeight
    const isTall = height > innerHeight / 6
    const isUsual = height <= Math.ceil(Number.parseFloat(getComputedStyle(header).minHeight))
    header.classList.toggle("tall", isTall)
    for (const [name, length] of [
      ["--header", isTall ? 0 : height],
      ["--bar", height],
    ])
      if (isUsual && length) style.removeProperty(name)
      else style.setProperty(name, `${length}px`)
  }
  new ResizeObserver(followHeader).observe(header)
  addEventListener("resize", followHeader)

  /* The section in view */
  const contents = page.querySelector("nav#contents:not(main *)")

  function decoded(address) {
    try {
      return decodeURIComponent(address)
    } catch {
      return address // its per cent sign is one
    }
  }

  const idOf = link => decoded(link.hash.slice(1))

  function markCurrent(current) {
    const marked = contents.querySelector("[aria-current]")
    if (marked === current) return
    marked?.removeAttribute("aria-current")
    current?.setAttribute("aria-current", "true")
    contents.scrollTop = (current?.offsetTop ?? 0) - contents.clientHeight / 2
  }

  /* The same in the header of narrow screens, once the title is out of sight; unless the keyboard is there. */
  const whereabouts = page.querySelector("header.site-header > div.whereabouts")
  const title = page.querySelector("main#content h1")
  const running = page.createElement("button")
  running.type = "button"
  running.className = "running"
  running.append(page.createElement("span"))
  running.popoverTargetElement = contents

  function tellCurrent(current) {
    const isBusy = whereabouts.querySelector(":focus-visible:not(.running)")
    running.hidden = isBusy || title.getBoundingClientRect().bottom > 0
    const words = (current ?? title).textContent
    if (running.textContent === words) return
    running.firstChild.textContent = words
    running.ariaLabel = `This page: ${words}`
  }

  /* At most once a frame */
  function whenScrolled(action) {
    let waiting = false
    addEventListener(
      "scroll",
      () => {
        if (!waiting)
          requestAnimationFrame(() => {
            waiting = false
            action()
          })
        waiting = true
      },
      { passive: true },
    )
  }

  if (contents) {
    const links = new Map([...contents.querySelectorAll("a")].map(link => [idOf(link), link]))
    const headings = [...page.querySelectorAll("main#content > article :is(h2, h3, h4)[id]")]
    /* Of a heading that the contents leave out, the section that it stands in */
    const sections = headings.map((heading, at) => {
      const isAround = other => other.tagName < heading.tagName && links.has(other.id)
      return links.get(heading.id) ?? links.get(headings.slice(0, at).findLast(isAround)?.id) ?? null
    })
    const isAbove = heading => heading.getBoundingClientRect().top < innerHeight * 0.3
    const follow = () => {
      const current = sections[headings.findLastIndex(isAbove)] ?? null
      markCurrent(current)
      tellCurrent(current)
    }
    whenScrolled(follow)
    follow()
    whereabouts.append(running)
    contents.addEventListener("click", event => {
      if (within(event.target, "a") && contents.matches(":popover-open")) contents.hidePopover()
    })
  }

  /* A link to a place that names words as well, where the browser knows no such links: to the section alone. */
  const words = location.hash.indexOf(":~:")
  if (words > 0) location.replace(location.hash.slice(0, words))

  /* Previews. One box, put behind its link, so that the Tab key goes from the link into it. */
  if (!("popover" in HTMLElement.prototype)) return

  /* What opened over the page closes when the keyboard leaves it, or it would hide what is reached next. */
  page.addEventListener("focusin", event => {
    for (const open of page.querySelectorAll(":popover-open:not(main *)"))
      if (!open.contains(event.target) && event.target.popoverTargetElement !== open) open.hidePopover()
  })

  /* A passage that its reader chose, as a link */
  page.addEventListener("selectionchange", () => {
    const { anchorNode, isCollapsed } = getSelection()
    if (!isCollapsed && within(anchorNode?.parentElement, "article")) load("assets/scripts/passage.js").catch(() => {})
  })

  const OPEN_AFTER = 250
  const CLOSE_AFTER = 300
  const box = page.createElement("div")
  box.id = "preview"
  box.popover = "auto"
  box.setAttribute("role", "group")
  box.setAttribute("aria-label", "Preview")
  let shown = null
  let timer
  let pointer = "mouse"

  /* Where a link leads: the address from the site's root, or "" for other sites. */
  const place = link => (link.href.startsWith(base) ? decoded(link.href.slice(base.length)) : "")

  function previewed(target) {
    const link = within(target, "article a[href*='#']:not(.headerlink, .footnote-backref, :is(.passages, .used-in) a)")
    return link instanceof HTMLAnchorElement ? link : null // and not one of a drawing
  }

  function element(name, content, className = "") {
    const made = page.createElement(name)
    made.className = className
    made.append(content)
    return made
  }

  /* A copy of what stands at the foot of this page, without the links back. */
  function copyOf(id) {
    const copy = page.querySelector(`li#${CSS.escape(id)}`)?.cloneNode(true)
    if (!copy) return []
    copy.querySelectorAll(".passages, .footnote-backref, .sidenote").forEach(part => remove.call(part))
    copy.querySelectorAll("[id]").forEach(part => removeAttribute.call(part, "id"))
    const paragraph = element("p", "", "preview-text")
    paragraph.append(...copy.childNodes)
    return copy.querySelector("p") ? [...paragraph.childNodes] : [paragraph]
  }

  /* What the site knows of a term or a claim, by its address, or of a work, by its id in the list of references. */
  globalThis.sitePreviews = null // so that no element of that name is taken for them before they are loaded
  const known = key => (Object.hasOwn(globalThis.sitePreviews ?? {}, key) ? globalThis.sitePreviews[key] : [])

  function described(key) {
    const [title, text] = known(key)
    return title ? [element("p", element("strong", title)), element("p", text, "preview-text")] : []
  }

  /* Whether a note stands whole in the margin, in sight. */
  function isBeside(link) {
    const numbers = [...page.querySelectorAll("span.sidenote > sup:first-child")]
    const note = numbers.find(number => number.textContent === link.textContent)?.parentElement
    const { top, bottom, height } = note?.getBoundingClientRect() ?? { height: 0 }
    return height > 0 && top >= header.getBoundingClientRect().bottom && bottom <= innerHeight
  }

  function partsOf(link) {
    const id = idOf(link)
    if (link.matches(".footnote-ref")) return isBeside(link) ? [] : copyOf(id)
    if (link.matches(".citation-reference")) return [...copyOf(id), ...described(id)]
    return described(place(link))
  }

  function where(link) {
    if (link.matches(".footnote-ref")) return "To the notes"
    if (link.matches(".citation-reference")) return "To the references"
    return known(place(link))[2]
  }

  /* Below the last line of its link, or above the first. */
  function moveBeside(link) {
    const lines = [...link.getClientRects()]
    const [{ top }, { bottom }] = [lines[0], lines.at(-1)]
    const below = bottom + box.offsetHeight + 8 < innerHeight || top < box.offsetHeight + 8
    const line = below ? lines.at(-1) : lines[0]
    const left = Math.max(8, Math.min(line.left, page.documentElement.clientWidth - box.offsetWidth - 8))
    box.style.setProperty("--left", `${left}px`)
    box.style.setProperty("--top", `${below ? bottom + 4 : top - box.offsetHeight - 4}px`)
  }

  /* Of a term or a claim, the keyboard has its own link already: what the preview leads to is the same. */
  async function show(link, isByKeyboard = false) {
    await load("assets/previews.js").catch(() => {})
    if (!link.isConnected || shown === link) return
    const parts = partsOf(link)
    hide()
    if (!parts.length) return
    const follow = element("a", where(link))
    follow.href = link.href
    if (isByKeyboard && !link.matches(".footnote-ref, .citation-reference")) follow.tabIndex = -1
    box.replaceChildren(...parts, element("p", follow, "preview-link"))
    link.after(box)
    box.showPopover()
    moveBeside(link)
    shown = link
  }

  function hide() {
    clearTimeout(timer)
    if (box.matches(":popover-open")) box.hidePopover()
  }

  function later(action, delay) {
    clearTimeout(timer)
    timer = setTimeout(action, delay)
  }

  box.addEventListener("toggle", event => {
    if (event.newState === "closed") shown = null
  })
  page.addEventListener(
    "pointerdown",
    event => {
      pointer = event.pointerType
    },
    true,
  )
  page.addEventListener("pointerover", event => {
    if (event.pointerType !== "mouse" || event.buttons) return // whoever drags is choosing words
    const link = previewed(event.target)
    if (link && !box.contains(link)) later(() => show(link), OPEN_AFTER)
    else if (box.contains(event.target)) clearTimeout(timer)
    else if (shown && !box.contains(page.activeElement)) later(hide, CLOSE_AFTER)
    else clearTimeout(timer)
  })
  page.addEventListener("focusin", event => {
    const link = previewed(event.target)
    if (box.contains(event.target)) return
    if (link?.matches(":focus-visible")) show(link, true)
    else hide()
  })
  page.addEventListener("click", event => {
    const link = previewed(event.target)
    if (!link || box.contains(link)) return box.contains(event.target) && within(event.target, "a") && hide()
    if (event.detail === 0) return // by keyboard, or by assistive technology: a link is a link
    if (pointer === "mouse" || (!partsOf(link).length && globalThis.sitePreviews)) return
    event.preventDefault()
    show(link).then(() => {
      if (shown !== link) location.href = link.href
    })
  })
  whenScrolled(() => {
    if (!shown || box.contains(page.activeElement)) return
    const { top, bottom } = shown.getBoundingClientRect()
    if (bottom > 0 && top < innerHeight) moveBeside(shown)
    else hide()
  })
})()

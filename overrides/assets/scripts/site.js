/* What a page does besides being read: it opens search, marks the section in view, and shows, beside a citation, a note,
 * a term or a claim, what the link leads to. Everything else works without this. */
;(() => {
  "use strict"
  const base = new URL("../../", document.currentScript.src).href
  const loading = new Map()

  /* A script of the site, loaded once, when it is first wanted. */
  function load(path) {
    if (!loading.has(path)) {
      loading.set(
        path,
        new Promise((resolve, reject) => {
          const script = document.createElement("script")
          script.onload = resolve
          script.onerror = () => {
            loading.delete(path)
            reject(new Error(`cannot load ${path}`))
          }
          script.src = base + path
          document.head.append(script)
        }),
      )
    }
    return loading.get(path)
  }

  /* Search */
  const openers = document.querySelectorAll(".search-open")

  function openSearch() {
    load("assets/scripts/search.js").then(
      () => globalThis.siteSearch.open(),
      () =>
        openers.forEach(button => {
          button.textContent = "Search could not be loaded"
        }),
    )
  }

  for (const opener of openers) {
    opener.addEventListener("click", openSearch)
    opener.hidden = false
    opener.parentElement.hidden = false
  }
  document.addEventListener("keydown", event => {
    const focused = event.target.closest?.("dialog:not([open])") ? document.body : event.target // one just closed
    const typing = focused.closest?.("input, textarea, select, [contenteditable], dialog")
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey
    const k = event.key === "k" && (event.ctrlKey || event.metaKey)
    if ((slash && !typing) || (k && !focused.closest?.("dialog"))) {
      event.preventDefault()
      openSearch()
    }
  })

  /* The section in view */
  const contents = document.getElementById("contents")

  function markCurrent(headings, links) {
    const line = innerHeight * 0.3
    const current = headings.findLast(heading => heading.getBoundingClientRect().top < line)?.id
    const marked = contents.querySelector("[aria-current]")
    if (marked === (links.get(current) ?? null)) return
    marked?.removeAttribute("aria-current")
    links.get(current)?.setAttribute("aria-current", "true")
    contents.scrollTop = (links.get(current)?.offsetTop ?? 0) - contents.clientHeight / 2
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
    const links = new Map(
      [...contents.querySelectorAll("a")].map(link => [decodeURIComponent(link.hash.slice(1)), link]),
    )
    const headings = [...links.keys()].map(id => document.getElementById(id)).filter(Boolean)
    whenScrolled(() => markCurrent(headings, links))
    markCurrent(headings, links)
    contents.addEventListener("click", event => {
      if (event.target.closest("a") && contents.matches(":popover-open")) contents.hidePopover()
    })
  }

  /* Previews. One box, put behind its link, so that the Tab key goes from the link into it. */
  if (!("popover" in HTMLElement.prototype)) return
  const OPEN_AFTER = 250
  const CLOSE_AFTER = 300
  const box = document.createElement("div")
  box.id = "preview"
  box.popover = "auto"
  box.setAttribute("role", "group")
  box.setAttribute("aria-label", "Preview")
  let shown = null
  let timer
  let pointer = "mouse"

  /* Where a link leads: the address from the site's root, or "" for other sites. */
  const place = link => (link.href.startsWith(base) ? link.href.slice(base.length) : "")
  const previewed = target => target.closest?.("article a[href*='#']:not(.headerlink, .footnote-backref, .passages a)")

  function element(name, content, className = "") {
    const made = document.createElement(name)
    made.className = className
    made.append(content)
    return made
  }

  /* A copy of what stands at the foot of this page, without the links back. */
  function copyOf(id) {
    const copy = document.getElementById(id)?.cloneNode(true)
    if (!copy) return []
    copy.querySelectorAll(".passages, .footnote-backref, .sidenote").forEach(part => part.remove())
    copy.querySelectorAll("[id]").forEach(part => part.removeAttribute("id"))
    const paragraph = element("p", "", "preview-text")
    paragraph.append(...copy.childNodes)
    return copy.querySelector("p") ? [...paragraph.childNodes] : [paragraph]
  }

  /* What the site knows of a term or a claim, by its address, or of a work, by its id in the list of references. */
  const known = key => globalThis.sitePreviews?.[key] ?? []

  function described(key) {
    const [title, text] = known(key)
    return title ? [element("p", element("strong", title)), element("p", text, "preview-text")] : []
  }

  function partsOf(link) {
    const id = decodeURIComponent(link.hash.slice(1))
    if (link.matches(".footnote-ref")) return copyOf(id)
    if (link.matches(".citation-reference")) return [...copyOf(id), ...described(id)]
    return described(decodeURIComponent(place(link)))
  }

  function where(link) {
    if (link.matches(".footnote-ref")) return "To the notes"
    if (link.matches(".citation-reference")) return "To the references"
    return known(decodeURIComponent(place(link)))[2]
  }

  function moveBeside(link) {
    const line = link.getClientRects()[0]
    const below = line.bottom + box.offsetHeight + 8 < innerHeight || line.top < box.offsetHeight + 8
    const left = Math.max(8, Math.min(line.left, document.documentElement.clientWidth - box.offsetWidth - 8))
    box.style.setProperty("--left", `${left}px`)
    box.style.setProperty("--top", `${below ? line.bottom + 4 : line.top - box.offsetHeight - 4}px`)
  }

  async function show(link) {
    await load("assets/previews.js").catch(() => {})
    if (!link.isConnected || shown === link) return
    const parts = partsOf(link)
    if (!parts.length) return
    const follow = element("a", where(link))
    follow.href = link.href
    hide()
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
  document.addEventListener(
    "pointerdown",
    event => {
      pointer = event.pointerType
    },
    true,
  )
  document.addEventListener("pointerover", event => {
    if (event.pointerType !== "mouse") return
    const link = previewed(event.target)
    if (link && !box.contains(link)) later(() => show(link), OPEN_AFTER)
    else if (box.contains(event.target)) clearTimeout(timer)
    else if (shown && !box.contains(document.activeElement)) later(hide, CLOSE_AFTER)
    else clearTimeout(timer)
  })
  document.addEventListener("focusin", event => {
    const link = previewed(event.target)
    if (box.contains(event.target)) return
    if (link?.matches(":focus-visible")) show(link)
    else hide()
  })
  document.addEventListener("click", event => {
    const link = previewed(event.target)
    if (!link || box.contains(link)) return box.contains(event.target) && event.target.closest("a") && hide()
    if (event.detail === 0) return // by keyboard, or by assistive technology: a link is a link
    if (pointer === "mouse" || (!partsOf(link).length && globalThis.sitePreviews)) return
    event.preventDefault()
    show(link).then(() => {
      if (shown !== link) location.href = link.href
    })
  })
  whenScrolled(() => {
    if (!shown || box.contains(document.activeElement)) return
    const { top, bottom } = shown.getBoundingClientRect()
    if (bottom > 0 && top < innerHeight) moveBeside(shown)
    else hide()
  })
})()

/* A link to the passage that its reader chose, made on the device: a text fragment, by which browsers find the words again.
 * What it holds are words that stand together on every screen: never a note's number, nor words on both sides of a note
 * that wide screens show beside the text. */
;(() => {
  "use strict"
  const { page, whenScrolled } = globalThis.siteTools
  const [BLOCK, BREAK] = ["\ue000", "\ue001"] // where a block begins or ends, and where something stands between words
  const GLUED = "\ue002" // a letter that a note's number follows at once: browsers take both for one word
  const UNREAD = "script, style, template, dialog, #passage, #preview"
  const APART = ".sidenote, sup, svg, img, br, button, .headerlink, .footnote-backref"
  const HEADING = "article :is(h2, h3, h4, h5, h6)[id]"
  const WHOLE = 15 // words that stand in a link one by one; of a longer passage, its first and last
  const LEAST = 4
  const isWord = letter => /[^\s\ue000-\ue002]/.test(letter ?? " ")
  const isLetter = letter => /[\p{L}\p{N}]/u.test(letter ?? "")
  const unglued = words => words.replace(/[^\s\ue000-\ue002]*\ue002/g, BREAK)
  const tidy = words => words.replace(/[ \t\r\n\f]+/g, " ").trim()
  const folded = words => tidy(words.replaceAll(BLOCK, " ")).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()

  /* What the page says, with the place at which each piece of text begins, and what stands apart from it. */
  function read() {
    const found = { text: "", apart: [], places: new Map() }
    const visit = node => {
      if (node instanceof Text) {
        found.places.set(node, found.text.length)
        found.text += node.parentElement.closest("pre") ? node.data.replaceAll("\n", BLOCK) : node.data
      } else if (node instanceof Element && node.matches(APART)) {
        found.apart.push([found.text.length, node.textContent])
        const isGlued = node.matches("sup") && isLetter(found.text.at(-1)) && isLetter(node.textContent[0])
        found.text += isGlued ? GLUED : BREAK
      } else if (node instanceof Element && !node.matches(UNREAD)) {
        const edge = getComputedStyle(node).display === "inline" ? "" : BLOCK
        found.text += edge
        node.childNodes.forEach(visit)
        found.text += edge
      }
    }
    visit(page.body)
    return found
  }

  /* Where the passage begins and ends in the text, widened to whole words. */
  function bounds({ text, places }, range) {
    const inside = [...places.keys()].filter(node => range.intersectsNode(node))
    const [first, last] = [inside.at(0), inside.at(-1)]
    let start = places.get(first) + (first === range.startContainer ? range.startOffset : 0)
    let end = places.get(last) + (last === range.endContainer ? range.endOffset : last.length)
    while (isWord(text[start]) && isWord(text[start - 1])) start--
    while (isWord(text[end - 1]) && isWord(text[end])) end++
    return [start, end]
  }

  /* The shortest of some phrases, each longer than the one before, that stands nowhere else in a text. */
  function single(phrases, text, around = words => words) {
    return phrases.find(phrase => text.split(folded(around(phrase))).length === 2)
  }

  const beginnings = (words, least) =>
    words.map((_, nth) => words.slice(0, nth + 1).join(" ")).slice(Math.min(least, words.length) - 1)
  const endings = (words, least) =>
    words.map((_, nth) => words.slice(-nth - 1).join(" ")).slice(Math.min(least, words.length) - 1)
  const written = words => encodeURIComponent(words).replaceAll("-", "%2D")

  /* The words of a phrase that is said more than once, with what stands before or behind it there. */
  function inContext(phrase, before, behind, text) {
    const prefix = single(endings(before, 1), text, words => `${words} ${phrase}`)
    if (prefix) return `${written(prefix)}-,${written(phrase)}`
    const suffix = single(beginnings(behind, 1), text, words => `${phrase} ${words}`)
    return suffix && `${written(phrase)},-${written(suffix)}`
  }

  /* The directive that names a passage, or undefined where no words of it can be told from others. */
  function directive(range) {
    const found = read()
    const [start, end] = bounds(found, range)
    const said = found.text.slice(start, found.text[end] === GLUED ? end + 1 : end)
    const pieces = unglued(said)
      .split(/[\ue000\ue001]/)
      .map(tidy)
      .filter(isLetter)
    const lists = pieces.map(piece => piece.split(" "))
    const everywhere = folded(found.text + found.apart.flat().join(BLOCK))
    if (pieces.length === 1 && lists[0].length <= WHOLE) {
      if (single(pieces, everywhere)) return written(pieces[0])
      const before = tidy(
        unglued(found.text.slice(0, start)).trimEnd().split(BREAK).at(-1).split(BLOCK).findLast(isWord) ?? "",
      )
      const behind = tidy(unglued(found.text.slice(end)).split(BREAK)[0].split(BLOCK).find(isWord) ?? "")
      return inContext(pieces[0], before.split(" ").filter(Boolean), behind.split(" ").filter(Boolean), everywhere)
    }
    const here = folded(
      said +
        found.apart
          .filter(([at]) => at > start && at < end)
          .flat()
          .join(BLOCK),
    )
    const firsts = lists.map(words => single(beginnings(words, LEAST), everywhere))
    const lasts = lists.map(words => single(endings(words, LEAST), here))
    const [from, to] = [firsts.findIndex(Boolean), lasts.findLastIndex(Boolean)]
    if (from < 0 || to < from) return undefined
    const few = lists[from].length < firsts[from].split(" ").length + lasts[to].split(" ").length
    return from === to && few ? written(pieces[from]) : `${written(firsts[from])},${written(lasts[to])}`
  }

  /* The section in which a passage begins, for browsers that know no such links. */
  function section(range) {
    const at = range.startContainer instanceof Element ? range.startContainer : range.startContainer.parentElement
    const isBefore = heading => heading.compareDocumentPosition(at) & Node.DOCUMENT_POSITION_FOLLOWING
    return (
      (at.closest(`${HEADING}, article li[id]`) ?? [...page.querySelectorAll(HEADING)].findLast(isBefore))?.id ?? ""
    )
  }

  /* A page that is read from a disk leads to its place on the web, if it knows that. */
  function linkTo(range) {
    const known = location.protocol === "file:" && page.querySelector("head > link[rel=canonical]")?.href
    const address = new URL(known || location.href)
    address.search = ""
    address.hash = section(range)
    const words = directive(range)
    return words ? `${address.href.replace(/#$/, "")}${address.hash ? "" : "#"}:~:text=${words}` : address.href
  }

  const box = page.createElement("div")
  box.id = "passage"
  box.popover = "manual"
  const button = page.createElement("button")
  button.type = "button"
  const field = page.createElement("input")
  field.readOnly = true
  field.ariaLabel = "Link to this passage"
  const note = page.createElement("span")
  note.setAttribute("role", "status")
  let passage = null
  let said = ""
  let timer

  function chosen() {
    const selection = getSelection()
    if (selection.isCollapsed || !/[\p{L}\p{N}]/u.test(selection)) return null
    const range = selection.getRangeAt(0)
    const within = range.commonAncestorContainer
    return (within instanceof Element ? within : within.parentElement)?.closest("main > article")
      ? range.cloneRange()
      : null
  }

  /* Below its end, and on touch screens below the handle there too; what phones offer stands above. Out of sight with it. */
  function move() {
    const line = [...passage.getClientRects()].findLast(one => one.width > 0)
    if (!line) return
    const below = line.bottom + (matchMedia("(pointer: coarse)").matches ? 40 : 8)
    const left = Math.min(line.right, page.documentElement.clientWidth - box.offsetWidth - 8)
    const isAway = line.bottom < 0 || passage.getBoundingClientRect().top > innerHeight
    box.style.visibility = isAway && !box.contains(page.activeElement) ? "hidden" : ""
    box.style.setProperty("--left", `${Math.max(8, left)}px`)
    box.style.setProperty("--top", `${Math.min(Math.max(8, below), innerHeight - box.offsetHeight - 8)}px`)
  }

  /* Right behind the passage, where the Tab key and whoever hears the page come to it next. */
  function show() {
    passage = chosen()
    if (!passage) return
    const last = [...read().places.keys()].findLast(node => passage.intersectsNode(node))
    if (!last) return // but a note's number
    button.textContent = "Copy link to this passage"
    note.textContent = ""
    box.replaceChildren(button, note)
    /* A preview would lie below this. */
    for (const open of page.querySelectorAll("#preview:popover-open")) open.hidePopover()
    ;(last.parentElement.closest("a") ?? last).after(box)
    box.showPopover()
    move()
  }

  function hide() {
    clearTimeout(timer)
    box.remove()
    passage = null
  }

  function changed() {
    if (box.contains(page.activeElement) || String(getSelection()) === said) return
    said = String(getSelection())
    hide()
    timer = setTimeout(show, 300)
  }

  button.addEventListener("mousedown", event => event.preventDefault()) // it would take the choice away
  button.addEventListener("click", async () => {
    const link = linkTo(passage)
    try {
      await navigator.clipboard.writeText(link)
      note.textContent = link.startsWith("file:") ? "Link copied; it leads to this device alone" : "Link copied"
    } catch {
      field.value = link
      note.textContent = "Copy it from here"
      button.replaceWith(field)
      field.select()
    }
  })
  page.addEventListener("keydown", event => event.key === "Escape" && hide())
  page.addEventListener("selectionchange", changed)
  whenScrolled(() => passage && move())
  changed()
})()

/* The panel in which a reader chooses light or dark, and the size of letters. Loaded on its first use. What is chosen is
 * kept in this browser under "view", as in "dark 125", until both are as they were; the loader in each page reads it.
 *
 *   siteAppearance.open(button): once; from then on the browser opens and closes it
 *   siteAppearance.follow(kept): as another page has it */
;(() => {
  "use strict"
  const { page } = globalThis.siteTools
  const KEY = "view" // says nothing; pages opened from a disk share one store
  const SCHEMES = { system: "Automatic", light: "Light", dark: "Dark" }
  const SIZES = [90, 100, 110, 125, 150, 175, 200]
  const USUAL = 100
  const root = page.documentElement

  function element(name, properties = {}, ...content) {
    const made = Object.assign(page.createElement(name), properties)
    made.append(...content)
    return made
  }

  const state = { scheme: "system", size: USUAL }
  const shown = root.dataset.scheme
  if (Object.hasOwn(SCHEMES, shown ?? "")) state.scheme = shown
  state.size = SIZES.findLast(one => one <= sizeNow()) ?? SIZES[0]

  /* Of letters, in per cent of what the browser would make them. */
  function sizeNow() {
    const set = root.style.getPropertyValue("--size")
    const now = Number.parseFloat(getComputedStyle(root).fontSize)
    root.style.removeProperty("--size")
    const usual = Number.parseFloat(getComputedStyle(root).fontSize)
    root.style.setProperty("--size", set)
    return Math.round((USUAL * now) / usual)
  }

  const buttons = Object.entries(SCHEMES).map(([scheme, words]) =>
    element("button", { type: "button", value: scheme }, words),
  )
  const [smaller, larger] = ["Smaller", "Larger"].map(words => element("button", { type: "button" }, words))
  const size = element("output")
  const note = element("p")
  const groups = [
    ["Colours", buttons],
    ["Text size", [smaller, size, larger]],
  ].map(([name, parts]) => {
    const group = element("div", { role: "group", ariaLabel: name }, element("span", {}, name), ...parts)
    group.className = "view-group"
    return group
  })
  const panel = element("div", { id: "view", popover: "auto", role: "group", ariaLabel: "Appearance" }, ...groups, note)

  function keep() {
    try {
      if (state.scheme === "system" && state.size === USUAL) localStorage.removeItem(KEY)
      else localStorage.setItem(KEY, `${state.scheme} ${state.size}`)
      note.textContent = localStorage.getItem(KEY) ? "Kept in this browser. Automatic and 100% make it forget." : ""
    } catch {
      note.textContent = "This browser keeps nothing; it holds for this page."
    }
  }

  function draw() {
    root.dataset.scheme = state.scheme
    root.style.setProperty("--size", state.size === USUAL ? "" : state.size / USUAL)
    for (const button of buttons) button.ariaPressed = String(button.value === state.scheme)
    size.value = `${state.size}%`
    smaller.disabled = state.size <= SIZES[0]
    larger.disabled = state.size >= SIZES.at(-1)
  }

  function change(changed) {
    Object.assign(state, changed)
    draw()
    keep()
  }

  for (const button of buttons) button.addEventListener("click", () => change({ scheme: button.value }))
  smaller.addEventListener("click", () => change({ size: SIZES.findLast(one => one < state.size) ?? SIZES[0] }))
  larger.addEventListener("click", () => change({ size: SIZES.find(one => one > state.size) ?? SIZES.at(-1) }))
  panel.addEventListener("toggle", event => {
    if (event.newState === "open") buttons.find(one => one.ariaPressed === "true")?.focus()
  })
  panel.addEventListener("beforetoggle", event => {
    if (event.newState === "closed" && panel.contains(page.activeElement)) panel.previousElementSibling.focus()
  })
  draw()

  globalThis.siteAppearance = {
    open(button) {
      button.after(panel)
      button.popoverTargetElement = panel // or its pointer would close the panel and its click open it again
      panel.showPopover()
    },
    follow(kept) {
      const [scheme, size] = (kept ?? "").split(" ")
      state.scheme = Object.hasOwn(SCHEMES, scheme) ? scheme : "system"
      state.size = SIZES.includes(Number(size)) ? Number(size) : USUAL
      draw()
    },
  }
})()

/* A button on each piece of code that copies it, where a browser lets a page do that. */
;(() => {
  "use strict"
  const { page } = globalThis.siteTools

  function copier(code) {
    const button = page.createElement("button")
    button.type = "button"
    button.className = "copy"
    button.textContent = "Copy"
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(code.textContent.replace(/\n$/, "")).then(
        () => {
          button.textContent = "Copied"
        },
        () => {
          button.textContent = "Could not be copied"
        },
      )
    })
    return button
  }

  for (const code of page.querySelectorAll("article .highlight > pre > code")) {
    code.parentElement.after(copier(code))
  }
})()

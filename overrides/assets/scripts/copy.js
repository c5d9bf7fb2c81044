/* A button on each piece of code that copies it, where a browser lets a page do that. */
;(() => {
  "use strict"
  const { page, copier } = globalThis.siteTools

  for (const code of page.querySelectorAll("article .highlight > pre > code")) {
    code.parentElement.after(copier(() => navigator.clipboard.writeText(code.textContent.replace(/\n$/, ""))))
  }
})()

/* On the page that stands where another one was: goes on to the new address, with the id that the reader asked for. */
;(() => {
  const link = document.getElementById("new-address")
  location.replace(link.hash ? link.href : link.href + location.hash)
})()

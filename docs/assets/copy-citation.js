// A button at each key number copies it as a citation.
(() => {
  function button(cited) {
    const copy = document.createElement("button")
    copy.type = "button"
    copy.className = "copy-citation"
    copy.title = "Copy as citation"
    copy.setAttribute("aria-label", "Copy as citation")
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(cited.dataset.cite)
      copy.classList.add("copied")
      copy.title = "Copied"
      setTimeout(() => { copy.classList.remove("copied"); copy.title = "Copy as citation" }, 2000)
    })
    return copy
  }

  fieldguide.onPage("[data-cite]", cited => {
    const place = cited.matches("tr") ? cited.cells[0] : cited.parentElement
    place.append(button(cited))
  })
})()

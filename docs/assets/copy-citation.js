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

  const place = cited => cited.matches("tr") ? cited.cells[0] : cited.parentElement
  const near = new IntersectionObserver(entries => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue
      near.unobserve(target)
      target.append(button(cited.get(target)))
    }
  }, { rootMargin: "400px" })
  const cited = new Map()
  fieldguide.onPage("[data-cite]", one => {
    cited.set(place(one), one)
    near.observe(place(one))
  })
})()

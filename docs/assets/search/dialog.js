// The search's dialog.
(() => {
  const { pieces, rank, narrow, results } = guideSearch
  const dialog = document.getElementById("guide-search")
  const [box, list, none, status, note, more] = ["box", "list", "none", "status", "note", "more"].map(name => dialog.querySelector(`[data-search=${name}]`))
  let asked = 0
  let current = { query: "", found: [], shown: 0, terms: new Map() }

  const start = () => {
    pieces.entry().catch(() => {})
    if (box.value) search()
  }

  const activate = option => {
    for (const one of list.querySelectorAll("[aria-selected=true]")) one.setAttribute("aria-selected", "false")
    option?.setAttribute("aria-selected", "true")
    option?.scrollIntoView({ block: "nearest" })
    if (option) box.setAttribute("aria-activedescendant", option.id)
    else box.removeAttribute("aria-activedescendant")
  }

  const say = (pages, unknown, meant) => {
    const words = [...meant].map(([written, taken]) => `${taken} (for ${written})`)
    note.textContent = [
      words.length ? `Showing results for ${words.join(", ")}.` : "",
      pages && unknown.length ? `No page has ${unknown.map(word => `“${word}”`).join(", ")}.` : "",
    ].filter(Boolean).join(" ")
    status.textContent = pages ? `${pages} ${pages === 1 ? "page" : "pages"}` : ""
  }

  /** What stands in the list's place when nothing was found: why, and what to do. */
  const sayNone = (query, hidden) => {
    status.textContent = "No page found"
    none.querySelector("[data-query]").textContent = query
    none.querySelector("li").hidden = !hidden
  }

  const search = async (again = true) => {
    const query = box.value
    const turn = ++asked
    dialog.classList.toggle("guide-search--asked", Boolean(query.trim()))
    try {
      const entry = await pieces.entry()
      const { pages, terms, meant, unknown } = query.trim() ? await rank(query) : { pages: [], terms: new Map(), meant: new Map(), unknown: [] }
      const found = pages.filter(({ page }) => narrow.fits(entry, page))
      const rows = await results.list(list, entry, found, 0, terms)
      if (turn !== asked) return
      current = { query, found, shown: rows.length, terms }
      say(found.length, unknown, meant)
      list.replaceChildren(...rows)
      list.hidden = !rows.length
      none.hidden = rows.length > 0 || !query.trim()
      if (!none.hidden) sayNone(query.trim(), pages.length > 0)
      list.dataset.query = query
      narrow.draw(dialog, entry, pages.map(({ page }) => page), () => search())
      more.hidden = current.shown >= found.length
      box.setAttribute("aria-expanded", String(rows.length > 0))
      list.parentElement.scrollTop = 0
      activate(list.querySelector("[role=option]"))
    } catch (error) {
      if (turn !== asked) return
      if (again) return pieces.renew().then(() => search(false), () => search(false))
      status.textContent = "The search could not be loaded. Check the connection, then type again."
    }
  }

  const showMore = async () => {
    const rows = await results.list(list, await pieces.entry(), current.found, current.shown, current.terms)
    current.shown += rows.length
    list.append(...rows)
    more.hidden = current.shown >= current.found.length
    activate(rows[0]?.querySelector("[role=option]"))
  }

  const step = by => {
    const options = [...list.querySelectorAll("[role=option]")]
    const at = options.findIndex(one => one.getAttribute("aria-selected") === "true")
    activate(options[(at + by + options.length) % options.length])
  }

  const keys = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: () => list.querySelector("[aria-selected=true]")?.click(),
  }

  box.addEventListener("input", () => search())
  box.addEventListener("keydown", event => {
    if (event.isComposing || !keys[event.key]) return
    event.preventDefault()
    keys[event.key]()
  })
  dialog.addEventListener("keydown", narrow.walk)
  dialog.addEventListener("keydown", event => event.stopPropagation())
  more.addEventListener("click", showMore)
  list.addEventListener("click", event => {
    const link = event.target.closest("a")
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    guideSearch.highlight(current.terms, link)
    dialog.close()
  })
  dialog.addEventListener("click", event => {
    if (event.target === dialog || event.target.closest("[data-search=close]")) dialog.close()
    if (event.target.closest("[data-example]")) {
      box.value = event.target.textContent
      box.select()
      search()
    }
    if (event.target.closest("[data-search=clear]")) {
      narrow.clear()
      search()
      box.focus()
    }
  })
  guideSearch.start = start
})()

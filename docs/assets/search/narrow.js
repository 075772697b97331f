// Results narrowed by part and tag: two rows of buttons with counts, kept for the session.
guideSearch.narrow = (() => {
  const KEY = "guide-search-narrowed"
  const KINDS = ["part", "tag"]

  const kept = () => {
    try { return JSON.parse(sessionStorage.getItem(KEY)) || {} } catch { return {} }
  }
  const chosen = { part: new Set(kept().part), tag: new Set(kept().tag) }
  const keep = () => {
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ part: [...chosen.part], tag: [...chosen.tag] }))
    } catch { /* a browser that keeps nothing narrows all the same */ }
  }

  const labels = (entry, page) => ({
    part: [entry.parts[entry.partOf[page]]],
    tag: entry.tagsOf[page].map(tag => entry.tags[tag]),
  })

  /** Whether a page is in a chosen part and has every chosen tag; `but` leaves one kind out of the question. */
  const fits = (entry, page, but = "") => {
    const { part, tag } = labels(entry, page)
    return (but === "part" || !chosen.part.size || chosen.part.has(part[0])) && (but === "tag" || [...chosen.tag].every(one => tag.includes(one)))
  }

  /** Labels of a kind with the number of pages that each would leave, the chosen ones always among them. */
  const counts = (entry, pages, kind) => {
    const found = new Map([...chosen[kind]].map(label => [label, 0]))
    const left = pages.filter(page => fits(entry, page, kind === "part" ? "part" : ""))
    for (const page of left) for (const label of labels(entry, page)[kind]) found.set(label, (found.get(label) || 0) + 1)
    const order = kind === "part" ? ([a], [b]) => entry.parts.indexOf(a) - entry.parts.indexOf(b) : ([a, m], [b, n]) => n - m || a.localeCompare(b)
    return [...found].sort(order)
  }

  /** Draws the rows anew; the button that has the focus keeps it. */
  const draw = (root, entry, pages, changed) => {
    for (const kind of KINDS) {
      const row = root.querySelector(`[data-narrow=${kind}]`)
      const focused = row.contains(document.activeElement) ? document.activeElement.dataset.label : null
      const shown = counts(entry, pages, kind)
      row.hidden = shown.length < 2 && !chosen[kind].size
      row.replaceChildren(...shown.map(([label, count]) => button(kind, label, count, changed)))
      const buttons = [...row.children]
      const current = buttons.find(one => one.dataset.label === focused) || buttons[0]
      if (current) current.tabIndex = 0
      if (focused !== null) current?.focus()
    }
  }

  const button = (kind, label, count, changed) => {
    const made = document.createElement("button")
    made.type = "button"
    made.className = "guide-search__chip"
    made.tabIndex = -1
    made.dataset.label = label
    made.setAttribute("aria-pressed", chosen[kind].has(label))
    made.append(label, Object.assign(document.createElement("span"), { textContent: count }))
    made.setAttribute("aria-label", `${label}, ${count} ${count === 1 ? "page" : "pages"}`)
    made.onclick = () => {
      if (!chosen[kind].delete(label)) chosen[kind].add(label)
      keep()
      changed()
    }
    return made
  }

  /** Arrow keys go along a row, which is one stop of the Tab key. */
  const walk = event => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const row = event.target.closest("[data-narrow]")
    if (!step || !row) return
    const buttons = [...row.children]
    const next = buttons[(buttons.indexOf(event.target) + step + buttons.length) % buttons.length]
    for (const one of buttons) one.tabIndex = one === next ? 0 : -1
    next.focus()
    event.preventDefault()
  }

  const clear = () => {
    for (const kind of KINDS) chosen[kind].clear()
    keep()
  }

  return { fits, draw, walk, clear }
})()

// A link to a concept, an abbreviation and a citation explain themselves in a card: at hover, at keyboard focus, at a long press.
// A tap on a citation or an abbreviation opens the card too; a tap on any other link follows it, as everywhere. Escape closes.
(() => {
  const EXPLAINED = "article a[data-concept]:not(.node), article a.footnote-ref"
  const OPENS_AT_A_TAP = ".footnote-ref, .abbreviation"
  const HOVER = 350, FOCUS = 150, LEAVE = 250, LONG_PRESS = 450, SLOP = 10
  const element = fieldguide.element

  const card = element("div", "explain-card md-typeset")
  card.id = "explain-card"
  let host = null, wanted = null, waiting = 0, pressing = 0, pressed = null, touch = false

  const linkAt = target => target instanceof Element ? target.closest(EXPLAINED) : null
  const later = (action, delay) => { clearTimeout(waiting); waiting = setTimeout(action, delay) }

  function close() {
    clearTimeout(waiting)
    if (host?.getAttribute("aria-describedby") === card.id) host.removeAttribute("aria-describedby")
    host = wanted = null
    card.remove()
  }

  async function open(link) {
    if (host === link) return
    close()
    wanted = link
    const content = link.matches(".footnote-ref") ? reference(link) : await concept(link)
    if (!content || wanted !== link || !link.isConnected) return
    host = link
    card.replaceChildren(...content)
    if (touch) card.append(element("p", "explain-more", followed(link)))
    for (const inner of card.querySelectorAll("a")) if (!touch) inner.tabIndex = -1
    card.setAttribute("role", touch ? "group" : "tooltip")
    link.setAttribute("aria-describedby", card.id)
    document.body.append(card)
    place(link)
  }

  function followed(link) {
    const onward = element("a", "", link.matches(".footnote-ref") ? "In the list of references" : "Open the page")
    onward.href = link.href
    return onward
  }

  /** The reference that a mark stands for. */
  function reference(link) {
    const note = document.getElementById(decodeURIComponent(link.hash.slice(1)))
    if (!note) return null
    const copy = note.cloneNode(true)
    for (const back of copy.querySelectorAll(".footnote-backref")) back.remove()
    return copy.childNodes
  }

  /** What a concept is, and the number that the link names or the first ones; null on the page itself, where only numbers are. */
  async function concept(link) {
    const brief = await fieldguide.load(link.dataset.concept)
    if (!brief) return null
    const named = brief.numbers.filter(([id]) => `#${id}` === link.hash)
    const rows = (named.length ? named : brief.numbers.slice(0, 3)).flatMap(([, name, value]) => [element("dt", "", name), element("dd", "", value)])
    const numbers = element("dl", "explain-numbers", ...rows)
    if (named.length) return [numbers, element("p", "explain-source", brief.title)]
    const short = link.matches(".abbreviation") && [element("p", "explain-short", link.textContent, link.dataset.standsFor ? `: ${link.dataset.standsFor}` : "")]
    return [...(short || []), element("p", "explain-title", brief.title), element("p", "", brief.summary), numbers]
  }

  /** Below the link, or above where there is more room; never beyond the edge of the window. */
  function place(link) {
    const box = link.getClientRects()[0] ?? link.getBoundingClientRect()
    const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - card.offsetWidth - 8))
    const below = box.bottom + card.offsetHeight + 8 < innerHeight || box.top < card.offsetHeight + 72
    const top = below ? box.bottom + 6 : box.top - card.offsetHeight - 6
    card.style.left = `${left + scrollX}px`
    card.style.top = `${top + scrollY}px`
  }

  document.addEventListener("pointerover", event => {
    if (event.pointerType !== "mouse") return
    const link = linkAt(event.target)
    touch = false
    if (card.contains(event.target) || (link && link === host)) clearTimeout(waiting)
    else if (link) later(() => open(link), HOVER)
    else if (!host || host !== document.activeElement) later(close, host ? LEAVE : 0)
  })

  document.addEventListener("focusin", event => {
    const link = linkAt(event.target)
    if (link?.matches(":focus-visible") && !touch) later(() => open(link), FOCUS)
    else if (link !== host && !card.contains(event.target)) close()
  })
  document.addEventListener("focusout", event => { if (event.target === host && !touch) close() })
  document.addEventListener("keydown", event => {
    touch = false
    if (event.key === "Escape") close()
  })

  document.addEventListener("pointerdown", event => {
    touch = event.pointerType === "touch"
    const link = linkAt(event.target)
    pressed = null
    if (link && touch) {
      const { clientX: x, clientY: y } = event
      pressing = setTimeout(() => { pressed = link; open(link) }, LONG_PRESS)
      const release = moved => {
        if (moved.type === "pointermove" && Math.hypot(moved.clientX - x, moved.clientY - y) < SLOP) return
        clearTimeout(pressing)
        for (const kind of ["pointerup", "pointercancel", "pointermove"]) document.removeEventListener(kind, release)
      }
      for (const kind of ["pointerup", "pointercancel", "pointermove"]) document.addEventListener(kind, release)
    } else if (!card.contains(event.target)) close()
  })
  document.addEventListener("contextmenu", event => { if (pressed && linkAt(event.target) === pressed) event.preventDefault() })
  document.addEventListener("click", event => {
    const link = linkAt(event.target)
    if (!link) return
    if (touch && (pressed === link || link.matches(OPENS_AT_A_TAP))) {
      event.preventDefault()
      event.stopPropagation()
      if (pressed !== link) host === link ? close() : open(link)
    } else close()
  }, true)
})()

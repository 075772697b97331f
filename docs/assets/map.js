// The map: the concept under the pointer or the focus is lit with its arrows and its relations, whose reasons stand below.
// The first tap on a concept lights it, the second opens its page.
fieldguide.onPage('.map[data-map="guide"]', map => {
  const { element } = fieldguide
  if (!map.querySelector("svg")) return

  const nodes = new Map(Array.from(map.querySelectorAll(".node"), node => [node.dataset.concept, node]))
  const edges = Array.from(map.querySelectorAll(".edge"))
  const hint = "Point at a concept, or move to it with Tab: its arrows light up, and its relations stand here with their reasons."
  const panel = element("div", "map-panel", element("p", "", hint))
  panel.setAttribute("aria-live", "polite")
  map.after(panel)
  let lit = null, touch = false

  function light(node) {
    if (lit === node) return
    lit = node
    for (const other of map.querySelectorAll(".lit, .near, .related")) other.classList.remove("lit", "near", "related")
    map.classList.toggle("has-lit", Boolean(node))
    if (!node) return
    node.classList.add("lit")
    for (const edge of edges) {
      const { from, to } = edge.dataset
      if (from !== node.dataset.concept && to !== node.dataset.concept) continue
      edge.classList.add("lit")
      nodes.get(from)?.classList.add("near")
      nodes.get(to)?.classList.add("near")
    }
    tell(node)
  }

  async function tell(node) {
    const brief = await fieldguide.load(node.dataset.concept)
    if (!brief || lit !== node) return
    for (const [slug] of brief.relations) nodes.get(slug)?.classList.add("related")
    const title = element("a", "", brief.title)
    title.href = node.href.baseVal
    const relations = brief.relations.map(([, name, reason]) => element("li", "", element("b", "", name), `: ${reason}`))
    panel.replaceChildren(element("p", "map-title", title), element("p", "", brief.summary), element("ul", "", ...relations))
  }

  const nodeAt = target => target instanceof Element ? target.closest(".map .node") : null
  map.addEventListener("pointerover", event => { if (event.pointerType === "mouse") light(nodeAt(event.target) ?? null) })
  map.addEventListener("pointerleave", event => { if (event.pointerType === "mouse") light(null) })
  map.addEventListener("focusin", event => { if (!touch) light(nodeAt(event.target)) })
  map.addEventListener("keydown", event => { if (event.key === "Escape") light(null) })
  map.addEventListener("pointerdown", event => { touch = event.pointerType === "touch" })
  map.addEventListener("click", event => {
    const node = nodeAt(event.target)
    if (!touch || !node || node === lit) return
    event.preventDefault()
    event.stopPropagation()
    light(node)
  }, true)
})

// The query's words on the page that was chosen, marked without touching the page.
guideSearch.highlight = (() => {
  let wanted = null

  const mark = () => {
    CSS.highlights?.delete("guide-search")
    const find = wanted && guideSearch.excerpt.pattern(wanted)
    wanted = null
    if (!find || !CSS.highlights) return
    const ranges = []
    const texts = document.createTreeWalker(document.querySelector("article"), NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const node = texts.currentNode
      for (const { 0: word, index } of node.data.matchAll(find)) {
        const range = new Range()
        range.setStart(node, index)
        range.setEnd(node, index + word.length)
        ranges.push(range)
      }
    }
    CSS.highlights.set("guide-search", new Highlight(...ranges))
  }
  document$.subscribe(() => mark())

  /**
   * @param {Map<string, number>} terms to mark on the page that a link leads to, once it is there
   * @param {HTMLAnchorElement} link
   */
  return (terms, link) => {
    wanted = new Map([...terms].filter(([word]) => word.length > 1))
    if (link.pathname === location.pathname) mark()
  }
})()

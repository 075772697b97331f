// The query's words on the page that was chosen, marked without touching the page.
guideSearch.highlight = (() => {
  const KEY = "guide-search-words"

  const mark = () => {
    CSS.highlights?.delete("guide-search")
    const { path, terms } = taken()
    const find = path === location.pathname && CSS.highlights && guideSearch.excerpt.pattern(new Map(terms))
    if (!find) return
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
    document.documentElement.dataset.found = ""
  }

  const taken = () => {
    try {
      const kept = JSON.parse(sessionStorage.getItem(KEY)) || {}
      sessionStorage.removeItem(KEY)
      return kept
    } catch {
      return {}
    }
  }
  mark()

  /**
   * @param {Map<string, number>} terms to mark on the page that a link leads to, once it is there
   * @param {HTMLAnchorElement} link
   */
  return (terms, link) => {
    try {
      sessionStorage.setItem(KEY, JSON.stringify({ path: link.pathname, terms: [...terms].filter(([word]) => word.length > 1) }))
    } catch { /* a browser that keeps nothing marks nothing */ }
    if (link.pathname === location.pathname) mark()
  }
})()

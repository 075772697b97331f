// A page that was found → its head and the sections that speak of the query, with the words marked.
guideSearch.excerpt = (() => {
  const AROUND = 170
  const MOST_SECTIONS = 3
  const ENOUGH = 0.7

  const escaped = text => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")

  /** Finds the query's words in text as it is written: with thousands set apart, accents left aside, any ending. */
  const pattern = terms => {
    const words = [...terms.keys()].sort((a, b) => b.length - a.length)
      .map(word => /^\d+$/.test(word) && word.length > 3 ? [...word].join(",?") : escaped(word))
    return words.length ? new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join("|")})(?![\\p{L}\\p{N}])`, "giu") : null
  }

  /** How much of the query stands in a text, each word counted by its weight. */
  const weight = (text, find, terms) => {
    const found = new Map()
    for (const [word] of text.matchAll(find)) {
      const term = guideSearch.words.plain(word)
      found.set(term, (found.get(term) || 0) + 1)
    }
    return [...found].reduce((sum, [term, count]) => sum + (terms.get(term) || 0.1) * (2 - 1 / count), 0)
  }

  /** The stretch of a text that holds most of the query, as nodes with marks. */
  const shown = (text, find, terms) => {
    let [start, best] = [0, -1]
    for (const { index } of find ? text.matchAll(find) : []) {
      const from = index < AROUND / 2 ? 0 : text.lastIndexOf(" ", index - 40) + 1
      const here = weight(text.slice(from, from + AROUND), find, terms)
      if (here > best) [start, best] = [from, here]
    }
    const cut = text.length > start + AROUND ? text.lastIndexOf(" ", start + AROUND) : text.length
    const end = cut > start ? cut : text.length
    return [start > 0 ? "… " : "", ...marked(text.slice(start, end), find), end < text.length ? " …" : ""]
  }

  /** @returns {(string | HTMLElement)[]} */
  const marked = (text, find) => {
    if (!find) return [text]
    const nodes = []
    let last = 0
    for (const { 0: word, index } of text.matchAll(find)) {
      const mark = document.createElement("mark")
      mark.textContent = word
      nodes.push(text.slice(last, index), mark)
      last = index + word.length
    }
    return [...nodes, text.slice(last)]
  }

  /** The sections to show below a page, most telling first; a page that is found by its name alone has none. */
  const sections = (page, find, terms) => {
    if (!find) return []
    const rated = [...page.numbers.map(section => [...section, true]), ...page.sections.map(section => [...section, false])]
      .filter(([anchor]) => anchor)
      .map(([anchor, heading, text, number]) => ({
        anchor, heading, text, number,
        score: 2 * weight(heading, find, terms) + (number ? 2 : 1) * weight(text, find, terms),
      }))
      .sort((a, b) => b.score - a.score)
    return rated.filter(({ score }) => score > 0 && score >= ENOUGH * rated[0].score).slice(0, MOST_SECTIONS)
  }

  return { pattern, shown, marked, sections }
})()

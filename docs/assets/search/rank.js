// What a reader typed → the pages that answer it, best first.
guideSearch.rank = (() => {
  const { pieces, likeness } = guideSearch
  const LEVELS = 51
  const INFLECTED = 0.8, BEGUN = 0.65, BEGUN_BESIDE_WHOLE = 0.25, MISSPELT = 0.8, WRITTEN_AS_ONE = 1.1
  const MOST_BEGUN = 40
  const NAMED = 0.9
  const LEAST = 0.07
  const LONGEST_NAME = 6

  /** Pages and strengths out of ``12FcA``: distances between pages, 1 where none is written, and letters. */
  const postings = text => {
    const found = []
    let page = -1
    for (const [, gap, letter] of text.matchAll(/(\d*)([A-Za-z])/g)) {
      page += gap ? Number(gap) : 1
      const code = letter.charCodeAt(0)
      found.push([page, (code > 96 ? code - 71 : code - 65) / LEVELS])
    }
    return found
  }

  /** The words of a query: those that pages are ranked by, and all of them in order, for names. */
  const ask = (query, stop) => {
    const chunks = guideSearch.words.chunks(query)
    const all = chunks.flatMap(chunk => chunk.words)
    const telling = all.filter(word => !stop.has(word) && (word.length > 1 || /\d/.test(word)))
    const open = /[\p{L}\p{N}]$/u.test(query)
    const compounds = chunks.map(chunk => chunk.compound).filter(Boolean)
    chunks.forEach((chunk, n) => {
      const next = chunks[n + 1]
      if (next && !stop.has(next.words[0])) compounds.push(chunk.words.join("") + (next.compound || next.words.join("")))
    })
    return { all, words: [...new Set(telling.length ? telling : all)], compounds: [...new Set(compounds)], open }
  }

  /** Which words of the index a typed word stands for, with how surely. */
  const readings = async (entry, word, begun) => {
    const root = likeness.stem(word)
    const known = await pieces.beginning(entry, root.length < word.length ? root : word)
    const whole = known.filter(([other]) => other === word).map(([other, text]) => ({ word: other, text, sure: 1 }))
    const inflected = known
      .filter(([other]) => other !== word && !other.includes("=") && likeness.stem(other) === root)
      .map(([other, text]) => ({ word: other, text, sure: INFLECTED }))
    const number = /^\d[\d.]*$/.test(word)
    const longer = !begun && !number ? [] : known
      .filter(([other]) => other !== word && !other.includes("=") && other.startsWith(word) && (!number || /^[\d.]+$/.test(other)))
      .sort(([, a], [, b]) => b.length - a.length).slice(0, MOST_BEGUN)
      .map(([other, text]) => ({ word: other, text, sure: (whole.length ? BEGUN_BESIDE_WHOLE : BEGUN) * (word.length / other.length) ** 0.5 }))
    const found = [...whole, ...inflected, ...longer]
    return { word, found, names: known.filter(([other]) => other.includes("=")), meant: found.length ? [word] : [] }
  }

  const misspelt = async (entry, word, begun) => {
    const near = await likeness.nearest(entry, word, begun)
    const found = (await Promise.all(near.map(async ([known, edits]) => {
      const all = await pieces.beginning(entry, known)
      return all.filter(([other]) => other === known || (begun && other.startsWith(known) && !other.includes("=")))
        .slice(0, 3).map(([other, text]) => ({ word: other, text, sure: MISSPELT ** edits }))
    }))).flat()
    return { word, found, names: [], meant: near.map(([known]) => known) }
  }

  /** Each page's strength for a word, the best of the word's readings. */
  const strengths = found => {
    const best = new Map()
    for (const { text, sure } of found) {
      for (const [page, strength] of postings(text)) best.set(page, Math.max(best.get(page) || 0, strength * sure))
    }
    return best
  }

  /** The pages that a stretch of the query names, with how much of the query the stretch is. */
  const named = async (entry, asked, meant) => {
    const found = new Map()
    const all = asked.all.map(word => meant.get(word) || word)
    const telling = new Set(asked.words)
    for (let start = 0; start < all.length; start++) {
      const length = Math.min(LONGEST_NAME, all.length - start)
      const keys = new Map(Array.from({ length }, (_, n) => [`${all[start]}=${all.slice(start + 1, start + n + 1).join("")}`, n + 1]))
      const known = (await pieces.beginning(entry, `${all[start]}=`, 2)).filter(([key]) => keys.has(key))
      for (const [key, text] of known) {
        const count = asked.all.slice(start, start + keys.get(key)).filter(word => telling.has(word)).length
        const share = all.length === keys.get(key) ? 1 : count / telling.size
        for (const [page, strength] of postings(text)) found.set(page, Math.max(found.get(page) || 0, share ** 1.2 * strength))
      }
    }
    return found
  }

  /**
   * @param {string} query
   * @returns {Promise<{pages: {page: number, score: number}[], terms: Map<string, number>, meant: Map<string, string>, unknown: string[]}>}
   * terms: the words to show on the pages, each with its weight; meant: what a misspelt word was taken for
   */
  return async query => {
    const entry = await pieces.entry()
    const asked = ask(query, entry.stop)
    const last = asked.open ? asked.all.at(-1) : ""
    const read = await Promise.all(asked.words.map(async word => {
      const reading = await readings(entry, word, word === last && word.length > 1)
      return reading.found.length ? reading : misspelt(entry, word, word === last)
    }))
    const compounds = await Promise.all(asked.compounds.map(async word => {
      const found = (await pieces.beginning(entry, word, 1)).filter(([other]) => other === word)
      return { word, found: found.map(([other, text]) => ({ word: other, text, sure: WRITTEN_AS_ONE })), meant: [word] }
    }))
    const meant = new Map(read.filter(one => one.meant.length && one.meant[0] !== one.word).map(one => [one.word, one.meant[0]]))
    const scores = new Map(), covered = new Map(), terms = new Map()
    let mass = 0
    for (const { found } of [...read, ...compounds]) {
      const pages = strengths(found)
      if (!pages.size) continue
      const rarity = Math.log(1 + (entry.pages.length - pages.size + 0.5) / (pages.size + 0.5)) + 0.1
      mass += rarity
      for (const { word, sure } of found) terms.set(word, Math.max(terms.get(word) || 0, rarity * sure))
      for (const [page, strength] of pages) {
        scores.set(page, (scores.get(page) || 0) + rarity * strength)
        covered.set(page, (covered.get(page) || 0) + rarity)
      }
    }
    const names = await named(entry, asked, meant)
    const pages = [...scores].map(([page, score]) =>
      ({ page, score: score / mass * (0.3 + 0.7 * covered.get(page) / mass) + NAMED * (names.get(page) || 0) }))
    for (const [page, share] of names) if (!scores.has(page)) pages.push({ page, score: NAMED * share })
    pages.sort((a, b) => b.score - a.score || a.page - b.page)
    const unknown = read.filter(one => !one.found.length).map(one => one.word)
    return { pages: pages.filter(one => one.score >= LEAST * pages[0].score), terms, meant, unknown }
  }
})()

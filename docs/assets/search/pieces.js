// The pieces of the index, each a script that hands over what it holds: so they load from a server and from a folder alike.
guideSearch.pieces = (() => {
  const base = new URL("../search/", fieldguide.assets)
  /** @type {Map<string, {promise: Promise<any>, resolve: (data: any) => void}>} */
  const asked = new Map()

  /** Loads a piece once; a failure is forgotten, so that the next key tries again. */
  const load = (name, address = `${name}.js`) => {
    if (!asked.has(name)) {
      let resolve, reject
      const promise = new Promise((yes, no) => { [resolve, reject] = [yes, no] })
      asked.set(name, { promise, resolve })
      const script = document.createElement("script")
      script.src = new URL(address, base).href
      script.onload = () => script.remove()
      script.onerror = () => {
        script.remove()
        asked.delete(name)
        reject(new Error(`${name} cannot be loaded`))
      }
      document.head.append(script)
    }
    return asked.get(name).promise
  }

  /** After a new version of the site: pieces are named by their content, and those that the old entry names are gone. */
  const renew = async () => {
    asked.delete("entry")
    return load("entry", `entry.js?${Date.now()}`)
  }

  guideSearch.take = (name, data) => asked.get(name)?.resolve(data)

  const entry = () => load("entry").then(raw => raw.ready || (raw.ready = opened(raw)))
  const opened = raw => ({ ...raw, stop: new Set(raw.stop.split(" ")), pages: raw.pages.split(" ") })

  /** The piece of the postings in which a word would stand. */
  const holding = (entry, word) => {
    let low = 0
    for (let high = entry.words.length - 1; low < high;) {
      const middle = (low + high + 1) >> 1
      if (entry.words[middle][0] <= word) low = middle
      else high = middle - 1
    }
    return low
  }

  /** The words that begin with a stem, with their postings; of a short stem's many pieces, the first few. */
  const beginning = async (entry, stem, most = 3) => {
    const first = holding(entry, stem)
    const last = Math.min(holding(entry, `${stem}\uffff`), first + most - 1)
    const pieces = await Promise.all(entry.words.slice(first, last + 1).map(([, name]) => load(`words/${name}`)))
    return pieces.flatMap(piece => Object.entries(piece).filter(([word]) => word.startsWith(stem)))
  }

  const page = (entry, number) => load(`page/${entry.pages[number]}`)
  const spelling = async (entry, letter) =>
    entry.spelling[letter] ? (await load(`spelling/${entry.spelling[letter]}`)).split(" ") : []

  return { entry, renew, beginning, page, spelling, base }
})()

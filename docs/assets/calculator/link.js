// What a reader changed ↔ the query of a link: ?calculate=id&set=layers:32&use=llama-3.1-70b:llama-3.1-8b&show=GiB#id
;(fieldguide => {
  /** The address of the page with a number's calculator open at a state. */
  function write(address, id, { uses, typed, unit }) {
    const url = new URL(address)
    const query = new URLSearchParams({ calculate: id })
    for (const [from, to] of uses) query.append("use", `${from}:${to}`)
    for (const [name, text] of typed) query.append("set", `${name}:${text}`)
    if (unit !== null) query.set("show", unit)
    url.search = query
    url.hash = id
    return url.href
  }

  /** What a link says: {id, state}, or null where it names no calculator. */
  function read(address) {
    const query = new URL(address).searchParams
    const pairs = name => query.getAll(name).filter(text => text.includes(":")).map(text => {
      const at = text.indexOf(":")
      return [text.slice(0, at), text.slice(at + 1)]
    })
    if (!query.has("calculate")) return null
    return { id: query.get("calculate"), state: { uses: new Map(pairs("use")), typed: new Map(pairs("set")), unit: query.get("show") } }
  }

  fieldguide.link = { write, read }
})(globalThis.fieldguide ??= {})
